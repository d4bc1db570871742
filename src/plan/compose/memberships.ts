import { digestOf } from "../basis/digest";
import { changesRule, type GroupModel, type Model } from "../decide/model";
import type { ObjectId } from "../../terms/observed";
import type { Membership } from "../../terms/plan";
import { byText } from "../../text/order";

/** Groups that the stack makes and that are not there yet, or whose members change; by name. */
export function membershipsOf(model: Model): readonly Membership[] {
  return model.groupModels
    .flatMap((group) => membershipOf(group, model) ?? [])
    .sort((a, b) => byText(a.name, b.name) || byText(a.group, b.group));
}

function membershipOf(group: GroupModel, model: Model): Membership | undefined {
  const { bound, members } = group;
  if (members === undefined) return undefined;
  const { joining, leaving, rule } = members;
  const isNew = bound.isNew === true;
  if (!isNew && joining.size + leaving.size === 0 && !changesRule(group)) return undefined;
  const namesOf = (ids: ReadonlySet<ObjectId>): readonly string[] =>
    [...ids].map((id) => model.index.users.get(id)?.userPrincipalName ?? id).sort(byText);
  const sorted = (ids: Iterable<ObjectId>): readonly ObjectId[] => [...ids].sort(byText);
  const told = rule !== undefined && (isNew || changesRule(group)) ? rule : undefined;
  return {
    group: bound.id,
    name: bound.name,
    ...(isNew && { isNew }),
    join: namesOf(joining),
    leave: namesOf(leaving),
    ...(told !== undefined && { rule: told }),
    ...(bound.make?.place !== undefined && { place: bound.make.place }),
    digest: digestOf({
      name: bound.name,
      isNew,
      join: sorted(joining),
      leave: sorted(leaving),
      rule: told === undefined ? [] : [told.before ?? null, told.after],
      // Of a rule nobody knows before whom it leaves: whoever is in the group is part of what was approved.
      members: changesRule(group) ? sorted(bound.group.members ?? []) : [],
    }),
  };
}
