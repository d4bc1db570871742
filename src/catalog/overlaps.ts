import { type Catalog, defaultCatalog } from "./catalog";
import type { HeldSku } from "./families";
import { coversAll } from "./plan-cover";
import { planIdsOf } from "./service-plans";
import type { PlanId, SkuId } from "./types";

/** A licence that gives nothing which another licence of the same person does not give already. */
export interface PaidTwice {
  readonly skuId: SkuId;
  readonly containedIn: SkuId;
}

/**
 * Plans that come with nearly everything and are no reason to pay for a second licence. Microsoft adds them to one
 * product today and to the next one later: in its table Office 365 E3 has six of these that Office 365 E5 lacks. What
 * is lost when a licence goes is judged without this list.
 */
export const incidentalPlans: ReadonlySet<PlanId> = new Set(
  planIdsOf(
    "Bing_Chat_Enterprise, M365_LIGHTHOUSE_CUSTOMER_PLAN1, M365_LIGHTHOUSE_PARTNER_PLAN1, " +
      "MESH_AVATARS_ADDITIONAL_FOR_TEAMS, " +
      "MESH_AVATARS_FOR_TEAMS, MESH_IMMERSIVE_FOR_TEAMS, Nucleus",
  ),
);

/**
 * The licences of one person that are paid for twice: every service plan of them that is on is contained in one other
 * licence, or in a better plan of it. Found from service plans, not from a list of names. What is free is left alone,
 * and of two licences that contain each other the later in order of ids is the one too many.
 *
 * @param skus each SKU once, with the plans that are on and apply to people. Order does not matter.
 */
export function findPaidTwice(skus: readonly HeldSku[], catalog: Catalog = defaultCatalog): readonly PaidTwice[] {
  const held = skus
    .map(({ skuId, plans }) => ({ skuId, plans: new Set([...plans].filter((plan) => !incidentalPlans.has(plan))) }))
    .sort((a, b) => a.plans.size - b.plans.size || (a.skuId < b.skuId ? 1 : -1));
  const found = new Map<SkuId, SkuId>();
  for (const one of held) {
    if (catalog.bySkuId.get(one.skuId)?.free === true) continue;
    const container = held.findLast(
      (other) => other !== one && !found.has(other.skuId) && coversAll(other.plans, one.plans),
    );
    if (container !== undefined) found.set(one.skuId, container.skuId);
  }
  return [...found]
    .map(([skuId, containedIn]) => ({ skuId, containedIn }))
    .sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
}
