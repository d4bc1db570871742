import { type Catalog, defaultCatalog } from "./catalog";
import type { HeldSku } from "./families";
import { coversAll } from "./plan-cover";
import type { SkuId } from "./types";

/** A licence that gives nothing which another licence of the same person does not give already. */
export interface PaidTwice {
  readonly skuId: SkuId;
  readonly containedIn: SkuId;
}

/**
 * The licences of one person that are paid for twice: every service plan of them that is on is contained in one other
 * licence, or in a better plan of it. Found from service plans, not from a list of names. What is free is left alone, and
 * of two licences that contain each other the later in order of ids is the one too many.
 *
 * @param skus each SKU once, with the plans that are on and apply to people. Order does not matter.
 */
export function findPaidTwice(skus: readonly HeldSku[], catalog: Catalog = defaultCatalog): readonly PaidTwice[] {
  const held = skus.map(({ skuId, plans }) => ({ skuId, plans: new Set(plans) })).sort((a, b) => a.plans.size - b.plans.size || (a.skuId < b.skuId ? 1 : -1));
  const found = new Map<SkuId, SkuId>();
  for (const one of held) {
    if (catalog.bySkuId.get(one.skuId)?.free === true) continue;
    const container = held.findLast((other) => other !== one && !found.has(other.skuId) && coversAll(other.plans, one.plans));
    if (container !== undefined) found.set(one.skuId, container.skuId);
  }
  return [...found].map(([skuId, containedIn]) => ({ skuId, containedIn })).sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
}
