import type { ObjectId, ObservedAssignment } from "../../terms/observed";
import type { Decision, GroupModel } from "./model";

type Assignments = readonly ObservedAssignment[];

const nothing: Assignments = [];

/** What licensed groups of the stack give to members whom Graph has not processed yet. */
export class ExpectedFromGroups {
  /** Indexed for the first who asks: only of whom something is taken it matters. */
  private byMember: ReadonlyMap<ObjectId, Assignments> | undefined;

  constructor(private readonly groups: readonly GroupModel[]) {}

  /** What is not among somebody's assignments yet. */
  of(id: ObjectId, groupsDone: Assignments): Assignments {
    const coming = (this.byMember ??= indexMembers(this.groups)).get(id) ?? nothing;
    return coming.filter(
      (one) => !groupsDone.some((known) => known.skuId === one.skuId && known.assignedByGroup === one.assignedByGroup),
    );
  }

  /** Of that, what a removal waits for: it goes only once that is there, so that nothing is lost. */
  reliedOn(id: ObjectId, groupsDone: Assignments, { removals }: Decision): Assignments {
    if (removals.length === 0) return nothing;
    return this.of(id, groupsDone).filter((one) =>
      removals.some((removal) => removal.skuId === one.skuId && removal.onlyIfInherited === one.assignedByGroup),
    );
  }
}

function indexMembers(groups: readonly GroupModel[]): ReadonlyMap<ObjectId, Assignments> {
  const byMember = new Map<ObjectId, Assignments>();
  for (const { bound, effect, members } of groups) {
    const { id: assignedByGroup, group } = bound;
    const given = group.licenses
      .filter(({ skuId }) => effect?.removals.has(skuId) !== true)
      .map(({ skuId, disabledPlans: before }): ObservedAssignment => {
        const disabledPlans = effect?.grants.get(skuId) ?? before;
        return { skuId, assignedByGroup, disabledPlans, state: "Active" };
      });
    for (const id of group.members ?? []) {
      if (members?.leaving.has(id) === true) continue;
      const known = byMember.get(id);
      byMember.set(id, known === undefined ? given : [...known, ...given]);
    }
  }
  return byMember;
}
