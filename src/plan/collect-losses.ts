import { lossesBetween } from "./losses";
import type { Model, PersonModel } from "./model";
import type { ObjectId, ObservedAssignment, SkuId } from "./observed";
import type { Grant, Loss, LossPath, Reason, Removal } from "./plan";

/** SKUs that the plan gives to a person, by its own transition or a group's. */
export function grantedTo(person: PersonModel): Set<SkuId> {
  const granted = new Set(person.decision.grants.filter((grant) => grant.disabledBefore === undefined).map((grant) => grant.skuId));
  for (const effect of person.memberOf) for (const skuId of effect.grants.keys()) granted.add(skuId);
  return granted;
}

function reasonsFor(path: LossPath, skuId: SkuId, person: PersonModel, groups: ReadonlyMap<ObjectId, { grants: readonly Grant[]; removals: readonly Removal[] }>): readonly Reason[] {
  const decision = "group" in path ? groups.get(path.group) : person.decision;
  const change = [...(decision?.removals ?? []), ...(decision?.grants ?? [])].find((candidate) => candidate.skuId === skuId);
  return change?.reasons ?? [];
}

/** Members of groups that lose something and who could not be read: nobody knows what they hold, so they count. */
function unseenLosses(model: Model): Loss[] {
  const losses: Loss[] = [];
  for (const { bound, decision, effect } of model.groupModels) {
    if (effect === undefined || decision.removals.length === 0) continue;
    for (const id of bound.group.members ?? []) {
      if (model.index.users.get(id)?.assignments !== undefined) continue;
      for (const { skuId, reasons } of decision.removals) {
        const name = model.index.users.get(id)?.userPrincipalName ?? id;
        losses.push({ userId: id, name, path: { kind: "groupRemoved", group: bound.id }, skuId, fromSku: skuId, critical: [], reasons });
      }
    }
  }
  return losses;
}

/** Everybody who loses something by the whole plan, over all paths: the unit of the guard. */
export function collectLosses(model: Model): Loss[] {
  const groups = new Map(model.groupModels.map(({ bound, decision }) => [bound.id, decision]));
  const losses: Loss[] = [];
  for (const person of model.people) {
    const { before, after, bound, decision } = person;
    if (decision.grants.length === 0 && decision.removals.length === 0 && person.memberOf.length === 0) continue;
    for (const loss of lossesBetween(model.index, model.catalog, before, after, grantedTo(person))) {
      losses.push({ userId: bound.id, name: bound.name, ...loss, reasons: reasonsFor(loss.path, loss.fromSku, person, groups) });
    }
  }
  return [...losses, ...unseenLosses(model)];
}

/** SKUs that a person holds by some path, without errors of groups. */
export function heldSkus(assignments: readonly ObservedAssignment[]): Set<SkuId> {
  const held = new Set<SkuId>();
  for (const assignment of assignments) if (assignment.assignedByGroup === undefined || assignment.state !== "Error") held.add(assignment.skuId);
  return held;
}
