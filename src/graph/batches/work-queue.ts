import type { Clock } from "./clock";

/** First in, first out; what has to wait comes first once its time has come, as it is the oldest. */
export class WorkQueue<T> {
  readonly #clock: Clock;
  #ready: T[] = [];
  #head = 0;
  #first = 0;
  #delayed: { readonly piece: T; readonly at: number }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(pieces: readonly T[]): void {
    for (const piece of pieces) this.#ready.push(piece);
  }

  addFirst(piece: T): void {
    // Several in a row keep their order: each goes behind those put first since the last taking.
    this.#ready.splice(this.#head + this.#first, 0, piece);
    this.#first += 1;
  }

  addLater(piece: T, milliseconds: number): void {
    this.#delayed.push({ piece, at: this.#clock.now() + milliseconds });
  }

  take(count: number): T[] {
    this.#promote();
    this.#first = 0;
    const taken = this.#ready.slice(this.#head, this.#head + count);
    this.#head += taken.length;
    return taken;
  }

  /** Clock time at which something can be taken; undefined where the queue is empty. */
  readyAt(): number | undefined {
    if (this.#head < this.#ready.length) return 0;
    return this.#delayed.reduce<number | undefined>(
      (least, { at }) => (least === undefined || at < least ? at : least),
      undefined,
    );
  }

  /** How many can be taken now. */
  due(): number {
    this.#promote();
    return this.#ready.length - this.#head;
  }

  /** Takes everything, ready or not. */
  drain(): T[] {
    const rest = [...this.#delayed.map((entry) => entry.piece), ...this.#ready.slice(this.#head)];
    this.#ready = [];
    this.#head = 0;
    this.#delayed = [];
    return rest;
  }

  #promote(): void {
    if (this.#delayed.length === 0) return;
    const now = this.#clock.now();
    const due = this.#delayed.filter((entry) => entry.at <= now);
    if (due.length === 0) return;
    this.#delayed = this.#delayed.filter((entry) => entry.at > now);
    this.#ready = [...due.map((entry) => entry.piece), ...this.#ready.slice(this.#head)];
    this.#head = 0;
  }
}
