import type { ObjectId, ObservedAssignment } from "../../terms/observed";
import type { Transition } from "../../terms/plan";
import { decideGroupGiving, decideGroupTaking, duringTaking, type Member } from "./decide-group-write";
import type { WriteDecision } from "./decide-write";
import type { Round, Seating } from "./round";
import type { RunState } from "./run-state";
import { moveOfGiving } from "./seat-moves";
import type { Run } from "./step";

const idsOf = (transitions: readonly Transition[]): ObjectId[] => transitions.map((transition) => transition.id);

/** Gives groups what they are to give, where there are seats for their members. */
export function* giveToGroups(round: Round, transitions: readonly Transition[], title: string, seats: Seating): Run {
  const { state } = round;
  if (transitions.length === 0) return;
  yield* round.reread([], idsOf(transitions));
  const moves = new Map(transitions.map((transition) => [transition.id, () => moveOfGiving(state, transition)]));
  const writes = transitions.flatMap(
    (transition) => round.note(transition, decideGroupGiving(transition, state.group(transition.id)), "giving") ?? [],
  );
  const chosen = round.choose(
    writes,
    ({ id }) => moves.get(id)?.() ?? { id, needs: new Map(), frees: new Map() },
    seats,
  );
  yield* round.write(chosen, title);
  for (const { id } of chosen) round.given.add(id);
}

/** Waits, bounded, until Graph has processed what these groups were sent; what their members have then is counted. */
export function* awaitGroups(round: Round, ids: readonly ObjectId[]): Run {
  const { state } = round;
  const changed = ids.filter(
    (id) => state.courses.get(id)?.done === true && state.courses.get(id)?.problem === undefined,
  );
  if (changed.length > 0) {
    const { unfinished = [] } = yield { kind: "await", groupIds: changed };
    for (const id of changed) if (!unfinished.includes(id)) state.unfinishedGroups.delete(id);
  }
  yield* countSeats(round, ids);
}

/**
 * Members of groups take and free seats without a write of ours: where seats are short they are read again. Otherwise
 * only people of the stack are, whose lines tell what stands.
 */
function* countSeats(round: Round, groupIds: readonly ObjectId[]): Run {
  const { state, scarce } = round;
  const members = new Set(groupIds.flatMap((id) => state.membersOf(id)));
  const ofStack = new Set(
    state.model.people
      .filter(({ bound }) => bound.declared !== undefined || bound.owned !== undefined)
      .map(({ bound }) => bound.id),
  );
  const ids = scarce ? [...members] : [...members].filter((id) => ofStack.has(id));
  if (ids.length > 0) yield* round.reread(ids, []);
}

/**
 * Takes from groups what they are to lose, once nobody would be without; who joined meanwhile is looked at too. The
 * groups are sent together, so each is weighed after those before it: of two ways to the same service only the last
 * one matters.
 */
export function* takeFromGroups(round: Round, transitions: readonly Transition[], title: string): Run {
  const { state } = round;
  if (transitions.length === 0) return;
  const known = new Set(transitions.flatMap((transition) => state.membersOf(transition.id)));
  yield* round.reread([...known], idsOf(transitions));
  const joined = transitions.flatMap((transition) => state.membersOf(transition.id)).filter((id) => !known.has(id));
  if (joined.length > 0) yield* round.reread([...new Set(joined)], []);
  const left = new Map<ObjectId, readonly ObservedAssignment[]>();
  const writes = transitions.flatMap((transition) => {
    const write = round.note(transition, decideTaking(state, transition, left), "taking");
    if (write === undefined) return [];
    const whole = { ...write, remove: [...write.remove, ...round.aloneOf(write.id)] };
    for (const id of state.membersOf(write.id))
      left.set(id, duringTaking(left.get(id) ?? state.expected(id)?.assignments ?? [], whole));
    return [write];
  });
  yield* round.write(writes, title);
  if (!state.stopped)
    yield* awaitGroups(
      round,
      writes.map((write) => write.id),
    );
}

/**
 * @param left what members have for certain while the calls for the groups before this one are on their way, where that
 * differs from what is expected anyway
 */
function decideTaking(
  state: RunState,
  transition: Transition,
  left: ReadonlyMap<ObjectId, readonly ObservedAssignment[]>,
): WriteDecision {
  const members: Member[] = [];
  const unreadable: string[] = [];
  const planned = new Set(state.model.groupModels.find(({ bound }) => bound.id === transition.id)?.bound.group.members);
  for (const id of state.membersOf(transition.id)) {
    const user = state.expected(id);
    if (user?.assignments !== undefined)
      members.push({
        user: { ...user, assignments: left.get(id) ?? user.assignments },
        allowance: state.allowance(id),
      });
    else if (!planned.has(id) || state.model.index.users.get(id)?.assignments !== undefined) unreadable.push(id);
  }
  const { id } = transition;
  return decideGroupTaking(state.context, transition, state.group(id), members, unreadable, state.refusedOf(id));
}

/**
 * Asks Graph to try again for members who got nothing for want of a seat that is free now: of groups of this run all,
 * of others those whom the plan names.
 */
export function* reprocess(round: Round, groups: readonly ObjectId[]): Run {
  const { state } = round;
  const members = new Map(groups.map((id) => [id, new Set(state.reprocessed(id))]));
  const memberIds = [...new Set([...members.values()].flatMap((ids) => [...ids]))];
  if (memberIds.length === 0) return;
  yield* round.reread(memberIds, groups);
  const lacksSeat = (id: ObjectId): boolean =>
    state
      .assignments(id)
      .some(
        (way) =>
          way.error === "CountViolation" &&
          members.get(way.assignedByGroup ?? "")?.has(id) === true &&
          state.seats.isPerhapsFree(way.skuId),
      );
  const waiting = round.reprocessable(memberIds.filter(lacksSeat));
  if (waiting.length > 0) {
    const { outcomes = [], interruption } = yield { kind: "reprocess", userIds: waiting };
    for (const outcome of outcomes) round.noteReprocessed(outcome, members);
    if (interruption !== undefined) state.interrupt(interruption);
    if (!state.stopped) yield* round.reread(memberIds, groups);
  }
  if (!state.stopped) round.finishReprocessing(groups);
}
