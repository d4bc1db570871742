import { heldSkus } from "../basis/holdings";
import type { Model } from "../decide/model";
import type { ObjectId } from "../../terms/observed";
import type { Loss, MemberReach, Transition } from "../../terms/plan";
import { sortedUnique } from "../basis/sets";

interface Reached {
  readonly members: Set<ObjectId>;
  readonly gain: string[];
  readonly lose: string[];
}

/** The transitions of groups with the members whom they give something to, and from whom they take something. */
export function withReach(
  model: Model,
  transitions: readonly Transition[],
  losses: readonly Loss[],
): readonly Transition[] {
  const reached = new Map<ObjectId, Reached>();
  for (const { bound, effect } of model.groupModels)
    if (effect !== undefined) reached.set(bound.id, { members: new Set(bound.group.members), gain: [], lose: [] });
  if (reached.size === 0) return transitions;
  for (const { bound, before, memberOf } of model.people) {
    if (memberOf.length === 0) continue;
    const had = heldSkus(before);
    for (const { id, grants } of memberOf) {
      const of = reached.get(id);
      of?.members.add(bound.id);
      if ([...grants.keys()].some((skuId) => !had.has(skuId))) of?.gain.push(bound.name);
    }
  }
  for (const { path, name } of losses) if ("group" in path) reached.get(path.group)?.lose.push(name);
  return transitions.map((transition) => {
    const of = reached.get(transition.id);
    return of === undefined ? transition : { ...transition, reach: reachOf(of) };
  });
}

function reachOf({ members, gain, lose }: Reached): MemberReach {
  return { total: members.size, gain: sortedUnique(gain), lose: sortedUnique(lose) };
}
