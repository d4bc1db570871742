import type { Settings } from "../settings/settings";
import type { Clock } from "../tenant/clock";

/**
 * Which objects are being written. A write that meets another one on the same object (or in the same tenant, where
 * that is the setting) is refused; requests with the same `together` mark are under way at the same moment.
 */
export interface Locks {
  /** @returns false where somebody else is writing */
  take(object: string, together: string): boolean;
}

export function createLocks(clock: Clock, settings: () => Settings): Locks {
  const held = new Map<string, { readonly until: number; readonly together: string; readonly since: number }>();
  return {
    take(object, together) {
      const { concurrencyScope, lockMs } = settings();
      if (concurrencyScope === "none") return true;
      const key = concurrencyScope === "tenant" ? "tenant" : object;
      const now = clock();
      const lock = held.get(key);
      if (lock !== undefined && (lock.until > now || lock.together === together)) return false;
      if (held.size > 10_000) for (const [other, { until }] of held) if (until <= now) held.delete(other);
      held.set(key, { until: now + lockMs, together, since: now });
      return true;
    },
  };
}
