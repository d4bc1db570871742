import type { AssignedLicense, Group, User } from "@microsoft/microsoft-graph-types";
import type { ObservedGroup, ObservedUser } from "../../terms/observed";
import type { ItemAnswer } from "../batches/batch";
import type { Order } from "./write-items";
import { type Wire, asText, asWires } from "../batches/wire";

/**
 * Does Graph's own answer show that the change was made? A person's 200 comes with the person as it is now; a licence
 * may still be there through a group, so that only its being there is proof of an assignment, and only its absence is
 * proof of a removal.
 */
export function confirmsFromResponse(order: Order, answer: Extract<ItemAnswer, { kind: "done" }>): boolean {
  if (order.kind === "reprocess") return true;
  const principal: Wire<User & Group> = answer.body;
  if (answer.status === 202 || isOfAnother(order, asText(principal.id))) return false;
  // Some answers have the default properties only: 200 with the person is then Graph's word that it is done.
  if (!Array.isArray(principal.assignedLicenses)) return asText(principal.id) !== undefined;
  const held = new Set(
    asWires<AssignedLicense>(principal.assignedLicenses).map((license) => asText(license.skuId)?.toLowerCase()),
  );
  return (
    order.add.every(({ skuId }) => held.has(skuId.toLowerCase())) &&
    order.remove.every((skuId) => !held.has(skuId.toLowerCase()))
  );
}

/** How far a principal that was read back is as it was written. `unknown`: Graph left out what would tell. */
export type ReadBack = "applied" | "notApplied" | "unknown";

export function compareUser(order: Order, user: ObservedUser): ReadBack {
  if (order.kind === "reprocess" || isOfAnother(order, user.id)) return "unknown";
  if (order.usageLocation !== undefined && user.usageLocation?.toUpperCase() !== order.usageLocation.toUpperCase())
    return "notApplied";
  if (order.add.length === 0 && order.remove.length === 0) return "applied";
  if (user.assignments === undefined) return "unknown";
  const direct = new Map(
    user.assignments
      .filter((assignment) => assignment.assignedByGroup === undefined)
      .map((assignment) => [assignment.skuId, assignment.disabledPlans]),
  );
  return compareLicenses(order, direct);
}

export function compareGroup(order: Order, group: ObservedGroup): ReadBack {
  if (order.kind === "reprocess" || isOfAnother(order, group.id)) return "unknown";
  return compareLicenses(order, new Map(group.licenses.map((license) => [license.skuId, license.disabledPlans])));
}

function compareLicenses(
  order: Extract<Order, { kind: "assign" }>,
  held: ReadonlyMap<string, readonly string[]>,
): ReadBack {
  const isAdded = order.add.every(({ skuId, disabledPlans }) => {
    const plans = held.get(skuId.toLowerCase());
    return plans !== undefined && sameIds(plans, disabledPlans);
  });
  return isAdded && order.remove.every((skuId) => !held.has(skuId.toLowerCase())) ? "applied" : "notApplied";
}

function isOfAnother(order: Order, id: string | undefined): boolean {
  return id !== undefined && id.toLowerCase() !== order.id.toLowerCase();
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  const ids = new Set(a.map((id) => id.toLowerCase()));
  return ids.size === new Set(b).size && b.every((id) => ids.has(id.toLowerCase()));
}
