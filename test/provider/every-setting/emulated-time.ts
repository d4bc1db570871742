import { setTimeout as wait } from "node:timers/promises";
import type { MovableClock } from "../../../emulator/src/tenant/clock";
import type { Clock } from "../../../src/graph/batches/clock";

/**
 * The emulator's own time for the product: who waits a minute moves the tenant's clock on by a minute, so that both
 * agree on how long everything took and a test does not. Those who wait side by side still wake in order.
 */
export function emulatedTime(tenant: MovableClock): Clock {
  return {
    now: tenant.now,
    epoch: tenant.now,
    random: () => 0.5,
    sleep: async (milliseconds, signal) => {
      const target = tenant.now() + milliseconds;
      // The longer the sooner, in proportion; still the shorter before the longer.
      if (milliseconds > 0)
        await wait(Math.sqrt(milliseconds) / 5, undefined, signal === undefined ? {} : { signal }).catch(
          () => undefined,
        );
      if (signal?.aborted !== true && tenant.now() < target) tenant.set(target);
    },
  };
}
