/** How long anything here waits at most, in milliseconds. Nothing waits without one of these bounds. */

/** As long as Graph asks, up to this: then it is asked again. Quotas of licensing start anew after 150 seconds. */
export const longestRetryAfter = 300_000;
/** For a tenant that answers nothing at all. */
export const silentPatience = 180_000;
/** Rounds without any answer after which no more is sent, however short they were. */
export const silentRounds = 8;
/** For a tenant in which other people's changes leave no room for one of ours. */
export const busyPatience = 300_000;
/** For a tenant that throttles everything. */
export const throttledPatience = 900_000;

const longestBackOff = 30_000;

/** Milliseconds before the next attempt: half a second at first, twice as much each time; spread by chance. */
export function backOff(attempts: number, chance: number): number {
  return Math.min(longestBackOff, 500 * 2 ** (attempts - 1)) * (0.5 + chance);
}
