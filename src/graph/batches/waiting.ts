import type { Clock } from "./clock";

/** Whoever waits says so. */
export interface Waiting {
  readonly clock: Clock;
  /** In words, for whoever looks at the run. */
  readonly onWaiting?: (text: string) => void;
}

/** Milliseconds from which on somebody who looks at the run wants to know. */
const noticeable = 5_000;

/** Says each wait once, however often it is begun anew. */
export class Teller {
  readonly #waiting: Waiting;
  #told = -Infinity;

  constructor(waiting: Waiting) {
    this.#waiting = waiting;
  }

  tell(milliseconds: number, why: string): void {
    const { clock, onWaiting } = this.#waiting;
    const until = clock.now() + milliseconds;
    if (milliseconds < noticeable || milliseconds === Infinity || until - this.#told < noticeable) return;
    this.#told = until;
    onWaiting?.(`waiting ${Math.round(milliseconds / 1000)} s: ${why}`);
  }
}
