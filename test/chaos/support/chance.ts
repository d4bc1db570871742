/** Numbers that a seed decides: the same seed, the same run. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  happens(share: number): boolean {
    return this.next() < share;
  }

  pick<Value>(values: readonly Value[]): Value {
    if (values.length === 0) throw new Error("nothing to pick from");
    return values[this.below(values.length)] as Value;
  }
}

/** The seed of one run of many: known from the number of the run alone, so that it can be run by itself. */
export function seedOfRun(seed: number, run: number): number {
  return (Math.imul(seed, 1_000_003) + run) >>> 0;
}
