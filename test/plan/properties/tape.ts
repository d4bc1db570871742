/**
 * Choices read from a list of bytes, one byte a choice. Cheaper than building values out of arbitraries, and a shorter
 * list or a smaller byte is a simpler case: an exhausted tape chooses 0, the simplest, for ever.
 */
export interface Tape {
  /** 0 to n - 1. */
  readonly pick: (n: number) => number;
  /** True in one of n cases; never on an exhausted tape. */
  readonly oneIn: (n: number) => boolean;
  readonly choose: <T>(values: readonly [T, ...T[]]) => T;
}

export function readTape(bytes: Uint8Array): Tape {
  let at = 0;
  const pick = (n: number): number => (bytes[at++] ?? 0) % n;
  return {
    pick,
    oneIn: (n) => pick(n) === n - 1,
    choose: (values) => values[pick(values.length)]!,
  };
}
