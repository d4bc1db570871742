import { collectLosses } from "../guard/collect-losses";
import { listSome, people } from "../basis/findings";
import type { Model } from "../decide/model";
import { isHeld } from "../basis/holdings";
import type { ObjectId, ObservedAssignment } from "../../terms/observed";
import type { Loss } from "../../terms/plan";
import { byText } from "../../text/order";

/** Groups and people that stay as they are, by id, with the names of those who would lose something by their change. */
export type HeldBack = ReadonlyMap<ObjectId, ReadonlySet<string>>;

/**
 * Under `onShortage: assignInOrder` whoever finds no seat keeps what there was. What comes from a group would not be
 * kept if the group gave it up meanwhile: such a group waits too, as a whole, like the people; and so does whoever
 * relied on what it was to give. What is lost with seats for everybody, too, is lost in any case.
 *
 * @param anyway what is lost if there were seats, see {@link lostAnyway}
 * @param served what everybody becomes, with those who wait
 */
export function heldBackBy(anyway: ReadonlySet<string>, served: Model): HeldBack {
  const held = new Map<ObjectId, Set<string>>();
  for (const loss of collectLosses(served)) {
    if (thingsOf(loss).every((thing) => anyway.has(thing))) continue;
    const cause = "group" in loss.path ? loss.path.group : loss.userId;
    held.set(cause, new Set([...(held.get(cause) ?? []), loss.name]));
  }
  return held;
}

/** What is lost where everybody becomes what is wanted, since there are seats. */
export function lostAnyway(wanted: Model): ReadonlySet<string> {
  return new Set(collectLosses(withSeats(wanted)).flatMap(thingsOf));
}

/** Ways in which somebody would have a SKU if a group had found a seat for it, also where it is that of another SKU. */
function isShort(way: ObservedAssignment, all: readonly ObservedAssignment[]): boolean {
  if (isHeld(way) || (way.error !== "CountViolation" && way.error !== "Other")) return false;
  return all.some(
    ({ error, assignedByGroup }) => error === "CountViolation" && assignedByGroup === way.assignedByGroup,
  );
}

/** Whether the plan changes something for somebody for whom a group had no seat when Graph last tried. */
export function missSeats({ people }: Model): boolean {
  return people.some(
    ({ memberOf, decision, after }) =>
      (memberOf.length > 0 || decision.removals.length > 0 || decision.grants.length > 0) &&
      after.some((way) => isShort(way, after)),
  );
}

/** The same where groups had found seats for everybody: what is lost then is lost for another reason. */
function withSeats(model: Model): Model {
  if (!missSeats(model)) return model;
  const given = ({ skuId, assignedByGroup = "", disabledPlans }: ObservedAssignment): ObservedAssignment => {
    return { skuId, assignedByGroup, disabledPlans, state: "Active" };
  };
  const people = model.people.map((person) => {
    const { after } = person;
    return { ...person, after: after.map((way) => (isShort(way, after) ? given(way) : way)) };
  });
  return { ...model, people };
}

/** What one person loses, each thing a text of its own. */
function thingsOf({ userId, skuId, critical }: Loss): string[] {
  return [...(skuId === undefined ? [] : [skuId]), ...critical].map((thing) => `${userId} ${thing}`);
}

export function reportHeldBack({ groups, users, findings }: Model, held: HeldBack): void {
  for (const { id, name, declared } of [...groups.bound, ...users.bound]) {
    const losing = [...(held.get(id) ?? [])].sort(byText);
    if (losing.length === 0) continue;
    findings.add({
      code: "waits-too",
      severity: "warning",
      key: id,
      principal: name,
      place: declared?.declarations[0]?.place,
      message: () =>
        `${name} stays as it is in this run: while others wait for a seat, ${people(losing.length)} would lose ` +
        `something by the change: ${listSome(losing)}.`,
      remedy: "Buy the seats that are short; the next run then makes the change.",
    });
  }
}
