import { heldSkus } from "../basis/holdings";
import type { ObservedAssignment, SkuId } from "../../terms/observed";
import type { Transition } from "../../terms/plan";
import type { SeatMove } from "../seats/seat-order";
import { afterWrite } from "./decide-write";
import type { PrincipalWrite } from "../../terms/port";
import type { RunState } from "./run-state";

type Seats = Map<SkuId, number>;
const noSeats = (): Seats => new Map();

function count(seats: Seats, skuIds: Iterable<SkuId>): void {
  for (const skuId of skuIds) seats.set(skuId, (seats.get(skuId) ?? 0) + 1);
}

function compare(
  before: readonly ObservedAssignment[],
  after: readonly ObservedAssignment[],
  needs: Seats,
  frees: Seats,
): void {
  const [had, has] = [heldSkus(before), heldSkus(after)];
  count(
    needs,
    [...has].filter((skuId) => !had.has(skuId)),
  );
  count(
    frees,
    [...had].filter((skuId) => !has.has(skuId)),
  );
}

/** What one person's call needs and frees. */
export function moveOfWrite(state: RunState, write: PrincipalWrite): SeatMove {
  const [needs, frees] = [noSeats(), noSeats()];
  const before = state.assignments(write.id);
  compare(before, afterWrite(before, write), needs, frees);
  return { id: write.id, needs, frees };
}

/** What a person's transition needs and frees, as the person stands now. */
export function moveOfPerson(state: RunState, { id, grants, removals }: Transition): SeatMove {
  const [needs, frees] = [noSeats(), noSeats()];
  const before = state.assignments(id);
  compare(before, afterWrite(before, { add: grants, remove: removals.map(({ skuId }) => skuId) }), needs, frees);
  return { id, needs, frees };
}

/**
 * What a group's members need once the group gives what the plan gives it. Of members who cannot be read, what the
 * group has already is taken for held.
 */
export function moveOfGiving(state: RunState, { id, grants }: Transition): SeatMove {
  const [needs, frees] = [noSeats(), noSeats()];
  const group = state.group(id);
  const given = grants.map(({ skuId, disabledPlans }): ObservedAssignment => ({
    skuId,
    assignedByGroup: id,
    disabledPlans,
    state: "Active",
  }));
  const there = given.filter(({ skuId }) => group?.licenses.some((license) => license.skuId === skuId));
  for (const member of group?.members ?? []) {
    const before = state.user(member)?.assignments ?? there;
    compare(before, [...before, ...given], needs, frees);
  }
  return { id, needs, frees };
}

/** What is freed once a group takes away what the plan takes from it. */
export function moveOfTaking(state: RunState, { id, removals }: Transition): SeatMove {
  const [needs, frees] = [noSeats(), noSeats()];
  const taken = new Set(removals.map(({ skuId }) => skuId));
  for (const member of state.membersOf(id)) {
    const before = state.assignments(member);
    compare(
      before,
      before.filter((way) => way.assignedByGroup !== id || !taken.has(way.skuId)),
      needs,
      frees,
    );
  }
  return { id: `${id} taking`, needs, frees };
}
