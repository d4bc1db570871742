import type { Subscription } from "./model";

/** From the mildest to the hardest. (Microsoft: subscribedSku.capabilityStatus, assignedPlan.capabilityStatus) */
export const capabilityStatuses = ["Enabled", "Warning", "Suspended", "LockedOut", "Deleted"] as const;

export type CapabilityStatus = (typeof capabilityStatuses)[number];

/** Enabled where at least one unit is; else the mildest state that has units. */
export function capabilityStatus(subscription: Subscription): CapabilityStatus {
  if (subscription.gone) return "Deleted";
  if (subscription.capabilityStatus !== null) return subscription.capabilityStatus;
  const { enabled, warning, suspended, lockedOut } = subscription.units;
  if (enabled > 0) return "Enabled";
  if (warning > 0) return "Warning";
  if (suspended > 0) return "Suspended";
  return lockedOut > 0 ? "LockedOut" : "Deleted";
}

/**
 * "Suspended: cannot be assigned"; Enabled and Warning are "available for normal use and assignment". (Microsoft:
 * subscribedSku)
 */
export function isAssignable(subscription: Subscription): boolean {
  const status = capabilityStatus(subscription);
  return status === "Enabled" || status === "Warning";
}
