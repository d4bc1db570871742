import { setTimeout as wait } from "node:timers/promises";
import type { MovableClock } from "../../../emulator/src/tenant/clock";
import type { Clock } from "../../../src/graph/batches/clock";

/**
 * The emulator's own time for the product: who waits a minute moves the tenant's clock on by a minute, so that both
 * agree on how long everything took and a test does not. Those who wait side by side still wake in order.
 */
export function emulatedTime(tenant: MovableClock): Clock {
  const sleepers = new Set<{ readonly target: number }>();
  return {
    now: tenant.now,
    epoch: tenant.now,
    random: () => 0.5,
    sleep: async (milliseconds, signal) => {
      const sleeper = { target: tenant.now() + milliseconds };
      const isFirst = (): boolean => [...sleepers].every(({ target }) => target >= sleeper.target);
      const pass = (time: number): Promise<unknown> =>
        wait(time, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
      sleepers.add(sleeper);
      // The longer the sooner, in proportion; still the shorter before the longer, also on a machine that is busy.
      if (milliseconds > 0) await pass(Math.sqrt(milliseconds) / 5);
      while (signal?.aborted !== true && !isFirst()) await pass(1);
      sleepers.delete(sleeper);
      if (signal?.aborted !== true && tenant.now() < sleeper.target) tenant.set(sleeper.target);
    },
  };
}
