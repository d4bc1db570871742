import type { AssignedPlan, LicenseDetails, ProvisionedPlan, ServicePlanInfo } from "@microsoft/microsoft-graph-types";
import { capabilityStatus, capabilityStatuses, type CapabilityStatus } from "../../tenant/capability";
import { combinedDisabledPlans, effectiveSkuIds, isHeld } from "../../tenant/effective";
import { formatTime } from "../../tenant/format-time";
import type { User } from "../../tenant/model";
import type { ViewContext } from "./view-context";
import type { Published } from "./published";

/** The product family of a plan, as assignedPlans names it; the whole list is published nowhere. */
function serviceOf(planName: string): string {
  if (planName.startsWith("EXCHANGE")) return "exchange";
  if (planName.startsWith("SHAREPOINT")) return "SharePoint";
  if (planName.startsWith("MCO")) return "MicrosoftCommunicationsOnline";
  if (planName.startsWith("TEAMS")) return "TeamspaceAPI";
  if (planName.startsWith("YAMMER") || planName.startsWith("VIVAENGAGE")) return "YammerEnterprise";
  if (planName.startsWith("AAD_")) return "AADPremiumService";
  if (planName.startsWith("INTUNE")) return "SCO";
  return "MicrosoftOffice";
}

interface EnabledPlan {
  readonly servicePlanId: string;
  readonly name: string;
  readonly since: number;
  readonly capabilityStatus: CapabilityStatus;
}

function enabledPlans(user: User, context: ViewContext): readonly EnabledPlan[] {
  const plans = new Map<string, EnabledPlan>();
  for (const held of user.states) {
    const subscription = context.subscriptions.get(held.skuId);
    if (subscription === undefined || !isHeld(held)) continue;
    const status = context.settings.suspendedPlans === "enabled" ? "Enabled" : capabilityStatus(subscription);
    for (const plan of subscription.servicePlans) {
      if (held.disabledPlans.includes(plan.servicePlanId)) continue;
      const other = plans.get(plan.servicePlanId);
      const since = Math.min(held.lastUpdated, other?.since ?? Infinity);
      plans.set(plan.servicePlanId, {
        servicePlanId: plan.servicePlanId,
        name: plan.servicePlanName,
        since,
        capabilityStatus: milder(status, other?.capabilityStatus),
      });
    }
  }
  return [...plans.values()];
}

/** A plan that two SKUs give works where one of them does. */
function milder(left: CapabilityStatus, right: CapabilityStatus | undefined): CapabilityStatus {
  return capabilityStatuses.find((status) => status === left || status === right) ?? left;
}

export function viewAssignedPlans(user: User, context: ViewContext): unknown {
  return enabledPlans(user, context).map(
    (plan) =>
      ({
        assignedDateTime: formatTime(plan.since),
        capabilityStatus: plan.capabilityStatus,
        service: serviceOf(plan.name),
        servicePlanId: plan.servicePlanId,
      }) satisfies Published<AssignedPlan>,
  );
}

export function viewProvisionedPlans(user: User, context: ViewContext): unknown {
  return enabledPlans(user, context)
    .filter((plan) => plan.since + context.settings.provisioningDelayMs <= context.now)
    .map(
      (plan) =>
        ({
          capabilityStatus: plan.capabilityStatus,
          provisioningStatus: "Success",
          service: serviceOf(plan.name),
        }) satisfies Published<ProvisionedPlan>,
    );
}

/** GET /users/{id}/licenseDetails: what a person holds and how far each plan's provisioning is. */
export function viewLicenseDetails(user: User, context: ViewContext): readonly Readonly<Record<string, unknown>>[] {
  return effectiveSkuIds(user.states).map((skuId) => {
    const subscription = context.subscriptions.get(skuId);
    const off = combinedDisabledPlans(user.states, skuId);
    const since = Math.min(
      ...user.states.filter((held) => held.skuId === skuId && isHeld(held)).map((held) => held.lastUpdated),
    );
    const ready = since + context.settings.provisioningDelayMs <= context.now;
    return {
      id: encodeDetailId(user.id, skuId),
      skuId,
      skuPartNumber: subscription?.skuPartNumber ?? "",
      servicePlans: (subscription?.servicePlans ?? []).map(
        (plan) =>
          ({
            servicePlanId: plan.servicePlanId,
            servicePlanName: plan.servicePlanName,
            provisioningStatus: off.includes(plan.servicePlanId)
              ? "Disabled"
              : ready
                ? "Success"
                : "PendingProvisioning",
            appliesTo: plan.appliesTo,
          }) satisfies Published<ServicePlanInfo>,
      ),
    } satisfies Published<LicenseDetails>;
  });
}

function encodeDetailId(userId: string, skuId: string): string {
  return Buffer.concat([
    Buffer.from(userId.replaceAll("-", ""), "hex"),
    Buffer.from(skuId.replaceAll("-", ""), "hex"),
  ]).toString("base64url");
}
