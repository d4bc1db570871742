import type { Phase, SeatLine, Transition } from "../../terms/plan";
import { scarceSkus } from "../seats/seats";

/** Whether a group call switches something on before, or takes something away after, the people are done. */
function gives(transition: Transition): boolean {
  return transition.grants.some(
    (grant) =>
      grant.disabledBefore === undefined || grant.disabledBefore.some((plan) => !grant.disabledPlans.includes(plan)),
  );
}

function takes(transition: Transition): boolean {
  return (
    transition.removals.length > 0 ||
    transition.grants.some(
      (grant) =>
        grant.disabledBefore !== undefined &&
        grant.disabledPlans.some((plan) => grant.disabledBefore?.includes(plan) === false),
    )
  );
}

function isLeaver(transition: Transition): boolean {
  return (
    transition.principal === "user" &&
    transition.kind === "withdraw" &&
    transition.removals.every((removal) => removal.onlyIfInherited === undefined)
  );
}

/** The order of a run. */
export function phasesOf(transitions: readonly Transition[], seats: readonly SeatLine[]): Phase[] {
  const scarce = scarceSkus(seats);
  const first = transitions.filter((one) => isLeaver(one) && one.removals.some((removal) => scarce.has(removal.skuId)));
  const groups = transitions.filter((one) => one.principal === "group");
  const giving = groups.filter(gives);
  const taking = groups.filter(takes);
  const stranded = groups.filter((one) => one.kind === "reprocess");
  const servedFirst = stranded.filter(({ again }) => again?.skuIds.every((skuId) => !scarce.has(skuId)) === true);
  const people = transitions.filter((one) => one.principal === "user" && !first.includes(one));
  const phases: Phase[] = [
    { kind: "freeSeats", ids: first.map((one) => one.id) },
    { kind: "grantGroups", ids: giving.map((one) => one.id) },
    { kind: "awaitGroups", ids: giving.map((one) => one.id) },
    // Where nobody needs their seats first, before anything is taken from them.
    { kind: "strandedMembers", ids: servedFirst.map((one) => one.id) },
    { kind: "people", ids: people.map((one) => one.id) },
    { kind: "withdrawGroups", ids: taking.map((one) => one.id) },
    {
      kind: "reprocess",
      ids: [...giving, ...stranded.filter((one) => !servedFirst.includes(one))].map((one) => one.id),
    },
  ];
  return phases.filter((phase) => phase.ids.length > 0);
}
