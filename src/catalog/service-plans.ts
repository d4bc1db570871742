import { tablePlans } from "./table/read-table";
import type { PlanId, ServicePlan } from "./types";

/** Every service plan that the catalog knows. */
export const servicePlans: readonly ServicePlan[] = tablePlans;

const idByName = new Map<string, PlanId>();
const namesakes = new Set<string>();
for (const { id, name } of servicePlans) {
  if (idByName.has(name)) namesakes.add(name);
  idByName.set(name, id);
}

/**
 * The id of a service plan that the catalog's own tables name.
 *
 * @throws where no plan or more than one has the name: a slip in the catalog, found by the first test that loads it.
 */
export function planIdOf(name: string): PlanId {
  const id = idByName.get(name);
  if (id === undefined) throw new Error(`the catalog has no service plan named ${name}`);
  if (namesakes.has(name)) throw new Error(`the catalog has several service plans named ${name}`);
  return id;
}

/** Ids of several plans, named in one text and separated by commas. */
export function planIdsOf(names: string): readonly PlanId[] {
  return names.split(",").map((name) => planIdOf(name.trim()));
}
