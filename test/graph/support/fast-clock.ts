import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../../src/graph/batches/clock";

/** Time that runs `times` as fast, so that waits of a minute can be tested; nothing is left out, only shortened. */
export function createFastClock(times: number): Clock & { readonly slept: number[] } {
  const begin = performance.now();
  const slept: number[] = [];
  return {
    slept,
    now: () => (performance.now() - begin) * times,
    epoch: () => Date.now(),
    random: () => 0.5,
    sleep: async (milliseconds, signal) => {
      slept.push(milliseconds);
      if (milliseconds <= 0) return;
      await wait(milliseconds / times, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    },
  };
}
