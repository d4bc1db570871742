import { type Clock, momentOf } from "./clock";
import {
  type BatchShape,
  type PaceLimits,
  type PaceState,
  afterBatch,
  beginPace,
  maySendBeside,
  shapeOfNext,
} from "./pace-state";
import type { BatchVerdict } from "./verdict";

const reasons = {
  throttling: "Graph throttles this tenant",
  collision: "other licence changes keep this tenant busy",
  silence: "Graph gives no answer",
} as const;

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
export class Pace {
  readonly #clock: Clock;
  #state: PaceState;

  constructor(clock: Clock, limits: PaceLimits) {
    this.#clock = clock;
    this.#state = beginPace(limits);
  }

  next(): BatchShape {
    this.#state = { ...this.#state, sent: this.#state.sent + 1 };
    return shapeOfNext(this.#state, this.#clock.now());
  }

  mayStart(inFlight: number): boolean {
    return maySendBeside(this.#state, inFlight);
  }

  record(shape: BatchShape, verdict: BatchVerdict): void {
    this.#state = afterBatch(this.#state, shape, verdict, momentOf(this.#clock));
  }

  /** Milliseconds until anything may be sent; 0 is now. */
  pause(): number {
    return Math.max(0, this.#state.pausedUntil - this.#clock.now());
  }

  /** Why there is a pause, in words. */
  reason(): string {
    return reasons[this.#state.pausedBy];
  }

  /** Rounds in a row in which no batch got an answer: those that were under way together count as one. */
  silentRounds(): number {
    return this.#state.silence.rounds;
  }

  /** Milliseconds since the first of these rounds was over. */
  silentFor(): number {
    return this.#since(this.#state.silence.since);
  }

  /** Milliseconds since the first of the collisions for which nothing went through in between; 0 where it did. */
  busyFor(): number {
    return this.#since(this.#state.busySince);
  }

  /** The same of what Graph throttled. */
  throttledFor(): number {
    return this.#since(this.#state.throttledSince);
  }

  #since(begin: number | undefined): number {
    return begin === undefined ? 0 : this.#clock.now() - begin;
  }
}
