import type { Decision, Model, PersonModel } from "../decide/model";
import { afterGroups, heldSkus } from "../basis/holdings";
import { type BareLoss, lossesBetween } from "./losses";
import type { ObjectId, ObservedAssignment, SkuId } from "../../terms/observed";
import type { Grant, Loss, Reason } from "../../terms/plan";
import { lossesByRules, ofLeavers, unseenLeavers } from "./membership-losses";
import { byText } from "../../text/order";

/**
 * SKUs that the plan gives to a person, by its own transition or a group's. What merely comes by another way than
 * before is not given.
 */
export function grantedTo(person: PersonModel): Set<SkuId> {
  const had = heldSkus(person.before);
  const granted = new Set<SkuId>();
  for (const { skuId } of person.decision.grants) if (!had.has(skuId)) granted.add(skuId);
  for (const effect of person.memberOf)
    for (const skuId of effect.grants.keys()) if (!had.has(skuId)) granted.add(skuId);
  return granted;
}

type Change = Pick<Grant, "skuId" | "reasons">;

/** The reasons of the change by which a loss comes about: one of the person's own, or of a group. */
function reasonsOf(
  { path, fromSku }: BareLoss,
  ofGroups: ReadonlyMap<ObjectId, readonly Change[]>,
  own: readonly Change[],
): readonly Reason[] {
  const changes = "group" in path ? (ofGroups.get(path.group) ?? []) : own;
  return changes.filter((change) => change.skuId === fromSku).flatMap((change) => change.reasons);
}

function changesOf({ removals, grants }: Decision): readonly Change[] {
  return [...removals, ...grants];
}

function changesOfGroups(model: Model): ReadonlyMap<ObjectId, readonly Change[]> {
  return new Map(model.groupModels.map(({ bound, decision }) => [bound.id, changesOf(decision)]));
}

/**
 * Members of changed groups who could not be read: nobody knows what else they hold, nor whether what a group gives
 * them arrives. So what a group takes from them counts, and nothing makes up for it but what the same group goes on
 * giving: one group's licences come to a member all together, or not at all.
 */
function unseenLosses(model: Model, ofGroups: ReadonlyMap<ObjectId, readonly Change[]>): Loss[] {
  const losses = new Map<ObjectId, Map<string, Loss>>();
  for (const { bound, effect } of model.groupModels) {
    if (effect === undefined) continue;
    const before = bound.group.licenses.map(({ skuId, disabledPlans }): ObservedAssignment => ({
      skuId,
      assignedByGroup: bound.id,
      disabledPlans,
      state: "Active",
    }));
    const taken = lossesBetween(
      model.index,
      model.catalog,
      before,
      afterGroups({ assignments: before }, model.effects, []),
      new Set(),
    );
    for (const id of taken.length === 0 ? [] : (bound.group.members ?? [])) {
      const user = model.index.users.get(id);
      if (user?.assignments !== undefined) continue;
      const known = losses.get(id) ?? new Map<string, Loss>();
      losses.set(id, known);
      // Two groups may take the same; it is lost once.
      for (const loss of taken) {
        const key = JSON.stringify([loss.skuId, loss.critical]);
        if (!known.has(key))
          known.set(key, {
            userId: id,
            name: user?.userPrincipalName ?? id,
            ...loss,
            reasons: reasonsOf(loss, ofGroups, []),
          });
      }
    }
  }
  return [...losses].sort(([a], [b]) => byText(a, b)).flatMap(([, personal]) => [...personal.values()]);
}

/** Everybody who loses something by the whole plan, over all paths: the unit of the guard. */
export function collectLosses(model: Model): Loss[] {
  const ofGroups = changesOfGroups(model);
  const losses: Loss[] = [];
  for (const person of model.people) {
    const { before, after, bound, decision } = person;
    if (decision.grants.length === 0 && decision.removals.length === 0 && person.memberOf.length === 0) continue;
    for (const loss of lossesBetween(model.index, model.catalog, before, after, grantedTo(person))) {
      losses.push({
        userId: bound.id,
        name: bound.name,
        ...loss,
        path: ofLeavers(person, loss.path),
        reasons: reasonsOf(loss, ofGroups, changesOf(decision)),
      });
    }
  }
  return [...losses, ...unseenLosses(model, ofGroups), ...unseenLeavers(model), ...lossesByRules(model)];
}
