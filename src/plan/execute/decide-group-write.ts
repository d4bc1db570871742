import { listSome } from "../basis/findings";
import { isHeld, isSound } from "../basis/holdings";
import type { ObjectId, ObservedAssignment, ObservedGroup, ObservedUser, PlanId, SkuId } from "../../terms/observed";
import type { Transition } from "../../terms/plan";
import { sameMembers, sortedUnique } from "../basis/sets";
import { type Allowance, untoldLosses, type WriteContext, type WriteDecision, withdrawnKey } from "./decide-write";
import { firstCall, heldBackText, sortRemovals, type Stays } from "./sort-removals";
import type { PrincipalWrite } from "../../terms/port";
import { byText } from "../../text/order";

type License = ObservedGroup["licenses"][number];

/** Plans that are off while a group only gives: nothing that was on goes off before the people are done. */
function givingPlans(before: readonly PlanId[] | undefined, after: readonly PlanId[]): readonly PlanId[] {
  return before === undefined ? after : after.filter((plan) => before.includes(plan));
}

function writeOf(
  transition: Transition,
  add: readonly License[],
  remove: readonly SkuId[],
  alone: readonly SkuId[] = [],
): Exclude<WriteDecision, { kind: "skip" }> {
  if (add.length + remove.length + alone.length === 0) return { kind: "nothing" };
  const write = { principal: "group", id: transition.id, name: transition.name, add, remove } as const;
  return { kind: "write", ...firstCall(write, alone) };
}

function licensesOf(group: ObservedGroup): Map<SkuId, readonly PlanId[]> {
  return new Map(group.licenses.map((license) => [license.skuId, license.disabledPlans]));
}

/** The first call for a group: what it gives and switches on. */
export function decideGroupGiving(transition: Transition, group: ObservedGroup | undefined): WriteDecision {
  if (group === undefined) return { kind: "skip", why: "the group can no longer be read" };
  const given = licensesOf(group);
  const add: License[] = [];
  for (const { skuId, disabledPlans } of transition.grants) {
    const before = given.get(skuId);
    const wanted = givingPlans(before, disabledPlans);
    if (before === undefined || !sameMembers(before, wanted)) add.push({ skuId, disabledPlans: wanted });
  }
  return writeOf(transition, add, []);
}

/** A member whom the change reaches, with what the plan said about it. */
export interface Member {
  readonly user: ObservedUser;
  readonly allowance: Allowance;
}

/** A member's assignments once the group's call is done and processed. */
function afterTaking(
  assignments: readonly ObservedAssignment[],
  { id, add, remove }: Pick<PrincipalWrite, "id" | "add" | "remove">,
): ObservedAssignment[] {
  const plans = new Map(add.map((license) => [license.skuId, license.disabledPlans]));
  return assignments.flatMap((assignment) => {
    if (assignment.assignedByGroup !== id) return [assignment];
    if (remove.includes(assignment.skuId)) return [];
    const disabledPlans = plans.get(assignment.skuId);
    return disabledPlans === undefined ? [assignment] : [{ ...assignment, disabledPlans }];
  });
}

/**
 * What another group may rely on while this call is on its way: what it takes and switches off is gone, and what it
 * switches on is not there yet.
 */
export function duringTaking(
  assignments: readonly ObservedAssignment[],
  write: Pick<PrincipalWrite, "id" | "add" | "remove">,
): ObservedAssignment[] {
  const off = new Map(
    assignments.filter((way) => way.assignedByGroup === write.id).map((way) => [way.skuId, way.disabledPlans]),
  );
  const add = write.add.map(({ skuId, disabledPlans }): License => ({
    skuId,
    disabledPlans: sortedUnique([...disabledPlans, ...(off.get(skuId) ?? [])]),
  }));
  return afterTaking(assignments, { ...write, add });
}

/** Whether the member has the SKU on a path that stays. */
function isKept(context: WriteContext, user: ObservedUser, group: ObjectId, skuId: SkuId): boolean {
  return (user.assignments ?? []).some((way) => {
    if (way.skuId !== skuId || way.assignedByGroup === group) return false;
    if (way.assignedByGroup === undefined) return isHeld(way);
    return isSound(way) && !context.withdrawn.has(withdrawnKey(way.assignedByGroup, skuId));
  });
}

/**
 * The second call for a group: what it takes away and switches off. A SKU stays where a member who shall keep it does
 * not have it on another path yet, or where a member would lose what the plan did not tell.
 */
export function decideGroupTaking(
  context: WriteContext,
  transition: Transition,
  group: ObservedGroup | undefined,
  members: readonly Member[],
  unreadable: readonly string[],
  refused?: Stays,
): WriteDecision {
  if (group === undefined) return { kind: "skip", why: "the group can no longer be read" };
  if (unreadable.length > 0)
    return {
      kind: "skip",
      why: `${unreadable.length} of its members can no longer be read, so that what they would lose is not known`,
    };
  const given = licensesOf(group);
  const due = transition.removals.map((removal) => removal.skuId).filter((skuId) => given.has(skuId));
  const sorted = sortRemovals(context, due, refused);
  const remove = new Set([...sorted.remove, ...sorted.alone]);
  const add = transition.grants.flatMap(({ skuId, disabledPlans }): License[] => {
    const before = given.get(skuId);
    return before === undefined || sameMembers(before, disabledPlans) ? [] : [{ skuId, disabledPlans }];
  });
  const waiting = new Set<string>();
  const holdBack = (skuId: SkuId, name: string): void => {
    remove.delete(skuId);
    const at = add.findIndex((license) => license.skuId === skuId);
    if (at >= 0) add.splice(at, 1);
    waiting.add(name);
  };
  const keepers = new Map(transition.removals.map((removal) => [removal.skuId, new Set(removal.keptBy)]));
  for (const { user, allowance } of members) {
    const states = user.assignments ?? [];
    for (const skuId of [...remove]) {
      if (keepers.get(skuId)?.has(user.id) === true && !isKept(context, user, transition.id, skuId))
        holdBack(skuId, user.userPrincipalName);
    }
    if (
      untoldLosses(context, states, afterTaking(states, { id: transition.id, add, remove: [...remove] }), allowance)
        .length === 0
    )
      continue;
    const reached = states
      .filter((state) => state.assignedByGroup === transition.id && isHeld(state))
      .map((state) => state.skuId);
    for (const skuId of reached) holdBack(skuId, user.userPrincipalName);
  }
  const isLeft = (skuId: SkuId): boolean => remove.has(skuId);
  const decision = writeOf(
    transition,
    add,
    sorted.remove.filter(isLeft).sort(byText),
    sorted.alone.filter(isLeft).sort(byText),
  );
  const without =
    `what it takes away stays, since at least ${waiting.size} of its members would be without ` +
    `(${listSome([...waiting].sort(byText), 3)}); the next run tries again`;
  return { ...decision, ...heldBackText([...(waiting.size === 0 ? [] : [without]), ...sorted.heldBack]) };
}
