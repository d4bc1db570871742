import { findProduct, defaultCatalog } from "../catalog/catalog";
import { isCallingPlan } from "../catalog/voice";
import type { Transition } from "../plan/plan";

/**
 * What has been assigned and is not there yet. Microsoft's guide to assigning Teams add-on licences: a Calling Plan can take up to 24 hours,
 * after that support is the next step; then phone numbers have to be got and assigned.
 */
export function arrivals(applied: readonly Transition[]): readonly { readonly text: string; readonly names: readonly string[] }[] {
  const callers = applied.filter((transition) => transition.grants.some((grant) => grant.disabledBefore === undefined && givesCallingPlan(grant.skuId)));
  if (callers.length === 0) return [];
  const names = callers.map((transition) => (transition.principal === "group" ? `members of ${transition.name}` : transition.name));
  return [
    { text: "A Calling Plan can take up to 24 hours to arrive; if it has not by then, contact Microsoft support.", names },
    { text: "Next: get phone numbers for them, and assign the numbers.", names: [] },
  ];
}

function givesCallingPlan(skuId: string): boolean {
  return findProduct(defaultCatalog, skuId)?.plans?.some((plan) => isCallingPlan(plan.id)) ?? false;
}
