import type { Phase } from "../../terms/plan";
import { Round, type Seating } from "./round";
import type { RunState } from "./run-state";
import type { Run } from "./step";
import { awaitGroups, giveToGroups, reprocess, takeFromGroups } from "./write-groups";
import { takeFirst, writePeople } from "./write-people";

const titles = {
  freeSeats: "taking back licences whose seats are needed",
  grantGroups: "assigning to groups",
  people: "assigning",
  withdrawGroups: "taking back from groups",
} as const;

/**
 * Carries a plan out, phase by phase, as a machine without I/O: it says what it wants, is told what came of it, and
 * keeps everything in `state`. Before each phase the people concerned are read again, and only what is then still to be
 * done is done. It may be cut off after any step; the next plan goes on from there.
 *
 * Where seats are short the phases are gone through again, as long as that helps: whoever frees a seat that somebody
 * waits for goes in an earlier round. Only when nothing helps any more is a write sent for which there seems to be no
 * seat; Graph's error is then the last word.
 */
export function* runPlan(state: RunState): Run {
  const round = new Round(state);
  let seats: Seating = "fit";
  for (;;) {
    round.begin();
    for (const phase of state.plan.phases) {
      yield* runPhase(round, phase, seats);
      if (isStopped(state)) return;
    }
    // When the seats that the round frees are free.
    yield* reprocess(round, state.plan.phases.find(({ kind }) => kind === "reprocess")?.ids ?? []);
    if (isStopped(state) || state.plan.transitions.every((transition) => !round.isUnfinished(transition))) return;
    if (round.applied === 0 && seats === "fit") yield* takeFirst(round, titles.freeSeats);
    if (isStopped(state) || (round.applied === 0 && (seats === "send" || round.postponed.size === 0))) return;
    seats = round.applied > 0 ? "fit" : "send";
  }
}

/** A function, since every step may stop the run. */
function isStopped(state: RunState): boolean {
  return state.stopped;
}

function* runPhase(round: Round, { kind, ids }: Phase, seats: Seating): Run {
  const open = ids
    .flatMap((id) => round.state.transitions.get(id) ?? [])
    .filter((transition) => round.isUnfinished(transition));
  switch (kind) {
    case "freeSeats":
    case "people":
      return yield* writePeople(round, open, titles[kind], seats);
    case "grantGroups":
      return yield* giveToGroups(round, open, titles[kind], seats);
    case "awaitGroups":
      return yield* awaitGroups(round, [...round.given]);
    case "strandedMembers":
      return yield* reprocess(
        round,
        open.map(({ id }) => id),
      );
    case "withdrawGroups":
      return yield* takeFromGroups(round, open, titles[kind]);
    case "reprocess":
      return;
  }
}
