import { communicationPlans } from "./plans/communication";
import { otherPlansAToL } from "./plans/other-a-l";
import { otherPlansMToZ } from "./plans/other-m-z";
import type { PlanId, ServicePlan } from "./types";

/**
 * Every service plan that the catalog knows; facts of Microsoft's "Product names and service plan identifiers for
 * licensing".
 */
export const servicePlans: readonly ServicePlan[] = [...communicationPlans, ...otherPlansAToL, ...otherPlansMToZ].map(
  ([id, name, friendlyName]) => ({ id, name, friendlyName }),
);

const idByName = new Map<string, PlanId>(servicePlans.map((plan) => [plan.name, plan.id]));

/**
 * The id of a service plan that the catalog's own tables name.
 *
 * @throws where the name is not in the tables: a slip in the catalog, found by the first test that loads it.
 */
export function planIdOf(name: string): PlanId {
  const id = idByName.get(name);
  if (id === undefined) throw new Error(`the catalog has no service plan named ${name}`);
  return id;
}

/** Ids of several plans, named in one text and separated by commas. */
export function planIdsOf(names: string): readonly PlanId[] {
  return names.split(",").map((name) => planIdOf(name.trim()));
}
