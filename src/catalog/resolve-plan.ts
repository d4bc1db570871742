import { type Catalog, defaultCatalog } from "./catalog";
import { foldName } from "./names";
import { nearestNames } from "./nearest";
import type { PlanId, ServicePlan, TenantPlan } from "./types";
import { isGuid } from "../text/guid";

/** What a written service plan name means within one SKU. */
export type PlanResolution =
  | { readonly kind: "resolved"; readonly id: PlanId; readonly name: string }
  /** The plan applies to the whole company: it cannot be switched off for a person. */
  | { readonly kind: "companyOnly"; readonly id: PlanId; readonly name: string }
  /**
   * A known plan that the SKU's list does not have. Lists change: an error against a tenant's list, a finding against
   * the catalog's.
   */
  | { readonly kind: "elsewhere"; readonly id: PlanId; readonly name: string; readonly nearest: readonly string[] }
  /** The SKU's plans are not known, nor is the plan. To be checked against the tenant. */
  | { readonly kind: "uncatalogued"; readonly name: string; readonly nearest: readonly string[] }
  | { readonly kind: "unknown"; readonly nearest: readonly string[] };

/**
 * Resolves a service plan as people write it: service plan name, GUID, or Microsoft's name for people; case and white
 * space do not matter.
 *
 * @param planList the SKU's plans: of the tenant's SKU, or `product.plans` of the catalog; undefined where neither is
 *   known.
 */
export function resolvePlanName(
  text: string,
  planList: readonly (TenantPlan | ServicePlan)[] | undefined,
  catalog: Catalog = defaultCatalog,
): PlanResolution {
  const folded = foldName(text);
  const inSku =
    planList?.find((plan) => plan.id === folded || foldName(plan.name) === folded) ??
    onlyNamed(folded, planList, catalog);
  if (inSku !== undefined) {
    return {
      kind: "appliesTo" in inSku && inSku.appliesTo === "Company" ? "companyOnly" : "resolved",
      id: inSku.id,
      name: inSku.name,
    };
  }
  const [known, ...others] = knownPlans(folded, catalog);
  if (planList === undefined) {
    if (known !== undefined && others.length === 0) return { kind: "resolved", id: known.id, name: known.name };
    return {
      kind: "uncatalogued",
      name: text.trim(),
      nearest: nearestNames(
        text,
        catalog.plans.map((plan) => plan.name),
      ),
    };
  }
  const nearest = nearestNames(
    text,
    planList.map((plan) => plan.name),
  );
  return known === undefined
    ? { kind: "unknown", nearest }
    : { kind: "elsewhere", id: known.id, name: known.name, nearest };
}

/**
 * The one plan of the list that the catalog calls so; nothing where several are, since their names for people are not
 * unique.
 */
function onlyNamed<Plan extends { readonly id: PlanId }>(
  folded: string,
  planList: readonly Plan[] | undefined,
  catalog: Catalog,
): Plan | undefined {
  const ids = new Set(catalog.plansByName.get(folded)?.map((plan) => plan.id));
  const [only, ...others] = planList?.filter((plan) => ids.has(plan.id)) ?? [];
  return others.length === 0 ? only : undefined;
}

function knownPlans(folded: string, catalog: Catalog): readonly ServicePlan[] {
  const byId = isGuid(folded) ? catalog.planById.get(folded) : undefined;
  return byId === undefined ? (catalog.plansByName.get(folded) ?? []) : [byId];
}
