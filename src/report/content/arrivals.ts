import { findProduct, defaultCatalog } from "../../catalog/catalog";
import { isCallingPlan } from "../../catalog/voice";
import type { Grant, Plan, Transition } from "../../terms/plan";

/**
 * What has been assigned and is not there yet. Microsoft's guide to assigning Teams add-on licences: a Calling Plan
 * can take up to 24 hours, after that support is the next step; then phone numbers have to be got and assigned.
 */
export function arrivals(
  skus: Plan["skus"],
  applied: readonly Transition[],
): readonly { readonly text: string; readonly names: readonly string[] }[] {
  const callers = applied.filter((transition) => transition.grants.some((grant) => switchesCallingPlanOn(skus, grant)));
  if (callers.length === 0) return [];
  const names = callers.map((transition) =>
    transition.principal === "group" ? `members of ${transition.name}` : transition.name,
  );
  return [
    {
      text: "A Calling Plan can take up to 24 hours to arrive; if it has not by then, contact Microsoft support.",
      names,
    },
    { text: "Next: get phone numbers for them, and assign the numbers.", names: [] },
  ];
}

/** Whether a Calling Plan is on that was not before, be it that the licence is new or that its plans have changed. */
function switchesCallingPlanOn(skus: Plan["skus"], { skuId, disabledPlans, disabledBefore }: Grant): boolean {
  return callingPlansOf(skus, skuId).some(
    (plan) => !disabledPlans.includes(plan) && disabledBefore?.includes(plan) !== false,
  );
}

/** As the tenant has them, which may be more than the catalog knows; the catalog for a plan that does not say. */
function callingPlansOf(skus: Plan["skus"], skuId: string): readonly string[] {
  const plans = findProduct(defaultCatalog, skuId)?.plans ?? [];
  return skus[skuId]?.callingPlans ?? plans.map((plan) => plan.id).filter(isCallingPlan);
}
