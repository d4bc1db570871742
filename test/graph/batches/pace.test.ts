import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Clock } from "../../../src/graph/batches/clock";
import { Pace } from "../../../src/graph/batches/pace";
import type { BatchVerdict } from "../../../src/graph/batches/verdict";

function createHands(): Clock & { time: number } {
  const hands = {
    time: 0,
    now: () => hands.time,
    epoch: () => hands.time,
    random: () => 0.5,
    sleep: () => Promise.resolve(),
  };
  return hands;
}

const limits = { batchSize: 20, maxBatches: 8, beginsSequential: true };
const clean: BatchVerdict = { finished: 20, collisions: 0, throttled: 0, items: 20 };
const collided: BatchVerdict = { finished: 1, collisions: 19, throttled: 0, items: 20 };

/** As many as the pace takes at once. */
function fill(pace: Pace): number {
  let inFlight = 0;
  while (pace.mayStart(inFlight)) inFlight += 1;
  return inFlight;
}

describe("pace", () => {
  it("begins with one chain, then doubles each round to its bound", () => {
    const pace = new Pace(createHands(), limits);
    const widths: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const shapes = Array.from({ length: fill(pace) }, () => pace.next());
      widths.push(shapes[0]?.sequential === true ? 0 : shapes.length);
      for (const shape of shapes) pace.record(shape, clean);
    }
    expect(widths).toEqual([0, 1, 2, 4, 8, 8]);
  });

  it("halves once for all that were under way together, and grows by one a round after that", () => {
    const pace = new Pace(createHands(), limits);
    for (let round = 0; round < 5; round += 1)
      for (const shape of Array.from({ length: fill(pace) }, () => pace.next())) pace.record(shape, clean);
    for (const shape of Array.from({ length: 8 }, () => pace.next())) pace.record(shape, collided);
    expect(fill(pace)).toBe(4);
    for (const shape of Array.from({ length: 4 }, () => pace.next())) pace.record(shape, clean);
    expect(fill(pace)).toBe(4);
    for (const shape of Array.from({ length: 4 }, () => pace.next())) pace.record(shape, clean);
    expect(fill(pace)).toBe(5);
  });

  it("goes back to one at a time where a batch alone collides, and tries again ever more rarely", () => {
    const pace = new Pace(createHands(), limits);
    const tries: number[] = [];
    let chains = 0;
    for (let batch = 0; batch < 200; batch += 1) {
      const shape = pace.next();
      if (shape.sequential) chains += 1;
      else {
        tries.push(chains);
        chains = 0;
      }
      pace.record(shape, shape.sequential ? clean : collided);
    }
    expect(tries.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 32, 64]);
  });

  it("waits as long as it is told where a good part of a batch is throttled, and not for a single item", () => {
    const hands = createHands();
    const pace = new Pace(hands, limits);
    pace.record(pace.next(), clean);
    pace.record(pace.next(), { finished: 19, collisions: 0, throttled: 1, items: 20, retryAfter: 9_000 });
    expect(pace.pause()).toBe(0);
    pace.record(pace.next(), { finished: 15, collisions: 0, throttled: 5, items: 20, retryAfter: 9_000 });
    expect(pace.pause()).toBe(9_000);
    hands.time = 8_000;
    expect(pace.pause()).toBe(1_000);
  });

  it("shortens chains to what goes through, and waits as long as a tenant stays busy after each change", () => {
    const hands = createHands();
    const pace = new Pace(hands, limits);
    const busy = 400;
    let freeAt = 0;
    let done = 0;
    let tries = 0;
    const begin = hands.time;
    while (done < 300) {
      hands.time += pace.pause();
      const shape = pace.next();
      tries += 1;
      const isFree = hands.time >= freeAt;
      hands.time += 3;
      if (isFree) {
        freeAt = hands.time + busy;
        done += 1;
      }
      const finished = isFree ? 1 : 0;
      pace.record(shape, {
        finished,
        collisions: isFree && shape.size === 1 ? 0 : shape.sequential ? 1 : shape.size - finished,
        throttled: 0,
        items: shape.size,
      });
    }
    expect((hands.time - begin) / (300 * busy)).toBeLessThan(1.08);
    expect(tries / 300).toBeLessThan(1.7);
  });

  it("tries more and more rarely where somebody else keeps the tenant busy, and knows for how long", () => {
    const hands = createHands();
    const pace = new Pace(hands, limits);
    const pauses: number[] = [];
    while (hands.time < 60_000) {
      pace.record(pace.next(), { finished: 0, collisions: 1, throttled: 0, items: 20 });
      pauses.push(pace.pause());
      hands.time += pace.pause();
    }
    expect(pauses.length).toBeLessThan(45);
    expect(pauses.at(-1)).toBeGreaterThan(7_000);
    expect(pace.busyFor()).toBe(hands.time);
    pace.record(pace.next(), clean);
    expect(pace.busyFor()).toBe(0);
  });

  it("counts those that were under way together as one round without an answer", () => {
    const pace = new Pace(createHands(), limits);
    for (let round = 0; round < 5; round += 1)
      for (const shape of Array.from({ length: fill(pace) }, () => pace.next())) pace.record(shape, clean);
    const broken: BatchVerdict = { ...clean, finished: 0, unanswered: "broken" };
    for (const shape of Array.from({ length: 8 }, () => pace.next())) pace.record(shape, broken);
    expect([pace.silentRounds(), fill(pace), pace.pause()]).toEqual([1, 8, 0]);
    for (let round = 2; round <= 4; round += 1) pace.record(pace.next(), broken);
    expect([pace.silentRounds(), fill(pace)]).toEqual([4, 2]);
    expect(pace.pause()).toBeGreaterThan(0);
    pace.record(pace.next(), clean);
    expect(pace.silentRounds()).toBe(0);
  });

  it("holds everybody up for a throttled item only where the next chain begins with one as well", () => {
    const pace = new Pace(createHands(), limits);
    pace.record(pace.next(), { finished: 3, collisions: 0, throttled: 1, items: 20, retryAfter: 5_000 });
    expect(pace.pause()).toBe(0);
    pace.record(pace.next(), { finished: 0, collisions: 0, throttled: 1, items: 20, retryAfter: 5_000 });
    expect(pace.pause()).toBe(5_000);
  });

  it("sends smaller batches where they time out, and full ones again later", () => {
    const pace = new Pace(createHands(), limits);
    pace.record(pace.next(), { ...clean, unanswered: "timedOut" });
    expect(pace.next().size).toBe(10);
    for (let batch = 0; batch < 4; batch += 1) pace.record(pace.next(), { ...clean, items: 10, finished: 10 });
    expect(pace.next().size).toBe(20);
  });

  it("always lets one batch go when the pause is over, and never more than its bound", () => {
    const verdict = fc.record({
      finished: fc.nat(20),
      collisions: fc.nat(20),
      throttled: fc.nat(20),
      items: fc.constant(20),
      unanswered: fc.option(fc.constantFrom("timedOut" as const, "broken" as const), { nil: undefined }),
      retryAfter: fc.option(fc.nat(60_000), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(verdict, fc.integer({ min: 1, max: 8 })), { maxLength: 60 }), (history) => {
        const hands = createHands();
        const pace = new Pace(hands, limits);
        for (const [{ unanswered, retryAfter, ...rest }, count] of history) {
          for (const shape of Array.from({ length: count }, () => pace.next()))
            pace.record(shape, {
              ...rest,
              ...(unanswered === undefined ? {} : { unanswered }),
              ...(retryAfter === undefined ? {} : { retryAfter }),
            });
          hands.time += pace.pause();
          expect(pace.pause()).toBe(0);
          expect(fill(pace)).toBeGreaterThanOrEqual(1);
          expect(fill(pace)).toBeLessThanOrEqual(8);
          expect(pace.next().size).toBeGreaterThanOrEqual(1);
        }
      }),
    );
  });
});
