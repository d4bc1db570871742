import { defaultCatalog, findPlan } from "../../catalog/catalog";
import { isCallingPlan } from "../../catalog/voice";
import type { ObservedServicePlan, PlanId } from "../../terms/observed";

/** Microsoft's names of Calling Plans; MCOPSTNC is Communications Credits. */
const named = /^MCOPSTN(?!C)/i;

/**
 * The Calling Plans among the service plans of a tenant's SKU: those of the catalog, and those that only the tenant
 * knows and that bear such a name, since Microsoft adds Calling Plans more often than this catalog is written.
 */
export function callingPlansAmong(plans: readonly Pick<ObservedServicePlan, "id" | "name">[]): PlanId[] {
  return plans
    .filter(({ id, name }) => isCallingPlan(id) || (named.test(name) && findPlan(defaultCatalog, id) === undefined))
    .map(({ id }) => id);
}
