import type { PlanSelection } from "../../roster/types";
import { enabledPlans } from "./holdings";
import type { ObservedAssignment, PlanId } from "../../terms/observed";
import { sortedUnique } from "./sets";
import type { TenantIndex, TenantSku } from "./tenant-index";

/** Equal for equal selections. */
export function selectionKey(selection: PlanSelection): string {
  return selection.kind === "unmanaged" ? "" : `${selection.kind} ${sortedUnique(selection.plans).join(",")}`;
}

/**
 * Plans of a SKU that is newly assigned and whose plans nobody declared: what was off in the licences that it replaces
 * stays off, so that an exchange switches nothing on that an administrator had switched off.
 */
export function carryOver(
  index: TenantIndex,
  sku: TenantSku,
  replaced: readonly Pick<ObservedAssignment, "skuId" | "disabledPlans">[],
): PlanId[] {
  const off = new Set(replaced.flatMap((assignment) => assignment.disabledPlans));
  if (off.size === 0) return [];
  const isOn = (plan: PlanId): boolean => replaced.some((assignment) => enabledPlans(index, assignment).includes(plan));
  return sku.planIds.filter((plan) => off.has(plan) && !isOn(plan)).sort();
}

/** The selection of an observed assignment, said in the way in which it is declared. */
export function showSelection(
  declared: PlanSelection,
  sku: TenantSku | undefined,
  disabledPlans: readonly PlanId[],
): PlanSelection {
  if (declared.kind === "unmanaged" || sku === undefined) return declared;
  const label = (plan: PlanId): string => sku.planLabels.get(plan) ?? plan;
  if (declared.kind === "off") return { kind: "off", plans: sortedUnique(disabledPlans.map(label)) };
  const off = new Set(disabledPlans);
  return { kind: "only", plans: sortedUnique(sku.personPlanIds.filter((plan) => !off.has(plan)).map(label)) };
}
