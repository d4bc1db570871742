import type { BoundUser } from "../bind/bind-users";
import { type FindingList, people } from "../basis/findings";
import type { ObjectId, SkuId } from "../../terms/observed";
import { skuLabel, type TenantIndex } from "../basis/tenant-index";

export function reportProtected(bound: BoundUser, findings: FindingList): void {
  if (bound.declared === undefined) return;
  findings.addRule({
    code: "protected-declared",
    severity: "warning",
    key: "",
    principal: bound.name,
    message: (names) =>
      `${people(names.length)} ${names.length === 1 ? "is" : "are"} declared and protected; protection wins, ` +
      `nothing is done: ${names.join(", ")}.`,
    remedy: "Take the name out of `protected`, or out of the assignments.",
  });
}

/** A direct licence that nobody declares any more stays, because a group's licence does not replace it yet. */
export function reportKept(
  index: TenantIndex,
  bound: BoundUser,
  skuId: SkuId,
  group: ObjectId,
  findings: FindingList,
): void {
  const sku = skuLabel(index, skuId);
  const name = index.groups.get(group)?.displayName ?? group;
  findings.addRule({
    code: "direct-kept",
    severity: "warning",
    key: `${skuId} ${group}`,
    principal: bound.name,
    message: (names) =>
      `${people(names.length)} keep${names.length === 1 ? "s" : ""} a direct ${sku} that is no longer declared, ` +
      `since the one of the group ${name} is in error or has fewer plans on: ${names.join(", ")}.`,
    remedy:
      `Mend the group's licence, or switch the same plans on in the group ${name}; the next run then takes the ` +
      "direct licence back.",
  });
}
