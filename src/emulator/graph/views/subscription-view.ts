import type { Organization, Subscription } from "../../tenant/model";
import { deriveId } from "../../file/derive-id";

/** Enabled where at least one unit is; else the mildest state that has units. (Microsoft: subscribedSku.capabilityStatus) */
export function capabilityStatus(subscription: Subscription): string {
  if (subscription.capabilityStatus !== null) return subscription.capabilityStatus;
  const { enabled, warning, suspended, lockedOut } = subscription.units;
  if (enabled > 0) return "Enabled";
  if (warning > 0) return "Warning";
  if (suspended > 0) return "Suspended";
  return lockedOut > 0 ? "LockedOut" : "Deleted";
}

export function viewSubscription(subscription: Subscription, organization: Organization, consumedUnits: number): Record<string, unknown> {
  const { enabled, suspended, warning, lockedOut } = subscription.units;
  return {
    accountName: organization.companyName,
    accountId: deriveId("account", organization.id),
    appliesTo: subscription.appliesTo,
    capabilityStatus: capabilityStatus(subscription),
    consumedUnits,
    id: `${organization.id}_${subscription.skuId}`,
    skuId: subscription.skuId,
    skuPartNumber: subscription.skuPartNumber,
    subscriptionIds: subscription.subscriptionIds,
    prepaidUnits: { enabled, suspended, warning, lockedOut },
    servicePlans: subscription.servicePlans.map((plan) => ({
      servicePlanId: plan.servicePlanId,
      servicePlanName: plan.servicePlanName,
      provisioningStatus: "Success",
      appliesTo: plan.appliesTo,
    })),
  };
}

export const subscriptionProperties = [
  "accountName",
  "accountId",
  "appliesTo",
  "capabilityStatus",
  "consumedUnits",
  "id",
  "skuId",
  "skuPartNumber",
  "subscriptionIds",
  "prepaidUnits",
  "servicePlans",
] as const;
