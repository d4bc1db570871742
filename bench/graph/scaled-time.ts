import { setTimeout as wait } from "node:timers/promises";
import type { Emulator } from "../../emulator/src/start";
import type { Clock } from "../../src/graph/batches/clock";

export interface ScaledTime {
  readonly clock: Clock;
  readonly stop: () => void;
}

/**
 * Lets the time of an emulated tenant and of its client run `factor` times as fast as the time of the machine. Work
 * costs its real time, multiplied: the faster the clock, the slower the machine seems.
 */
export function scaleTime(emulator: Emulator, factor: number): ScaledTime {
  let last = performance.now();
  const tick = (): void => {
    const now = performance.now();
    emulator.clock.advance((now - last) * (factor - 1));
    last = now;
  };
  const timer = setInterval(tick, 1);
  const now = (): number => {
    tick();
    return emulator.clock.now();
  };
  return {
    stop: () => clearInterval(timer),
    clock: {
      now,
      epoch: now,
      random: Math.random,
      sleep: async (milliseconds, signal) => {
        if (milliseconds > 0)
          await wait(milliseconds / factor, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
      },
    },
  };
}
