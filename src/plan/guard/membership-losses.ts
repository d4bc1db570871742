import { changesRule, groupAfter, type Model, type PersonModel } from "../decide/model";
import { lossesBetween } from "./losses";
import type { ObjectId, ObservedAssignment } from "../../terms/observed";
import type { Loss, LossPath } from "../../terms/plan";
import { byText } from "../../text/order";

/** What goes with a group from somebody whom the run takes out of it. */
export function ofLeavers({ memberOf }: PersonModel, path: LossPath): LossPath {
  if (path.kind !== "groupRemoved") return path;
  const { group } = path;
  return memberOf.some(({ id, leaves }) => leaves === true && id === group) ? { kind: "leftGroup", group } : path;
}

/** People whom the run takes out of a group and who could not be read: all that the group gives is lost to them. */
export function unseenLeavers(model: Model): Loss[] {
  return model.groupModels.flatMap(({ bound, members }) => {
    const given = bound.group.licenses.map(({ skuId, disabledPlans }): ObservedAssignment => ({
      skuId,
      assignedByGroup: bound.id,
      disabledPlans,
      state: "Active",
    }));
    const unseen = [...(members?.leaving ?? [])].filter((id) => model.index.users.get(id)?.assignments === undefined);
    return unseen.sort(byText).flatMap((id) =>
      lossesBetween(model.index, model.catalog, given, [], new Set()).map((loss) => ({
        userId: id,
        name: model.index.users.get(id)?.userPrincipalName ?? id,
        ...loss,
        path: { kind: "leftGroup", group: bound.id } as const,
        reasons: [],
      })),
    );
  });
}

/**
 * Where Entra is to decide by another rule about who is in a group, nobody knows before who stays. So everybody who has
 * something from the group counts as somebody who loses it.
 */
export function lossesByRules(model: Model): Loss[] {
  const changed = model.groupModels.filter(changesRule);
  if (changed.length === 0) return [];
  const known = new Map(model.people.map((person) => [person.bound.id, person]));
  return changed.flatMap((group) => {
    const { id } = group.bound;
    const concerned = new Set<ObjectId>(group.bound.group.members);
    for (const user of model.index.users.values())
      if (user.assignments?.some(({ assignedByGroup }) => assignedByGroup === id) === true) concerned.add(user.id);
    const given = groupAfter(group).map(({ skuId, disabledPlans }): ObservedAssignment => ({
      skuId,
      assignedByGroup: id,
      disabledPlans,
      state: "Active",
    }));
    return [...concerned].sort(byText).flatMap((userId) => {
      const user = model.index.users.get(userId);
      const held = known.get(userId)?.after ?? user?.assignments ?? given;
      const without = held.filter(({ assignedByGroup }) => assignedByGroup !== id);
      return lossesBetween(model.index, model.catalog, held, without, new Set()).map((loss) => ({
        userId,
        name: known.get(userId)?.bound.name ?? user?.userPrincipalName ?? userId,
        ...loss,
        path: { kind: "ruleChanged", group: id } as const,
        reasons: [],
      }));
    });
  });
}
