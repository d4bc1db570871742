import type { Pace } from "./pace";
import { busyPatience, silentPatience, silentRounds, throttledPatience } from "./patience";
import type { WireError } from "./wire";

const busyTenant: WireError = {
  status: 409,
  code: "Directory_ConcurrencyViolation",
  message: "Error due to concurrent requests being made to the tenant, for five minutes without a pause.",
};
const throttledTenant: WireError = {
  status: 429,
  code: "TooManyRequests",
  message: "Graph throttled everything that was sent, for fifteen minutes without a pause.",
};

/** Why there is no point in sending more; undefined where there is. `lastSilence` says why the last answer missed. */
export function whyNoMore(pace: Pace, lastSilence: string | undefined): WireError | undefined {
  if (pace.busyFor() > busyPatience) return busyTenant;
  if (pace.throttledFor() > throttledPatience) return throttledTenant;
  return isSilent(pace) ? { status: 0, code: "connection", message: describeSilence(lastSilence) } : undefined;
}

/** Two rounds may be bad luck, however long they took. */
export function isSilent(pace: Pace, roundsBefore = 0): boolean {
  const rounds = pace.silentRounds() - roundsBefore;
  return rounds >= silentRounds || (rounds > 2 && pace.silentFor() > silentPatience);
}

export function describeSilence(lastSilence: string | undefined): string {
  const why = lastSilence === undefined ? "" : `, the last time: ${lastSilence}`;
  return `Graph gave no answer to several batches in a row${why}`;
}
