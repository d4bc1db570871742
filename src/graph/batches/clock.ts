/** Time and chance, handed in: tests turn the hands, benchmarks scale them. Milliseconds. */
export interface Clock {
  readonly now: () => number;
  /** Since 1970, for the dates of HTTP. */
  readonly epoch: () => number;
  /** Ends early, without an error, when the signal is raised. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** In [0, 1): spreads retries, so that two runs that collided do not collide again. */
  readonly random: () => number;
}

/** Both as values, for what decides without a clock. */
export interface Moment {
  readonly now: number;
  readonly chance: number;
}

export function momentOf(clock: Clock): Moment {
  return { now: clock.now(), chance: clock.random() };
}

/** A timer of Node that is set for longer fires at once. */
const longestTimer = 2_147_483_647;

export const systemClock: Clock = {
  now: () => performance.now(),
  epoch: () => Date.now(),
  random: () => Math.random(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (!(milliseconds > 0) || signal?.aborted === true) {
        resolve();
        return;
      }
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", finish);
        resolve();
      };
      const timer = setTimeout(finish, Math.min(longestTimer, milliseconds));
      signal?.addEventListener("abort", finish, { once: true });
    }),
};
