import type { Clock } from "./clock";

/** How a batch went, as far as the pace is concerned. */
export interface BatchVerdict {
  /** Writes that Graph turned away because another was in progress. */
  readonly collisions: number;
  readonly throttled: number;
  readonly items: number;
  /** The batch ran into Graph's 30 seconds, or nobody knows what became of it. */
  readonly lost?: "timedOut" | "broken";
  /** The longest wait that Graph asked for, in milliseconds. */
  readonly retryAfter?: number;
}

/** What a batch may be when it is sent now. */
export interface BatchShape {
  /** Items of the batch run one after the other, and no other batch runs beside it. */
  readonly sequential: boolean;
  readonly size: number;
  /** Handed back with the verdict. */
  readonly sentAs: number;
}

/**
 * Decides how much may be under way. Nobody outside Microsoft knows whether a tenant takes one licence change at a time (some do: "Error
 * due to concurrent requests being made to the tenant") or dozens, so it is tried out:
 *
 * - It begins with one batch whose items run one after the other, then one whose items run side by side, then batches side by side,
 *   twice as many after each round until something was refused, one more a round after that.
 * - A collision or a throttled item halves the number of batches, at most once for all that were under way together. A collision of a
 *   batch that was alone means one write at a time; whether more is possible is tried again after 2, 4, 8 … batches.
 * - When Graph throttles a good part of a batch, everything waits as long as it asks. A single throttled item among accepted
 *   ones waits alone: the quota of the tenant cannot be used up when nineteen others of the same moment went through.
 * - Batches that time out get smaller. When three in a row get no answer at all, everything waits, longer each time.
 */
export interface Pace {
  readonly next: () => BatchShape;
  readonly mayStart: (inFlight: number) => boolean;
  readonly settle: (shape: BatchShape, verdict: BatchVerdict) => void;
  /** Milliseconds until anything may be sent; 0 is now. */
  readonly pause: () => number;
  /** Batches in a row that got no answer. */
  readonly lostInRow: () => number;
}

export interface PaceLimits {
  readonly batchSize: number;
  readonly maxBatches: number;
  /** Reads do not collide: they begin side by side. */
  readonly beginsSequential: boolean;
}

/** Share of a batch from which throttling is taken for the whole application's and not for the item's. */
const throttledShare = 0.25;
const firstPause = 1_000;
const longestPause = 30_000;
const longestSequential = 64;
const lostBeforePause = 3;

export function createPace(clock: Clock, limits: PaceLimits): Pace {
  let sequential = limits.beginsSequential;
  /** Sequential batches until side by side is tried again. */
  let probation = 1;
  let nextProbation = 2;
  let width = 1;
  let slowStart = true;
  let size = limits.batchSize;
  let cleanInRow = 0;
  let pausedUntil = 0;
  let lastPause = 0;
  let sent = 0;
  let decreasedAt = 0;
  let lostInRow = 0;

  const slowDown = (shape: BatchShape, isCollision: boolean): void => {
    slowStart = false;
    if (shape.sentAs <= decreasedAt) return;
    decreasedAt = sent;
    if (!sequential && isCollision && width < 2) {
      sequential = true;
      probation = nextProbation;
      nextProbation = Math.min(longestSequential, nextProbation * 2);
    }
    width = Math.max(1, Math.floor(width / 2));
  };

  const waitFor = (retryAfter: number | undefined): void => {
    lastPause = lastPause === 0 ? firstPause : Math.min(longestPause, lastPause * 2);
    pausedUntil = Math.max(pausedUntil, clock.now() + (retryAfter ?? lastPause * (0.5 + clock.random())));
  };

  const speedUp = (shape: BatchShape): void => {
    lastPause = 0;
    cleanInRow += 1;
    if (size < limits.batchSize && cleanInRow % 4 === 0) size = Math.min(limits.batchSize, size * 2);
    if (shape.sequential) {
      probation -= 1;
      if (probation <= 0) sequential = false;
      return;
    }
    width = Math.min(limits.maxBatches, slowStart ? width + 1 : width + 1 / width);
  };

  return {
    next: () => {
      sent += 1;
      return { sequential, size, sentAs: sent };
    },
    mayStart: (inFlight) => inFlight < (sequential ? 1 : Math.floor(width)),
    lostInRow: () => lostInRow,
    pause: () => Math.max(0, pausedUntil - clock.now()),
    settle: (shape, verdict) => {
      lostInRow = verdict.lost === undefined ? 0 : lostInRow + 1;
      if (verdict.lost === "timedOut") size = Math.max(1, Math.floor(size / 2));
      if (verdict.lost !== undefined) {
        cleanInRow = 0;
        slowDown(shape, false);
        if (lostInRow >= lostBeforePause) waitFor(verdict.retryAfter);
        return;
      }
      if (verdict.collisions === 0 && verdict.throttled === 0) {
        speedUp(shape);
        return;
      }
      slowDown(shape, verdict.collisions > 0);
      cleanInRow = 0;
      // A batch that ran alone, item after item, and still met another write: somebody else is at work in this tenant.
      const isForeign = shape.sequential && verdict.collisions > 0;
      const isOverQuota = verdict.throttled >= Math.max(1, verdict.items * throttledShare);
      if (isForeign || isOverQuota) waitFor(verdict.retryAfter);
    },
  };
}
