import { builtInPlanIds, builtInProducts } from "../products/built-in-products";
import type { GroupLicense, PlanRule, ServicePlan, Subscription } from "../tenant/model";
import { deriveId } from "../tenant/derive-id";
import type { LicenseDocument, SkuDocument, TenantDocument } from "./tenant-document";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type Report = (problem: string) => void;

/** A subscription from what the file says of it and what is known of the product. */
export function readSubscription(tenantId: string, document: SkuDocument, now: number, report: Report): Subscription {
  const product = builtInProducts.find(
    (known) => known.skuPartNumber === document.sku || known.skuId === (document.id ?? document.sku).toLowerCase(),
  );
  if (product === undefined && (document.id === undefined || document.servicePlans === undefined)) {
    report(`${document.sku} is not among the built-in products: give its id and its servicePlans.`);
  }
  const skuId = (document.id ?? product?.skuId ?? deriveId("sku", document.sku)).toLowerCase();
  return {
    skuId,
    skuPartNumber: product !== undefined && guid.test(document.sku) ? product.skuPartNumber : document.sku,
    appliesTo: document.appliesTo ?? "User",
    units: {
      enabled: document.enabled ?? 0,
      warning: document.warning ?? 0,
      suspended: document.suspended ?? 0,
      lockedOut: document.lockedOut ?? 0,
    },
    servicePlans: document.servicePlans?.map((plan) => readPlan(plan, report)) ?? product?.servicePlans ?? [],
    selfService: document.selfService ?? false,
    gone: document.gone ?? false,
    prohibitedLocations: document.prohibitedLocations ?? [],
    capabilityStatus: document.capabilityStatus ?? null,
    subscriptionIds: purchaseIds(tenantId, skuId, document),
    purchases: (document.subscriptions ?? []).map((purchase, at) => ({
      id: purchaseIds(tenantId, skuId, document)[at] ?? "",
      totalLicenses: purchase.licenses,
      status: purchase.status ?? "Enabled",
      isTrial: purchase.trial ?? false,
      createdAt: purchase.created === undefined ? now : Date.parse(purchase.created),
      nextLifecycleAt: purchase.nextLifecycle === undefined ? null : Date.parse(purchase.nextLifecycle),
    })),
  };
}

function purchaseIds(tenantId: string, skuId: string, { subscriptions = [] }: SkuDocument): readonly string[] {
  const first = deriveId("subscription", tenantId, skuId);
  const others = subscriptions.slice(1).map((_, at) => deriveId("subscription", tenantId, skuId, String(at + 2)));
  return [first, ...others];
}

function readPlan(plan: NonNullable<SkuDocument["servicePlans"]>[number], report: Report): ServicePlan {
  if (typeof plan !== "string")
    return { servicePlanId: plan.id.toLowerCase(), servicePlanName: plan.name, appliesTo: plan.appliesTo ?? "User" };
  const servicePlanId = builtInPlanIds.get(plan);
  if (servicePlanId === undefined) report(`${plan} is not a built-in service plan: write { name: ${plan}, id: … }.`);
  return { servicePlanId: servicePlanId ?? deriveId("plan", plan), servicePlanName: plan, appliesTo: "User" };
}

/** A licence by part number or GUID of a SKU of this tenant, with plans by name or GUID. */
export function readLicense(
  subscriptions: ReadonlyMap<string, Subscription>,
  document: LicenseDocument,
  report: Report,
): GroupLicense | undefined {
  const { sku, disabledPlans = [] } = typeof document === "string" ? { sku: document } : document;
  const found = findSubscription(subscriptions, sku);
  if (found === undefined) {
    report(`${sku} is not among the skus of this tenant.`);
    return undefined;
  }
  const plans = disabledPlans.flatMap((name) => {
    const plan = found.servicePlans.find(
      (candidate) => candidate.servicePlanName === name || candidate.servicePlanId === name.toLowerCase(),
    );
    if (plan === undefined) report(`${name} is not a service plan of ${found.skuPartNumber}.`);
    return plan === undefined ? [] : [plan.servicePlanId];
  });
  return { skuId: found.skuId, disabledPlans: plans };
}

export function findSubscription(
  subscriptions: ReadonlyMap<string, Subscription>,
  name: string,
): Subscription | undefined {
  const byId = subscriptions.get(name.toLowerCase());
  if (byId !== undefined) return byId;
  for (const subscription of subscriptions.values()) if (subscription.skuPartNumber === name) return subscription;
  return undefined;
}

export function readRule(
  rule: NonNullable<TenantDocument["rules"]>[number],
  subscriptions: ReadonlyMap<string, Subscription>,
  report: Report,
): PlanRule {
  const planId = (name: string): string => {
    if (guid.test(name)) return name.toLowerCase();
    for (const subscription of subscriptions.values()) {
      const plan = subscription.servicePlans.find((candidate) => candidate.servicePlanName === name);
      if (plan !== undefined) return plan.servicePlanId;
    }
    const known = builtInPlanIds.get(name);
    if (known === undefined) report(`${name} is not a service plan of any product of this tenant.`);
    return known ?? deriveId("plan", name);
  };
  return "plan" in rule
    ? { kind: "dependency", plan: planId(rule.plan), anyOf: rule.needsAnyOf.map(planId) }
    : { kind: "exclusion", plans: [planId(rule.excludes[0]), planId(rule.excludes[1])] };
}
