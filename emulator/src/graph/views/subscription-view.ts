import { deriveId } from "../../tenant/derive-id";
import { capabilityStatus } from "../../tenant/capability";
import type { Organization, Subscription } from "../../tenant/model";

export function viewSubscription(
  subscription: Subscription,
  organization: Organization,
  consumedUnits: number,
): Record<string, unknown> {
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
