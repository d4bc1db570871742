import { callingPlansAmong } from "../basis/calling-plans";
import type { Model } from "../decide/model";
import type { PlanId, SkuId } from "../../terms/observed";
import type { Loss, SeatLine, SkuLabel, Transition, Wait } from "../../terms/plan";
import { sortedRecord } from "../basis/sets";
import { byText } from "../../text/order";

/** Names of a SKU, also of one that the tenant no longer lists. */
export function labelOf(model: Model, skuId: SkuId): SkuLabel {
  const sku = model.index.skus.get(skuId)?.sku;
  const partNumber = sku?.partNumber ?? writtenIn(model, skuId) ?? skuId;
  const callingPlans = callingPlansAmong(sku?.servicePlans ?? []);
  return {
    partNumber,
    name: model.catalog.productName(skuId) ?? partNumber,
    ...(callingPlans.length > 0 && { callingPlans: callingPlans.sort(byText) }),
  };
}

/** The name that the ledger has for a subscription that the tenant no longer lists. */
function writtenIn(model: Model, skuId: SkuId): string | undefined {
  const { users, groups } = model.input.ledger;
  for (const entries of [users, groups])
    for (const { skus } of entries) {
      const sku = skus.find((one) => one.skuId === skuId);
      if (sku !== undefined) return sku.written;
    }
  return undefined;
}

/**
 * Names of every SKU and service plan that the plan mentions. A loss mentions nothing that is not in the change by
 * which it comes about, but for one that comes with a membership.
 */
export function labelsOf(
  model: Model,
  transitions: readonly Transition[],
  seats: readonly SeatLine[],
  waits: readonly Wait[],
  losses: readonly Loss[],
): { readonly skus: Record<SkuId, SkuLabel>; readonly plans: Record<PlanId, string> } {
  const skus = new Set<SkuId>(seats.map((line) => line.skuId));
  const plans = new Set<PlanId>();
  for (const { path, skuId, fromSku } of losses)
    if (path.kind === "leftGroup" || path.kind === "ruleChanged")
      for (const id of [skuId, fromSku]) if (id !== undefined) skus.add(id);
  for (const { licenses, keeps } of waits) {
    for (const skuId of keeps) skus.add(skuId);
    for (const { skuId, reason } of licenses) {
      skus.add(skuId);
      if ("skuId" in reason) skus.add(reason.skuId);
    }
  }
  for (const { grants, removals } of transitions) {
    for (const { skuId, disabledPlans, disabledBefore = [], reasons } of grants) {
      skus.add(skuId);
      for (const plan of [...disabledPlans, ...disabledBefore]) plans.add(plan);
      for (const reason of reasons) if (reason.kind === "carriedOver") skus.add(reason.fromSku);
    }
    for (const { skuId, disabledBefore } of removals) {
      skus.add(skuId);
      for (const plan of disabledBefore) plans.add(plan);
    }
  }
  const names = new Map<PlanId, string>();
  for (const skuId of skus)
    for (const plan of model.index.skus.get(skuId)?.sku.servicePlans ?? []) names.set(plan.id, plan.name);
  return {
    skus: sortedRecord([...skus].map((skuId) => [skuId, labelOf(model, skuId)] as const)),
    plans: sortedRecord([...plans].map((plan) => [plan, names.get(plan) ?? plan] as const)),
  };
}
