import { heldSkus, isHeld, isSound } from "../basis/holdings";
import type { GroupModel, Model } from "../decide/model";
import type { ObservedAssignment, ObservedUser, SkuId } from "../../terms/observed";
import { scarceSkus, type Pool } from "./seats";
import type { SeatLine } from "../../terms/plan";
import { sortedUnique } from "../basis/sets";
import { byText } from "../../text/order";

/** A group of the stack, and members for whom it had no seat when Graph last tried, and has one now. */
export interface Stranded {
  readonly group: GroupModel;
  readonly members: readonly ObservedUser[];
  readonly skuIds: readonly SkuId[];
}

/**
 * Members whom Graph could not give what their group has, for want of a seat, as far as the seats reach that this run
 * leaves. Graph does not try again by itself (facts, section 4): the run asks it to.
 *
 * Graph then looks at everything that a person has from groups. Left out is therefore who holds something from a
 * group in spite of an error, which might go by it, and who is protected. Groups that the run changes are processed
 * by that.
 */
export function strandedMembers(
  model: Model,
  seats: readonly SeatLine[],
  pools: () => ReadonlyMap<SkuId, Pool>,
): readonly Stranded[] {
  const waiting = model.groupModels
    .filter(({ effect, withheld }) => effect === undefined && withheld !== true)
    .map((group) => ({ group, members: failedMembers(model, group) }));
  if (waiting.every(({ members }) => members.length === 0)) return [];
  const after = new Map(model.people.map((person) => [person.bound.id, person.after]));
  const afterwards = (user: ObservedUser): ObservedUser => ({
    ...user,
    assignments: after.get(user.id) ?? user.assignments ?? [],
  });
  const candidates = waiting.map(({ group, members }) => ({
    group,
    members: members.map(afterwards).filter((user) => lacksDeclared(group, user)),
  }));
  const free = new Map([...pools()].map(([skuId, { bought, used }]) => [skuId, bought - used]));
  for (const { skuId, bought, usedAfter } of seats) free.set(skuId, bought - usedAfter);
  const served = strandedOf(
    candidates.map(({ group, members }) => ({
      group,
      members: members.filter((user) => takeSeats(free, missing(group, user))),
    })),
  );
  const scarce = scarceSkus(withStranded(seats, served, pools));
  // Whoever gives something up in this run must not wait in between for a seat that comes late: the next run serves
  // them.
  const giving = new Set(
    model.people.filter(({ decision }) => decision.removals.length > 0).map(({ bound }) => bound.id),
  );
  return strandedOf(
    served.map(({ group, members, skuIds }) => ({
      group,
      members: skuIds.some((skuId) => scarce.has(skuId)) ? members.filter(({ id }) => !giving.has(id)) : members,
    })),
  );
}

function strandedOf(groups: readonly Omit<Stranded, "skuIds">[]): readonly Stranded[] {
  return groups
    .filter(({ members }) => members.length > 0)
    .map(({ group, members }) => ({
      group,
      members,
      skuIds: sortedUnique(members.flatMap((user) => missing(group, user))),
    }));
}

function failedMembers({ index, protection }: Model, group: GroupModel): ObservedUser[] {
  const members = (group.bound.group.members ?? []).flatMap((id) => index.users.get(id) ?? []);
  return members
    .filter((user) => isWithoutSeat(group, user) && !risks(user) && !protection.ids.has(user.id))
    .sort((a, b) => byText(a.userPrincipalName, b.userPrincipalName));
}

const failedWays = ({ bound }: GroupModel, { assignments = [] }: ObservedUser): ObservedAssignment[] =>
  assignments.filter((way) => way.assignedByGroup === bound.id && !isHeld(way));

/** One SKU for which there is no seat is enough for all of a group to fail: the others then say `Other`. */
function isWithoutSeat(group: GroupModel, user: ObservedUser): boolean {
  const errors = failedWays(group, user).map(({ error }) => error);
  return errors.includes("CountViolation") && errors.every((error) => error === "CountViolation" || error === "Other");
}

/** A member who goes on waiting: of these SKUs there is no seat, and Graph gives none of the others without them. */
export interface Unserved {
  readonly group: GroupModel;
  readonly user: ObservedUser;
  readonly without: readonly SkuId[];
  readonly others: readonly SkuId[];
}

/** Those of the members without a seat whom the run does not serve, of groups that it leaves as they are. */
export function unservedMembers(model: Model, stranded: readonly Stranded[]): readonly Unserved[] {
  return model.groupModels.flatMap((group) => {
    if (group.effect !== undefined) return [];
    const served = new Set(stranded.filter((one) => one.group === group).flatMap(({ members }) => members.map(idOf)));
    return failedMembers(model, group)
      .filter((user) => !served.has(user.id) && lacksDeclared(group, user))
      .map((user): Unserved => {
        const lacking = new Set(missing(group, user));
        const ways = failedWays(group, user).filter(({ skuId }) => group.licenses.has(skuId) && lacking.has(skuId));
        const of = (isCount: boolean): SkuId[] =>
          ways.filter(({ error }) => (error === "CountViolation") === isCount).map(({ skuId }) => skuId);
        return { group, user, without: of(true), others: of(false) };
      });
  });
}

const idOf = ({ id }: ObservedUser): string => id;

/** After the run, which may take from somebody, or give, on another path what the group could not give. */
function lacksDeclared(group: GroupModel, user: ObservedUser): boolean {
  const held = heldSkus(user.assignments ?? []);
  return failedWays(group, user).some(({ skuId }) => group.licenses.has(skuId) && !held.has(skuId));
}

function risks({ assignments = [] }: ObservedUser): boolean {
  return assignments.some((way) => way.assignedByGroup !== undefined && isHeld(way) && !isSound(way));
}

/** What the group has and the person has on no path. */
function missing({ bound }: GroupModel, { assignments = [] }: ObservedUser): SkuId[] {
  const held = heldSkus(assignments);
  return bound.group.licenses.map(({ skuId }) => skuId).filter((skuId) => !held.has(skuId));
}

function takeSeats(free: Map<SkuId, number>, skuIds: readonly SkuId[]): boolean {
  if (skuIds.some((skuId) => (free.get(skuId) ?? 0) < 1)) return false;
  for (const skuId of skuIds) free.set(skuId, (free.get(skuId) ?? 0) - 1);
  return true;
}

/** The lines of a plan's seats with those that stranded members will take. */
export function withStranded(
  seats: readonly SeatLine[],
  stranded: readonly Stranded[],
  pools: () => ReadonlyMap<SkuId, Pool>,
): readonly SeatLine[] {
  const lines = new Map(seats.map((line) => [line.skuId, line]));
  for (const { group, members } of stranded) {
    for (const skuId of members.flatMap((user) => missing(group, user))) {
      const line = lines.get(skuId) ?? unchanged(skuId, pools());
      lines.set(skuId, { ...line, gained: line.gained + 1, usedAfter: line.usedAfter + 1 });
    }
  }
  return [...lines.values()].sort((a, b) => byText(a.skuId, b.skuId));
}

function unchanged(skuId: SkuId, pools: ReadonlyMap<SkuId, Pool>): SeatLine {
  const { bought, warning, used } = pools.get(skuId) ?? { bought: 0, warning: 0, used: 0 };
  return { skuId, bought, warning, usedNow: used, usedAfter: used, gained: 0, freed: 0, short: 0, goWithout: [] };
}
