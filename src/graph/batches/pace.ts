import type { Clock } from "./clock";
import { createLockRhythm } from "./lock-rhythm";

/** How a batch went, as far as the pace is concerned. */
export interface BatchVerdict {
  readonly items: number;
  /** Carried out, or refused for a reason of their own. */
  readonly settled: number;
  /** Writes that Graph turned away because another was in progress. */
  readonly collisions: number;
  readonly throttled: number;
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
  /** Handed back with the verdict: the how-manieth, and when (clock time). */
  readonly sentAs: number;
  readonly sentAt: number;
}

/**
 * Decides how much may be under way. Nobody outside Microsoft knows whether a tenant takes one licence change at a
 * time (some do: "Error due to concurrent requests being made to the tenant") or dozens, so it is tried out:
 *
 * - It begins with one batch whose items run one after the other, then one whose items run side by side, then batches
 *   side by side,
 * twice as many after each round; after something was refused, twice as many up to half of what was too much, then
 * one more a round.
 * - Collisions and throttling halve the number of batches, at most once for all that were under way together. A
 *   collision of a
 *   batch that was alone means one write at a time; whether more is possible is tried again after 2, 4, 8 … batches.
 * - A single refused item among nineteen accepted ones is the item's own affair and waits alone: a tenant that takes
 *   one change at a time
 *   turns nineteen away, and a quota that is used up turns away everything.
 * - Where even the items of a chain collide, the tenant is busy for some time after each change: chains become as
 *   short as goes through,
 *   and follow each other in the rhythm of the tenant.
 * - When Graph throttles a good part of a batch, everything waits as long as it asks.
 * - Batches that time out get smaller. When none gets an answer for several rounds, everything waits, longer each time.
 */
export interface Pace {
  readonly next: () => BatchShape;
  readonly mayStart: (inFlight: number) => boolean;
  readonly settle: (shape: BatchShape, verdict: BatchVerdict) => void;
  /** Milliseconds until anything may be sent; 0 is now. */
  readonly pause: () => number;
  /** Rounds in a row in which no batch got an answer: those that were under way together count as one. */
  readonly lostInRow: () => number;
  /** Milliseconds since the first of the refusals for which nothing went through in between; 0 where something did. */
  readonly busyFor: () => number;
}

export interface PaceLimits {
  readonly batchSize: number;
  readonly maxBatches: number;
  /** Reads do not collide: they begin side by side. */
  readonly beginsSequential: boolean;
}

/**
 * Share of a batch, or of what was sent lately, from which refusals are taken for the tenant's and not for the item's.
 */
const refusedShare = 0.25;
const refusedShareLately = 0.1;
const lately = 0.1;
const firstPause = 1_000;
const longestPause = 30_000;
const longestProbation = 64;
const lostBeforeSlower = 3;
const lostBeforePause = 4;
/** Clean batches after which a batch that was made smaller gets larger again. */
const cleanBeforeLarger = 4;

