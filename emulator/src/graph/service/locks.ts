import type { Settings } from "../../settings/settings";
import type { Clock } from "../../tenant/clock";

interface Lock {
  readonly until: number;
  readonly together: string;
}

/**
 * Which objects are being written. A write that meets another one on the same object (or in the same tenant, where
 * that is the setting) is refused; requests with the same `together` mark are under way at the same moment.
 */
export class Locks {
  readonly #clock: Clock;
  readonly #settings: () => Settings;
  readonly #held = new Map<string, Lock>();

  constructor(clock: Clock, settings: () => Settings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /** @returns false where somebody else is writing */
  take(object: string, together: string): boolean {
    const { concurrencyScope, lockMs } = this.#settings();
    if (concurrencyScope === "none") return true;
    const key = concurrencyScope === "tenant" ? "tenant" : object;
    const now = this.#clock();
    const lock = this.#held.get(key);
    if (lock !== undefined && (lock.until > now || lock.together === together)) return false;
    if (this.#held.size > 10_000)
      for (const [other, { until }] of this.#held) if (until <= now) this.#held.delete(other);
    this.#held.set(key, { until: now + lockMs, together });
    return true;
  }
}
