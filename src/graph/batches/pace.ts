import { type Clock, momentOf } from "./clock";
import { type BatchShape, type PaceLimits, afterBatch, beginPace, maySendBeside, shapeOfNext } from "./pace-state";
import type { BatchVerdict } from "./verdict";

/**
 * Decides how much may be under way. Nobody outside Microsoft knows whether a tenant takes one licence change at a
 * time (some do: "Error due to concurrent requests being made to the tenant") or dozens, so it is tried out:
 *
 * - It begins with one batch whose items run one after the other, then one whose items run side by side, then batches
 *   side by side, twice as many after each round; after something was refused, twice as many up to half of what was
 *   too much, then one more a round.
 * - Collisions and throttling halve the number of batches, at most once for all that were under way together. A
 *   collision of a batch that was alone means one write at a time; whether more is possible is tried again after 2, 4,
 *   8 … batches.
 * - A single refused item among nineteen accepted ones is the item's own affair and waits alone: a tenant that takes
 *   one change at a time turns nineteen away, and a quota that is used up turns away everything.
 * - Where even the items of a chain collide, the tenant is busy for some time after each change: chains become as
 *   short as goes through, and follow each other after the waits that suffice (`lock-wait.ts`).
 * - When Graph throttles a good part of a batch, everything waits as long as it asks.
 * - Batches that time out get smaller. When none gets an answer for several rounds, everything waits, longer each time.
 *
 * The pace is a value; this holds the current one, and the clock.
 */
export interface Pace {
  readonly next: () => BatchShape;
  readonly mayStart: (inFlight: number) => boolean;
  readonly record: (shape: BatchShape, verdict: BatchVerdict) => void;
  /** Milliseconds until anything may be sent; 0 is now. */
  readonly pause: () => number;
  /** Why there is a pause, in words. */
  readonly reason: () => string;
  /** Rounds in a row in which no batch got an answer: those that were under way together count as one. */
  readonly silentRounds: () => number;
  /** Milliseconds since the first of these rounds was over. */
  readonly silentFor: () => number;
  /** Milliseconds since the first of the collisions for which nothing went through in between; 0 where it did. */
  readonly busyFor: () => number;
  /** The same of what Graph throttled. */
  readonly throttledFor: () => number;
}

const reasons = {
  throttling: "Graph throttles this tenant",
  collision: "other licence changes keep this tenant busy",
  silence: "Graph gives no answer",
} as const;

export function createPace(clock: Clock, limits: PaceLimits): Pace {
  let state = beginPace(limits);
  const since = (begin: number | undefined): number => (begin === undefined ? 0 : clock.now() - begin);
  return {
    next: () => {
      state = { ...state, sent: state.sent + 1 };
      return shapeOfNext(state, clock.now());
    },
    record: (shape, verdict) => {
      state = afterBatch(state, shape, verdict, momentOf(clock));
    },
    mayStart: (inFlight) => maySendBeside(state, inFlight),
    pause: () => Math.max(0, state.pausedUntil - clock.now()),
    reason: () => reasons[state.pausedBy],
    silentRounds: () => state.silence.rounds,
    silentFor: () => since(state.silence.since),
    busyFor: () => since(state.busySince),
    throttledFor: () => since(state.throttledSince),
  };
}
