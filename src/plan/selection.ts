import type { PlanSelection } from "../roster/types";
import type { ObservedAssignment, PlanId } from "./observed";
import { sortedUnique } from "./sets";
import type { TenantSku } from "./tenant-index";

/** Equal for equal selections. */
export function selectionKey(selection: PlanSelection): string {
  return selection.kind === "unmanaged" ? "" : `${selection.kind} ${sortedUnique(selection.plans).join(",")}`;
}

/**
 * Plans of a SKU that is newly assigned and whose plans nobody declared: what was off in the licences that it replaces
 * stays off, so that an exchange switches nothing on that an administrator had switched off.
 */
export function carryOver<T extends Pick<ObservedAssignment, "disabledPlans">>(sku: TenantSku, replaced: readonly T[], planIdsOf: (assignment: T) => readonly PlanId[]): PlanId[] {
  const off = new Set(replaced.flatMap((assignment) => assignment.disabledPlans));
  for (const assignment of replaced) {
    const disabled = new Set(assignment.disabledPlans);
    for (const plan of planIdsOf(assignment)) if (!disabled.has(plan)) off.delete(plan);
  }
  return sku.planIds.filter((plan) => off.has(plan)).sort();
}

/** The selection of an observed assignment, said in the way in which it is declared. */
export function showSelection(declared: PlanSelection, sku: TenantSku | undefined, disabledPlans: readonly PlanId[]): PlanSelection {
  if (declared.kind === "unmanaged" || sku === undefined) return declared;
  const label = (plan: PlanId): string => sku.planLabels.get(plan) ?? plan;
  if (declared.kind === "off") return { kind: "off", plans: sortedUnique(disabledPlans.map(label)) };
  const off = new Set(disabledPlans);
  return { kind: "only", plans: sortedUnique(sku.personPlanIds.filter((plan) => !off.has(plan)).map(label)) };
}
