const minute = 60_000;

/** Two readings that are this far apart are not both out of date. Milliseconds. */
const apart = 5 * minute;

/**
 * Microsoft documents no number for how long a replica may lag, only minutes; what was read by id this long after the
 * last write is not out of date. Milliseconds.
 */
export const lag = 60 * minute;

/** Whether what was seen absent at both moments (ISO 8601) is believed to be gone. */
export function lieApart(since: string, now: string): boolean {
  return elapsed(since, now) >= apart;
}

export function elapsed(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}
