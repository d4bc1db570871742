import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { products } from "../../src/catalog/products";
import { resolvePlanName } from "../../src/catalog/resolve-plan";
import { servicePlans } from "../../src/catalog/service-plans";
import type { TenantPlan } from "../../src/catalog/types";

const e3 = products.find((product) => product.partNumber === "ENTERPRISEPACK")!.plans!;
const tenantPlans: readonly TenantPlan[] = [
  { id: "57ff2da0-773e-42df-b2af-ffb7a2317929", name: "TEAMS1", appliesTo: "User" },
  { id: "113feb6c-3fe4-4440-bddc-54d774bf0318", name: "EXCHANGE_S_FOUNDATION", appliesTo: "Company" },
  { id: "11111111-1111-1111-1111-111111111111", name: "BRAND_NEW", appliesTo: "User" },
];

const told = (text: string, plans: Parameters<typeof resolvePlanName>[1]) => {
  const answer = resolvePlanName(text, plans);
  return "name" in answer ? `${answer.kind} ${answer.name}` : answer.kind;
};

describe("a service plan by the catalog's list", () => {
  it.each([
    ["TEAMS1", "resolved TEAMS1"],
    [" teams1 ", "resolved TEAMS1"],
    ["57FF2DA0-773E-42DF-B2AF-FFB7A2317929", "resolved TEAMS1"],
    ["Microsoft Teams", "resolved TEAMS1"],
    ["exchange online (plan 2)", "resolved EXCHANGE_S_ENTERPRISE"],
    ["deskless", "resolved Deskless"],
    ["MCOEV", "elsewhere MCOEV"],
    ["4828c8ec-dc2e-4779-b502-87ac9ce28ab7", "elsewhere MCOEV"],
    ["TEAMS9", "unknown"],
    ["", "unknown"],
  ])("%j: %s", (text, expected) => {
    expect(told(text, e3)).toBe(expected);
  });

  it("offers the nearest plans of the SKU", () => {
    expect(resolvePlanName("YAMMER_ENTERPRIZE", e3)).toEqual({
      kind: "unknown",
      nearest: ["YAMMER_ENTERPRISE", "RMS_S_ENTERPRISE"],
    });
  });
});

describe("a service plan of a tenant's SKU", () => {
  it.each([
    ["teams1", "resolved TEAMS1"],
    ["brand_new", "resolved BRAND_NEW"],
    ["11111111-1111-1111-1111-111111111111", "resolved BRAND_NEW"],
    ["Microsoft Teams", "resolved TEAMS1"],
    ["EXCHANGE_S_FOUNDATION", "companyOnly EXCHANGE_S_FOUNDATION"],
    ["MCOEV", "elsewhere MCOEV"],
    ["BRAND_OLD", "unknown"],
  ])("%s: %s", (text, expected) => {
    expect(told(text, tenantPlans)).toBe(expected);
  });
});

describe("a service plan of a SKU whose plans nobody knows yet", () => {
  it.each([
    ["teams1", "resolved TEAMS1"],
    ["NEVER_SEEN", "uncatalogued NEVER_SEEN"],
  ])("%s: %s", (text, expected) => {
    expect(told(text, undefined)).toBe(expected);
  });
});

describe("properties", () => {
  it("every plan of a product is found by name and by id, in any case", () => {
    const pairs = products.flatMap((product) => (product.plans ?? []).map((plan) => [product.plans!, plan] as const));
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.boolean(), fc.boolean(), ([plans, plan], byId, upper) => {
        const text = byId ? plan.id : plan.name;
        expect(resolvePlanName(upper ? text.toUpperCase() : text.toLowerCase(), plans)).toEqual({
          kind: "resolved",
          id: plan.id,
          name: plan.name,
        });
      }),
      { numRuns: 500 },
    );
  });

  it("a name for people never means a plan that several plans of the SKU share", () => {
    fc.assert(
      fc.property(fc.subarray([...servicePlans]), fc.constantFrom(...servicePlans), (plans, plan) => {
        const answer = resolvePlanName(plan.friendlyName, plans);
        const same = plans.filter((one) =>
          [one.name, one.friendlyName].some((name) => name.toLowerCase() === plan.friendlyName.toLowerCase()),
        );
        const byName = same.find((one) => one.name.toLowerCase() === plan.friendlyName.toLowerCase());
        expect(answer.kind === "resolved" ? answer.id : undefined).toBe(
          byName?.id ?? (same.length === 1 ? same[0]!.id : undefined),
        );
      }),
    );
  });
});
