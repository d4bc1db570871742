import type { LicenseState, Subscription } from "./model";

/** A state that gives its holder the licence and takes a seat: also one that is active in spite of an error. */
export function isHeld(state: LicenseState): boolean {
  return state.state === "Active" || state.state === "ActiveWithError";
}

/** SKU ids a person effectively holds, in order of first assignment: the union of direct and inherited. */
export function effectiveSkuIds(states: readonly LicenseState[]): readonly string[] {
  const skuIds: string[] = [];
  for (const state of states) if (isHeld(state) && !skuIds.includes(state.skuId)) skuIds.push(state.skuId);
  return skuIds;
}

/** Plans of one SKU that are off for this person: those that every held source of it switches off. */
export function combinedDisabledPlans(states: readonly LicenseState[], skuId: string): readonly string[] {
  let combined: readonly string[] | undefined;
  for (const state of states) {
    if (state.skuId !== skuId || !isHeld(state)) continue;
    combined =
      combined === undefined ? state.disabledPlans : combined.filter((plan) => state.disabledPlans.includes(plan));
  }
  return combined ?? [];
}

/** Service plans that are on for a person with these states. */
export function enabledPlanIds(
  states: readonly LicenseState[],
  subscriptions: ReadonlyMap<string, Subscription>,
): ReadonlySet<string> {
  const plans = new Set<string>();
  for (const state of states) {
    if (!isHeld(state)) continue;
    for (const plan of subscriptions.get(state.skuId)?.servicePlans ?? []) {
      if (!state.disabledPlans.includes(plan.servicePlanId)) plans.add(plan.servicePlanId);
    }
  }
  return plans;
}
