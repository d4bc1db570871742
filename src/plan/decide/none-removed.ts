import type { CatalogFacts } from "../basis/catalog-facts";
import type { Decision } from "./model";
import { type FindingList, count } from "../basis/findings";
import type { Grant } from "../../terms/plan";

function switchesOff(grant: Grant): boolean {
  if (grant.disabledBefore === undefined) return false;
  const before = new Set(grant.disabledBefore);
  return grant.disabledPlans.some((plan) => !before.has(plan));
}

/**
 * A decision without anything that takes away, for `limits: none-removed`. What replaces something that stays is not
 * given either: two licences of a kind would be paid for.
 */
export function withoutRemovals<T extends Decision>(
  decision: T,
  name: string,
  catalog: CatalogFacts,
  findings: FindingList,
): T {
  const families = new Set(decision.removals.map((removal) => catalog.family(removal.skuId)));
  families.delete(undefined);
  const grants = decision.grants.filter(
    (grant) =>
      !switchesOff(grant) && (grant.disabledBefore !== undefined || !families.has(catalog.family(grant.skuId))),
  );
  if (grants.length === decision.grants.length && decision.removals.length === 0) return decision;
  findings.add({
    code: "none-removed",
    severity: "warning",
    key: "",
    principal: name,
    message: (names) =>
      `${count(names.length, "principal")} would lose or exchange something, which \`limits: none-removed\` ` +
      `forbids; that part is not done: ${names.join(", ")}.`,
    remedy: "Give the stack limits, for example `limits: { people: 10%, atMost: 25, per: 7d }`.",
  });
  return { ...decision, grants, removals: [] };
}
