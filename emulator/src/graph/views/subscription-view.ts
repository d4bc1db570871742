import type {
  CompanySubscription,
  LicenseUnitsDetail,
  ServicePlanInfo,
  SubscribedSku,
} from "@microsoft/microsoft-graph-types";
import { deriveId } from "../../tenant/derive-id";
import { capabilityStatus } from "../../tenant/capability";
import { formatTime } from "../../tenant/format-time";
import type { Organization, Purchase, Subscription } from "../../tenant/model";
import type { Published } from "./published";

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
    prepaidUnits: { enabled, suspended, warning, lockedOut } satisfies Published<LicenseUnitsDetail>,
    servicePlans: viewPlans(subscription),
  } satisfies Published<SubscribedSku>;
}

/**
 * Microsoft: companySubscription. Where the file does not say what was bought one by one, it is one purchase for all
 * units of a kind, of which nobody knows when it ends.
 */
export function viewPurchases(subscription: Subscription, organization: Organization): Record<string, unknown>[] {
  return purchasesOf(subscription, organization).map(
    (purchase) =>
      ({
        commerceSubscriptionId: deriveId("commerce", purchase.id),
        createdDateTime: formatTime(purchase.createdAt),
        id: purchase.id,
        isTrial: purchase.isTrial,
        nextLifecycleDateTime: purchase.nextLifecycleAt === null ? null : formatTime(purchase.nextLifecycleAt),
        ownerId: null,
        ownerTenantId: null,
        ownerType: null,
        serviceStatus: viewPlans(subscription),
        skuId: subscription.skuId,
        skuPartNumber: subscription.skuPartNumber,
        status: purchase.status,
        totalLicenses: purchase.totalLicenses,
      }) satisfies Published<CompanySubscription>,
  );
}

function viewPlans({ servicePlans }: Subscription): readonly Published<ServicePlanInfo>[] {
  return servicePlans.map(
    (plan) =>
      ({
        servicePlanId: plan.servicePlanId,
        servicePlanName: plan.servicePlanName,
        provisioningStatus: "Success",
        appliesTo: plan.appliesTo,
      }) satisfies Published<ServicePlanInfo>,
  );
}

function purchasesOf({ purchases, units, skuId }: Subscription, { id, createdAt }: Organization): readonly Purchase[] {
  if (purchases.length > 0) return purchases;
  const kinds = [
    ["Enabled", units.enabled],
    ["Warning", units.warning],
    ["Suspended", units.suspended],
    ["LockedOut", units.lockedOut],
  ] as const;
  return kinds
    .filter(([, totalLicenses]) => totalLicenses > 0)
    .map(([status, totalLicenses], at) => ({
      id: at === 0 ? deriveId("subscription", id, skuId) : deriveId("subscription", id, skuId, status),
      totalLicenses,
      status,
      isTrial: false,
      createdAt,
      nextLifecycleAt: null,
    }));
}
