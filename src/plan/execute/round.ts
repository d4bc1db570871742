import type { ObjectId, SkuId } from "../../terms/observed";
import { obstacleOf } from "../basis/removability";
import type { Transition } from "../../terms/plan";
import { afterCall, type Call, callOf, type RefusedRemoval } from "./calls";
import { chooseWave, type SeatMove } from "../seats/seat-order";
import type { WriteDecision } from "./decide-write";
import type { PrincipalWrite, WriteOutcome, WriteProblem } from "../../terms/port";
import type { RunState } from "./run-state";
import { moveOfGiving, moveOfPerson, moveOfTaking } from "./seat-moves";
import type { Interruption, Run } from "./step";

/** How often one principal is written at most in one run, however stale the readings are. */
const mostSends = 4;
/** So few calls are cheap to send again without what may be the reason that none of them was allowed. */
const fewCalls = 20;

/** Whether only those are sent for whom there is a seat, or everybody, so that Graph says so. */
export type Seating = "fit" | "send";

/** A write of which nobody told an outcome before the run was interrupted. */
function unconfirmed({ by }: Interruption): WriteProblem {
  return {
    code: "unconfirmed",
    uncertain: true,
    message: `The run was interrupted before an answer came (${by instanceof Error ? by.message : String(by)}).`,
    remedy: "It is not known whether this was done: run again, the tenant is then read first.",
  };
}

function relyingOf(transitions: readonly Transition[]): ReadonlySet<ObjectId> {
  return new Set(
    transitions.flatMap(({ id, removals }) =>
      removals.flatMap(({ onlyIfInherited, keptBy = [] }) => (onlyIfInherited === undefined ? keptBy : [id])),
    ),
  );
}

/** What is sent and what comes of it: who waits for a seat, who was refused one, who was tried how often. */
export class Round {
  /** Transitions that wait for a seat. */
  readonly postponed = new Set<ObjectId>();
  /** Some pool of this plan may run dry on the way. */
  readonly scarce: boolean;
  /** Writes that were applied since the round began. */
  applied = 0;
  /** Groups that were given something since the round began. */
  readonly given = new Set<ObjectId>();
  private hasApplied = false;
  private readonly alone = new Map<ObjectId, readonly SkuId[]>();
  private readonly sends = new Map<ObjectId, number>();
  private readonly reprocessings = new Map<ObjectId, number>();
  /** Whom Graph has told that there is no seat: tried once more, when everything else is done. */
  private readonly refusedSeat = new Set<ObjectId>();
  /** Groups from which something is taken at the end. */
  private readonly takes: ReadonlySet<ObjectId>;

  /** From whom something is taken because they have it by another way: an old list may show one that is gone. */
  private readonly relying: ReadonlySet<ObjectId>;

  constructor(readonly state: RunState) {
    this.relying = relyingOf(state.plan.transitions);
    this.takes = new Set(state.plan.phases.filter(({ kind }) => kind === "withdrawGroups").flatMap(({ ids }) => ids));
    this.scarce = state.plan.seats.some((line) => line.gained > line.bought - line.usedNow);
  }

  begin(): void {
    this.applied = 0;
    this.given.clear();
  }

  isUnfinished({ id }: Transition): boolean {
    const record = this.state.courses.get(id);
    if ((this.sends.get(id) ?? 0) >= mostSends) return false;
    if (record === undefined || this.postponed.has(id)) return true;
    if (record.problem !== undefined) return false;
    return record.done !== true || record.heldBack !== undefined || record.skipped !== undefined;
  }

  /**
   * Which of these members Graph is asked to process again. It accepts that before it has done it: asked as long as
   * something is missing, it would be asked for ever.
   */
  reprocessable(ids: readonly ObjectId[]): readonly ObjectId[] {
    const open = ids.filter((id) => (this.reprocessings.get(id) ?? 0) < mostSends);
    for (const id of open) this.reprocessings.set(id, (this.reprocessings.get(id) ?? 0) + 1);
    return open;
  }

  /**
   * What became of a member who was to be processed again. That there is still no seat is told of the member; what
   * keeps Graph from trying is told of the group.
   */
  noteReprocessed(outcome: WriteOutcome, members: ReadonlyMap<ObjectId, ReadonlySet<ObjectId>>): void {
    if (outcome.kind === "applied") this.applied += 1;
    if (outcome.kind === "notSent") this.state.stopped = true;
    if (outcome.kind !== "failed" || outcome.problem.code === "no-seats") return;
    for (const [id, ids] of members)
      if (ids.has(outcome.id) && this.isReprocessing(id)) this.state.courseOf(id).problem = outcome.problem;
  }

  finishReprocessing(groups: readonly ObjectId[]): void {
    for (const id of groups) if (this.isReprocessing(id)) this.state.courseOf(id).done = true;
  }

  private isReprocessing(id: ObjectId): boolean {
    return this.state.transitions.get(id)?.kind === "reprocess";
  }

  *reread(userIds: readonly ObjectId[], groupIds: readonly ObjectId[]): Run {
    const inPerson = userIds.filter((id) => this.relying.has(id));
    const { observed } = yield { kind: "reread", userIds, groupIds, inPerson };
    if (observed !== undefined) this.state.refresh(observed, userIds, groupIds);
  }

