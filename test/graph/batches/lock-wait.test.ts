import { describe, expect, it } from "vitest";
import {
  type LockWait,
  afterChange,
  afterRefusal,
  afterUnmeasured,
  unknownLock,
  untilNextTry,
} from "../../../src/graph/batches/lock-wait";

/** Chance that is the same in every run (mulberry32). */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A tenant that is busy for `durations` milliseconds after each change, two milliseconds away, on a machine whose
 * timers are up to one late.
 */
function follow(durations: readonly number[], seed: number): { readonly ratio: number; readonly tries: number } {
  const chance = createChance(seed);
  let lock = unknownLock;
  let now = 0;
  let freeAt = 0;
  let tries = 0;
  for (let done = 0; done < durations.length;) {
    const sentAt = now;
    const isFree = now + 1 >= freeAt;
    tries += 1;
    if (isFree) freeAt = now + 1 + (durations[done] ?? 0);
    if (isFree) done += 1;
    now += 2;
    lock = isFree ? afterChange(lock, sentAt, now) : afterRefusal(lock, sentAt);
    now += untilNextTry(lock, now) + chance();
  }
  return { ratio: now / durations.reduce((sum, duration) => sum + duration, 0), tries: tries / durations.length };
}

const constant = (milliseconds: number, changes: number): number[] =>
  Array.from({ length: changes }, () => milliseconds);
const spread = (seed: number, changes: number): number[] => {
  const chance = createChance(seed + 99);
  return Array.from({ length: changes }, () => 50 + 450 * chance());
};
const seeds = [1, 2, 3, 4, 5];

/** Changes that went through at the first try after these waits, the last at clock time 1,000. */
function passedAfter(...waits: readonly number[]): LockWait {
  let at = 1_000 - waits.reduce((sum, wait) => sum + wait, 0);
  let lock = afterChange(unknownLock, at, at);
  for (const wait of waits) {
    at += wait;
    lock = afterChange(lock, at, at);
  }
  return lock;
}

describe("waiting for a tenant that is busy after each change", () => {
  it.each([
    [50, 300, 1.1, 2],
    [500, 40, 1.1, 3],
    [5_000, 40, 1.1, 6],
  ])("learns a constant %d ms", (milliseconds, changes, ratio, tries) => {
    for (const seed of seeds) {
      const followed = follow(constant(milliseconds, changes), seed);
      expect(followed.ratio).toBeLessThan(ratio);
      expect(followed.tries).toBeLessThan(tries);
    }
  });

  it("learns changes that take from 50 to 500 ms", () => {
    for (const seed of seeds) {
      const followed = follow(spread(seed, 300), seed);
      expect(followed.ratio).toBeLessThan(1.2);
      expect(followed.tries).toBeLessThan(7);
    }
  });

  it("learns anew where the tenant becomes slower, and where it becomes faster", () => {
    for (const seed of seeds) {
      expect(follow([...constant(50, 100), ...constant(500, 100)], seed).ratio).toBeLessThan(1.1);
      expect(follow([...constant(500, 100), ...constant(50, 1_000)], seed).ratio).toBeLessThan(1.15);
    }
  });

  it("tries a tenant that stays busy for ten minutes less than eighty times, at least every half minute", () => {
    let lock = unknownLock;
    const waits: number[] = [];
    for (let now = 0; now < 600_000; now += 2 + (waits.at(-1) ?? 0)) {
      lock = afterRefusal(lock, now);
      waits.push(untilNextTry(lock, now + 2));
    }
    expect(waits.length).toBeLessThan(80);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  });

  it("begins with the shortest wait that sufficed, and a little earlier after one that went through at once", () => {
    const afterTwoTries = afterChange(afterRefusal(passedAfter(300, 200), 1_100), 1_400, 1_400);
    expect(untilNextTry(afterTwoTries, 1_400)).toBe(200);
    expect(untilNextTry(passedAfter(200), 1_000)).toBe(197);
    expect(untilNextTry(passedAfter(300, 200), 1_000)).toBe(160);
  });

  it("tries a few per cent apart, then an eighth, and a quarter beyond all that sufficed", () => {
    let lock = passedAfter(400, 100);
    const steps: number[] = [];
    for (let wait = 100; wait < 700; wait += steps.at(-1) ?? 0) {
      lock = afterRefusal(lock, 1_000 + wait);
      steps.push(untilNextTry(lock, 1_000) - wait);
    }
    const waits = steps.map((_, index) => 100 + steps.slice(0, index).reduce((sum, step) => sum + step, 0));
    const shares = steps.map((step, index) => Math.round((100 * step) / (waits[index] ?? 1)));
    expect(shares.slice(0, 3)).toEqual([4, 6, 12]);
    expect([...new Set(shares.slice(3))]).toEqual([12, 25]);
  });

  it("forgets a wait that sufficed long ago", () => {
    expect(untilNextTry(afterUnmeasured(passedAfter(10, ...constant(50, 8)), 1_000), 1_000)).toBe(40);
  });
});
