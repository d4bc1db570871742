/** A clock in milliseconds since the epoch. */
export type Clock = () => number;

/** A clock that tests can move and stop. */
export class MovableClock {
  readonly #real: Clock;
  #offset = 0;
  #frozenAt: number | undefined;

  constructor(real: Clock) {
    this.#real = real;
  }

  /** Bound to this clock: it is handed on as a clock that cannot be moved. */
  readonly now: Clock = () => this.#frozenAt ?? this.#real() + this.#offset;

  /** Moves the clock forward by so many milliseconds. */
  advance(ms: number): void {
    this.set(this.now() + ms);
  }

  set(time: number): void {
    this.#offset = time - this.#real();
    if (this.#frozenAt !== undefined) this.#frozenAt = time;
  }

  freeze(): void {
    this.#frozenAt = this.now();
  }

  run(): void {
    if (this.#frozenAt === undefined) return;
    const time = this.#frozenAt;
    this.#frozenAt = undefined;
    this.set(time);
  }
}