  /** Sends each write, and what follows it: removals that go alone, and what is left of a call that was refused. */
  *write(writes: readonly PrincipalWrite[], phase: string): Run {
    for (const { id } of writes) this.sends.set(id, (this.sends.get(id) ?? 0) + 1);
    const refusals = new Map<ObjectId, WriteProblem>();
    let calls = writes.map((write) => callOf(write, this.aloneOf(write.id)));
    while (calls.length > 0 && !this.state.stopped) {
      const outcomes = new Map<ObjectId, WriteOutcome>();
      yield* this.send(
        calls.map(({ write }) => write),
        phase,
        outcomes,
      );
      // Where nothing is allowed to anybody, to leave something out helps nobody.
      const isAllowed = this.hasApplied || calls.length <= fewCalls;
      calls = calls.flatMap((call): Call[] => {
        const { id } = call.write;
        const outcome = outcomes.get(id);
        if (outcome === undefined) return [];
        const { next, refused } = afterCall(call, outcome, isAllowed);
        if (refused !== undefined && !this.keep(id, refused)) refusals.set(id, refusals.get(id) ?? refused.problem);
        return next === undefined ? [] : [next];
      });
    }
    // What was applied afterwards does not make up for it.
    for (const [id, problem] of refusals) this.state.courseOf(id).problem = problem;
  }

  /** Whether it is not for this run, nor for a failure, that the licence stays. */
  private keep(id: ObjectId, { skuId, problem: { code, message } }: RefusedRemoval): boolean {
    const isDoubtful = obstacleOf(this.state.context.index, skuId)?.removal === "perhaps";
    if (code !== "unknown-sku" && code !== "not-assignable" && !(code === "rejected" && isDoubtful)) return false;
    const name = this.state.plan.skus[skuId]?.partNumber ?? skuId;
    this.state.keep(id, skuId, `${name} stays, also in the ledger, since Graph does not take it: ${message}`);
    return true;
  }

  /** Removals that go alone, after the write of this principal. */
  aloneOf(id: ObjectId): readonly SkuId[] {
    return this.alone.get(id) ?? [];
  }

  private *send(writes: readonly PrincipalWrite[], phase: string, told: Map<ObjectId, WriteOutcome>): Run {
    const open = new Map(writes.map((write) => [write.id, write]));
    const { outcomes = [], interruption } = yield { kind: "write", phase, writes };
    for (const outcome of outcomes) {
      const write = open.get(outcome.id);
      if (write === undefined) continue;
      open.delete(outcome.id);
      told.set(outcome.id, outcome);
      this.state.apply(write, outcome);
      if (outcome.kind === "applied") {
        this.applied += 1;
        this.hasApplied = true;
      }
      if (outcome.kind === "failed" && outcome.problem.code === "no-seats") {
        this.postponed.add(write.id);
        this.refusedSeat.add(write.id);
      }
    }
    for (const write of open.values()) {
      const { id } = write;
      this.state.apply(
        write,
        interruption === undefined
          ? { kind: "notSent", id }
          : { kind: "failed", id, problem: unconfirmed(interruption), located: false },
      );
    }
    if (interruption !== undefined) this.state.interrupt(interruption);
  }

  /** Notes what was decided; returns what is to be sent. */
  note(
    transition: Transition,
    decision: WriteDecision,
    part: "whole" | "giving" | "taking",
  ): PrincipalWrite | undefined {
    const record = this.state.courseOf(transition.id);
    delete record.skipped;
    if (part !== "giving") delete record.heldBack;
    else if (this.takes.has(transition.id)) record.heldBack = "what it takes away has not been taken yet";
    if (decision.kind === "skip") {
      record.skipped = decision.why;
      return undefined;
    }
    if (decision.heldBack !== undefined) record.heldBack = decision.heldBack;
    this.alone.delete(transition.id);
    if (decision.kind === "write") {
      if (decision.alone !== undefined) this.alone.set(transition.id, decision.alone);
      return decision.write;
    }
    if (record.heldBack === undefined) record.done = true;
    return undefined;
  }

  /** Those who go now; the others wait for a seat. */
  choose(
    writes: readonly PrincipalWrite[],
    moveOf: (write: PrincipalWrite) => SeatMove,
    seats: Seating,
  ): readonly PrincipalWrite[] {
    for (const { id } of writes) this.postponed.delete(id);
    if (seats === "send") return writes;
    const candidates = writes.filter(({ id }) => !this.refusedSeat.has(id)).map(moveOf);
    const wave = chooseWave(
      candidates,
      this.scarce ? this.laterMoves(new Set(writes.map(({ id }) => id))) : [],
      (skuId) => this.state.seats.free(skuId),
    );
    for (const { id } of writes) if (!wave.has(id)) this.postponed.add(id);
    return writes.filter(({ id }) => wave.has(id));
  }

  /** What is still to come of the plan, apart from what is being decided. */
  laterMoves(now: ReadonlySet<ObjectId>): SeatMove[] {
    return this.state.plan.transitions.flatMap((transition): SeatMove[] => {
      if (!this.isUnfinished(transition)) return [];
      if (transition.principal === "group")
        return now.has(transition.id)
          ? [moveOfTaking(this.state, transition)]
          : [moveOfGiving(this.state, transition), moveOfTaking(this.state, transition)];
      return now.has(transition.id) ? [] : [moveOfPerson(this.state, transition)];
    });
  }
}
