import { describe, expect, it } from "vitest";
import { createLockRhythm } from "../../../src/graph/batches/lock-rhythm";

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
  const rhythm = createLockRhythm();
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
    now += (isFree ? rhythm.passed(sentAt, now) : rhythm.refused(sentAt, now)) + chance();
  }
  return { ratio: now / durations.reduce((sum, duration) => sum + duration, 0), tries: tries / durations.length };
}

const constant = (milliseconds: number, changes: number): number[] =>
  Array.from({ length: changes }, () => milliseconds);
const spread = (seed: number, changes: number): number[] => {
  const chance = createChance(seed);
  return Array.from({ length: changes }, () => 50 + 450 * chance());
};
const seeds = [1, 2, 3, 4, 5];

describe("the rhythm of a tenant that is busy after each change", () => {
  it.each([
    [50, 300, 1.1, 1.3],
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
      expect(followed.ratio).toBeLessThan(1.14);
      expect(followed.tries).toBeLessThan(6);
    }
  });

  it("learns anew where the tenant becomes slower, and where it becomes faster", () => {
    for (const seed of seeds) {
      expect(follow([...constant(50, 100), ...constant(500, 100)], seed).ratio).toBeLessThan(1.1);
      expect(follow([...constant(500, 100), ...constant(50, 1_000)], seed).ratio).toBeLessThan(1.15);
    }
  });

  it("tries a tenant that stays busy for ten minutes less than eighty times, at least every half minute", () => {
    const rhythm = createLockRhythm();
    const waits: number[] = [];
    for (let now = 0; now < 600_000; now += 2 + (waits.at(-1) ?? 0)) waits.push(rhythm.refused(now, now + 2));
    expect(waits.length).toBeLessThan(80);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  });
});
