import { digestOf } from "../basis/digest";
import { heldSkus } from "../basis/holdings";
import type { GroupModel, Model, PersonModel } from "../decide/model";
import type { ObjectId, SkuId } from "../../terms/observed";
import type { Grant, Removal, Transition } from "../../terms/plan";
import type { Stranded } from "../seats/stranded";
import { byText } from "../../text/order";

function kindOf(grants: readonly Grant[], removals: readonly Removal[]): Transition["kind"] {
  const news = grants.some((grant) => grant.disabledBefore === undefined);
  if (news) return removals.length > 0 ? "swap" : "grant";
  if (removals.length > 0) return grants.length > 0 ? "swap" : "withdraw";
  return grants.length > 0 ? "adjust" : "locate";
}

const bySku = (a: { skuId: SkuId }, b: { skuId: SkuId }): number => byText(a.skuId, b.skuId);

function placeOf(principal: PersonModel["bound"] | GroupModel["bound"]): Pick<Transition, "place"> {
  const place = principal.declared?.declarations.find((declaration) => declaration.place !== undefined)?.place;
  return place === undefined ? {} : { place };
}

/** Ledger and desired side of a digest. */
function standOf({ bound, licenses }: PersonModel | GroupModel): unknown {
  return {
    desired: [...licenses.values()].sort(bySku).map((license) => [license.skuId, license.selection]),
    location: bound.declared?.usageLocation,
    owned: bound.owned?.skus,
  };
}

function userTransition(person: PersonModel): Transition | undefined {
  const { bound, decision, location, before } = person;
  if (decision.grants.length === 0 && decision.removals.length === 0 && location === undefined) return undefined;
  const grants = [...decision.grants].sort(bySku);
  const removals = [...decision.removals].sort(bySku);
  const states = before
    .map((state) =>
      [
        state.skuId,
        state.assignedByGroup ?? "",
        [...state.disabledPlans].sort(byText),
        state.state,
        state.error ?? "",
      ].join(" "),
    )
    .sort(byText);
  const change = {
    location,
    grants: grants.map((grant) => [grant.skuId, grant.disabledPlans]),
    removals: removals.map((removal) => removal.skuId),
  };
  return {
    principal: "user",
    id: bound.id,
    name: bound.name,
    currentName: bound.user.userPrincipalName,
    kind: kindOf(grants, removals),
    ...(location !== undefined && { usageLocation: location }),
    grants,
    removals,
    ...placeOf(bound),
    digest: digestOf({ id: bound.id, ...(standOf(person) as object), states, at: bound.user.usageLocation, change }),
  };
}

/** Members who keep a SKU on another path after the group stops giving it. */
function keepers(skuId: SkuId, group: ObjectId, people: readonly PersonModel[]): ObjectId[] {
  return people
    .filter(
      ({ before, after }) =>
        before.some((state) => state.skuId === skuId && state.assignedByGroup === group) && heldSkus(after).has(skuId),
    )
    .map((person) => person.bound.id)
    .sort(byText);
}

function groupTransition({ bound, decision, licenses, effect }: GroupModel, model: Model): Transition | undefined {
  if (effect === undefined) return undefined;
  const grants = [...decision.grants].sort(bySku);
  const removals = [...decision.removals].sort(bySku).map((removal) => {
    const keptBy = keepers(removal.skuId, bound.id, model.people);
    return keptBy.length === 0 ? removal : { ...removal, keptBy };
  });
  const given = bound.group.licenses
    .map((license) => [license.skuId, ...[...license.disabledPlans].sort(byText)].join(" "))
    .sort(byText);
  const takes = removals.length > 0 || grants.some((grant) => grant.disabledBefore !== undefined);
  const change = {
    grants: grants.map((grant) => [grant.skuId, grant.disabledPlans]),
    removals: removals.map((removal) => removal.skuId),
  };
  return {
    principal: "group",
    id: bound.id,
    name: bound.name,
    currentName: bound.group.displayName,
    kind: kindOf(grants, removals),
    grants,
    removals,
    ...placeOf(bound),
    // Whom a group takes something from is part of what was approved; whom it gives something to is not.
    digest: digestOf({
      id: bound.id,
      ...(standOf({ bound, licenses, decision }) as object),
      given,
      change,
      members: takes ? [...(bound.group.members ?? [])].sort(byText) : [],
    }),
  };
}

function reprocessing({ group, members, skuIds }: Stranded): Transition {
  const { bound, licenses } = group;
  const again = { skuIds, members: members.map((user) => ({ id: user.id, name: user.userPrincipalName })) };
  return {
    principal: "group",
    id: bound.id,
    name: bound.name,
    currentName: bound.group.displayName,
    kind: "reprocess",
    grants: [],
    removals: [],
    again,
    ...placeOf(bound),
    digest: digestOf({ id: bound.id, ...(standOf({ bound, licenses, decision: group.decision }) as object), again }),
  };
}

/** One transition a changed principal, groups first, then by name and id. */
export function transitionsOf(model: Model, stranded: readonly Stranded[]): Transition[] {
  const groups = [
    ...model.groupModels.flatMap((group) => groupTransition(group, model) ?? []),
    ...stranded.map(reprocessing),
  ];
  const users: Transition[] = [];
  for (const person of model.people) {
    const transition = userTransition(person);
    if (transition !== undefined) users.push(transition);
  }
  const byName = (a: Transition, b: Transition): number => byText(a.name, b.name) || byText(a.id, b.id);
  return [...groups.sort(byName), ...users.sort(byName)];
}