export function createPace(clock: Clock, limits: PaceLimits): Pace {
  const rhythm = createLockRhythm();
  let sequential = limits.beginsSequential;
  /** Full batches, one after the other, until side by side is tried again. */
  let probation = 0;
  let nextProbation = 2;
  /** Even chains collide. */
  let rhythmic = false;
  let chainSize = limits.batchSize;
  let passedInRow = 0;
  let nextLonger = cleanBeforeLarger;
  let busySince: number | undefined;
  let width = 1;
  /** Up to this the number of batches doubles each round, beyond it one more a round. */
  let threshold = limits.maxBatches;
  let size = limits.batchSize;
  let cleanInRow = 0;
  let pausedUntil = 0;
  let lastPause = 0;
  let sent = 0;
  let decreasedAt = 0;
  let lostInRow = 0;
  let lostUpTo = 0;
  let refusedLately = 0;

  const holdFor = (milliseconds: number): void => {
    pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
  };
  const backOff = (retryAfter: number | undefined): void => {
    lastPause = lastPause === 0 ? firstPause : Math.min(longestPause, lastPause * 2);
    holdFor(retryAfter ?? lastPause * (0.5 + clock.random()));
  };

  const slowDown = (shape: BatchShape, refused: "collision" | "throttling" | undefined): void => {
    cleanInRow = 0;
    if (shape.sentAs <= decreasedAt) return;
    decreasedAt = sent;
    if (!sequential && refused === "collision" && width < 2) {
      sequential = true;
      probation = nextProbation;
      nextProbation = Math.min(longestProbation, nextProbation * 2);
    }
    // What was refused while only one batch was under way says nothing about how many are too many.
    if (refused && width >= 2) threshold = Math.floor(width / 2);
    width = Math.max(1, Math.floor(width / 2));
  };

  const speedUp = (shape: BatchShape, verdict: BatchVerdict): void => {
    lastPause = 0;
    cleanInRow += 1;
    if (size < limits.batchSize && cleanInRow % cleanBeforeLarger === 0) size = Math.min(limits.batchSize, size * 2);
    if (!shape.sequential) {
      width = Math.min(limits.maxBatches, width < threshold ? width + 1 : width + 1 / width);
      return;
    }
    probation -= verdict.settled / limits.batchSize;
    if (probation <= 0) sequential = false;
  };

  /** A chain was alone and collided all the same: with what it had just done itself, or with somebody else's change. */
  const followRhythm = (shape: BatchShape, verdict: BatchVerdict): void => {
    rhythmic = true;
    if (verdict.settled > 0) {
      if (chainSize > verdict.settled && passedInRow > 0) nextLonger *= 2;
      chainSize = Math.max(1, verdict.settled);
      passedInRow = 0;
    }
    const wait =
      verdict.settled > 0 ? rhythm.passed(shape.sentAt, clock.now()) : rhythm.refused(shape.sentAt, clock.now());
    holdFor(verdict.retryAfter ?? wait);
  };

  const stayInRhythm = (shape: BatchShape, verdict: BatchVerdict): void => {
    holdFor(rhythm.passed(shape.sentAt, clock.now()));
    passedInRow += 1;
    if (verdict.items >= limits.batchSize) rhythmic = false;
    if (passedInRow % nextLonger === 0) chainSize = Math.min(limits.batchSize, chainSize * 2);
  };

  return {
    next: () => {
      sent += 1;
      return { sequential, size: sequential ? Math.min(size, chainSize) : size, sentAs: sent, sentAt: clock.now() };
    },
    mayStart: (inFlight) => inFlight < (sequential ? 1 : Math.floor(width)),
    lostInRow: () => lostInRow,
    pause: () => Math.max(0, pausedUntil - clock.now()),
    busyFor: () => (busySince === undefined ? 0 : clock.now() - busySince),
    settle: (shape, verdict) => {
      if (verdict.lost === undefined) lostInRow = 0;
      else if (shape.sentAs > lostUpTo) {
        lostInRow += 1;
        lostUpTo = sent;
      }
      if (verdict.settled > 0) busySince = undefined;
      if (verdict.lost !== undefined) {
        if (verdict.lost === "timedOut") size = Math.max(1, Math.floor(size / 2));
        if (verdict.lost === "timedOut" || lostInRow >= lostBeforeSlower) slowDown(shape, undefined);
        if (lostInRow >= lostBeforePause) backOff(verdict.retryAfter);
        return;
      }
      const refused = verdict.collisions + verdict.throttled;
      // What follows a refusal in a chain is not tried: it counts neither way, unless one item was throttled after
      // others had gone through. If that was the quota, the next chain will tell.
      const isOwn = shape.sequential && verdict.collisions === 0 && verdict.settled > 0 && verdict.throttled === 1;
      const share = refused / Math.max(1, isOwn ? verdict.items : refused + verdict.settled);
      refusedLately += (share - refusedLately) * lately;
      if (verdict.collisions > 0 && verdict.settled === 0) busySince ??= clock.now();
      const isTenants =
        refused > 0 &&
        (share >= refusedShare || refusedLately >= refusedShareLately || (shape.sequential && verdict.collisions > 0));
      if (!isTenants) {
        speedUp(shape, verdict);
        if (shape.sequential && rhythmic) stayInRhythm(shape, verdict);
        return;
      }
      slowDown(shape, verdict.collisions > 0 ? "collision" : "throttling");
      if (shape.sequential && verdict.collisions > 0) followRhythm(shape, verdict);
      else if (rhythmic && verdict.collisions > 0 && verdict.settled > 0) holdFor(rhythm.begun(clock.now()));
      if (verdict.throttled > 0) backOff(verdict.retryAfter);
    },
  };
}
