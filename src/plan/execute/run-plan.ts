import type { Observed, ObjectId } from "../observed";
import type { Phase, Transition } from "../plan";
import { decideGroupGiving, decideGroupTaking, type Member } from "./decide-group-write";
import { chooseWave, type SeatMove } from "../seat-order";
import { decideUserWrite, removableFirst, type WriteDecision } from "./decide-write";
import type { PrincipalWrite, WriteOutcome } from "./port";
import type { RunState } from "./run-state";
import { moveOfGiving, moveOfPerson, moveOfTaking, moveOfWrite } from "./seat-moves";

/** What a run asks for next; the loop around it answers, or never does. */
export type Step =
  | { readonly kind: "reread"; readonly userIds: readonly ObjectId[]; readonly groupIds: readonly ObjectId[] }
  | { readonly kind: "write"; readonly phase: string; readonly writes: readonly PrincipalWrite[] }
  | { readonly kind: "await"; readonly groupIds: readonly ObjectId[] }
  | { readonly kind: "reprocess"; readonly userIds: readonly ObjectId[] };

export interface Answers {
  readonly observed?: Observed;
  readonly outcomes?: readonly WriteOutcome[];
  readonly unfinished?: readonly ObjectId[];
}

export type Run = Generator<Step, void, Answers>;

const titles: Readonly<Record<Phase["kind"], string>> = {
  freeSeats: "taking back licences whose seats are needed",
  grantGroups: "assigning to groups",
  awaitGroups: "waiting for groups",
  people: "assigning",
  withdrawGroups: "taking back from groups",
  reprocess: "reprocessing members",
};

/** How often one principal is written at most in one run, however stale the readings are. */
const mostSends = 4;

/**
 * Carries a plan out, phase by phase, as a machine without I/O: it says what it wants, is told what came of it, and
 * keeps everything in `state`. Before each phase the people concerned are read again, and only what is then still to be
 * done is done. It may be cut off after any step; the next plan goes on from there.
 *
 * Where seats are short the phases are gone through again, as long as that helps: whoever frees a seat that somebody
 * waits for goes in an earlier round. Only when nothing helps any more is a write sent for which there seems to be no
 * seat; Graph's error is then the last word.
 */
export class PlanRun {
  /** Transitions that wait for a seat. */
  private readonly postponed = new Set<ObjectId>();
  private readonly sends = new Map<ObjectId, number>();
  /** Whom Graph has told that there is no seat: tried once more, when everything else is done. */
  private readonly refusedSeat = new Set<ObjectId>();
  /** Groups that were given something in this round. */
  private readonly given = new Set<ObjectId>();
  /** Groups from which something is taken at the end. */
  private readonly takes: ReadonlySet<ObjectId>;
  /** Some pool of this plan may run dry on the way. */
  private readonly scarce: boolean;
  /** Writes of this round that were applied. */
  private applied = 0;

  constructor(private readonly state: RunState) {
    this.takes = new Set(state.plan.phases.filter(({ kind }) => kind === "withdrawGroups").flatMap(({ ids }) => ids));
    this.scarce = state.plan.seats.some((line) => line.gained > line.bought - line.usedNow);
  }

  *run(): Run {
    let seats: "fit" | "send" = "fit";
    for (;;) {
      this.applied = 0;
      this.given.clear();
      for (const phase of this.state.plan.phases) {
        yield* this.runPhase(phase, seats);
        if (this.isStopped()) return;
      }
      yield* this.reprocess();
      if (this.isStopped() || this.state.plan.transitions.every((transition) => !this.isUnfinished(transition))) return;
      if (this.applied === 0 && seats === "fit") yield* this.takeFirst();
      if (this.isStopped() || (this.applied === 0 && (seats === "send" || this.postponed.size === 0))) return;
      seats = this.applied > 0 ? "fit" : "send";
    }
  }

  private isStopped(): boolean {
    return this.state.stopped;
  }

  private isUnfinished({ id }: Transition): boolean {
    const record = this.state.records.get(id);
    if ((this.sends.get(id) ?? 0) >= mostSends) return false;
    if (record === undefined || this.postponed.has(id)) return true;
    if (record.problem !== undefined) return false;
    return record.done !== true || record.heldBack !== undefined || record.skipped !== undefined;
  }

  private *runPhase(phase: Phase, seats: "fit" | "send"): Run {
    const transitions = phase.ids.flatMap((id) => this.state.transitions.get(id) ?? []).filter((transition) => this.isUnfinished(transition));
    const users = transitions.filter((transition) => transition.principal === "user");
    const groups = transitions.filter((transition) => transition.principal === "group");
    switch (phase.kind) {
      case "freeSeats":
      case "people":
        yield* this.writePeople(users, titles[phase.kind], seats);
        if (groups.length > 0) yield* this.takeFromGroups(groups, titles[phase.kind]);
        return;
      case "grantGroups":
        yield* this.giveToGroups(groups, seats);
        return;
      case "awaitGroups":
        yield* this.awaitGroups([...this.given]);
        yield* this.countSeats([...this.given]);
        return;
      case "withdrawGroups":
        yield* this.takeFromGroups(groups, titles.withdrawGroups);
        return;
      case "reprocess":
        // Comes at the end of each round, when the seats that it frees are free.
        return;
    }
  }

  private *reread(userIds: readonly ObjectId[], groupIds: readonly ObjectId[]): Run {
    const { observed } = yield { kind: "reread", userIds, groupIds };
    if (observed !== undefined) this.state.refresh(observed, userIds, groupIds);
  }

  private *write(writes: readonly PrincipalWrite[], phase: string): Run {
    if (writes.length === 0) return;
    const byId = new Map(writes.map((write) => [write.id, write]));
    for (const { id } of writes) this.sends.set(id, (this.sends.get(id) ?? 0) + 1);
    const { outcomes = [] } = yield { kind: "write", phase, writes };
    for (const outcome of outcomes) {
      const write = byId.get(outcome.id);
      if (write === undefined) continue;
      byId.delete(outcome.id);
      this.state.apply(write, outcome);
      if (outcome.kind === "applied") this.applied += 1;
      if (outcome.kind === "failed" && outcome.problem.code === "no-seats") {
        this.postponed.add(write.id);
        this.refusedSeat.add(write.id);
      }
    }
    for (const write of byId.values()) this.state.apply(write, { kind: "notSent", id: write.id });
  }

  /** Notes what was decided; returns what is to be sent. */
  private note(transition: Transition, decision: WriteDecision, part: "whole" | "giving" | "taking"): PrincipalWrite | undefined {
    const record = this.state.record(transition.id);
    delete record.skipped;
    if (part !== "giving") delete record.heldBack;
    else if (this.takes.has(transition.id)) record.heldBack = "what it takes away has not been taken yet";
    if (decision.kind === "skip") {
      record.skipped = decision.why;
      return undefined;
    }
    if (decision.heldBack !== undefined) record.heldBack = decision.heldBack;
    if (decision.kind === "write") return decision.write;
    if (record.heldBack === undefined) record.done = true;
    return undefined;
  }

  private *writePeople(transitions: readonly Transition[], title: string, seats: "fit" | "send"): Run {
    if (transitions.length === 0) return;
    yield* this.reread(transitions.map((transition) => transition.id), []);
    const enforced = new Set(this.state.model.people.filter((person) => person.bound.declared?.usageLocation !== undefined).map((person) => person.bound.id));
    const writes = transitions.flatMap((transition) => {
      const options = { allowance: this.state.allowance(transition.id), enforcedLocation: enforced.has(transition.id) };
      return this.note(transition, decideUserWrite(this.state.context, transition, this.state.user(transition.id), options), "whole") ?? [];
    });
    yield* this.write(this.choose(writes, (write) => moveOfWrite(this.state, write), seats), title);
  }

  /** Those who go now; the others wait for a seat. */
  private choose(writes: readonly PrincipalWrite[], moveOf: (write: PrincipalWrite) => SeatMove, seats: "fit" | "send"): readonly PrincipalWrite[] {
    for (const { id } of writes) this.postponed.delete(id);
    if (seats === "send") return writes;
    const candidates = writes.filter(({ id }) => !this.refusedSeat.has(id)).map(moveOf);
    const wave = chooseWave(candidates, this.scarce ? this.laterMoves(new Set(writes.map(({ id }) => id))) : [], (skuId) => this.state.seats.free(skuId));
    for (const { id } of writes) if (!wave.has(id)) this.postponed.add(id);
    return writes.filter(({ id }) => wave.has(id));
  }

  /** What is still to come of the plan, apart from what is being decided. */
  private laterMoves(now: ReadonlySet<ObjectId>): SeatMove[] {
    return this.state.plan.transitions.flatMap((transition): SeatMove[] => {
      if (!this.isUnfinished(transition)) return [];
      if (transition.principal === "group") return now.has(transition.id) ? [moveOfTaking(this.state, transition)] : [moveOfGiving(this.state, transition), moveOfTaking(this.state, transition)];
      return now.has(transition.id) ? [] : [moveOfPerson(this.state, transition)];
    });
  }

  /**
   * When everybody left waits for a seat: takes what is to be taken anyway, and what nobody migrates from, from those who
   * wait themselves. From people named in `allowInterruption` also what they are to have something else for.
   */
  private *takeFirst(): Run {
    const waiting = this.state.plan.transitions.filter((transition) => this.postponed.has(transition.id));
    const people = waiting.filter((transition) => transition.principal === "user");
    if (people.length === 0) return;
    yield* this.reread(people.map((transition) => transition.id), []);
    const wanted = new Set(this.laterMoves(new Set()).flatMap(({ needs }) => [...needs.keys()]).filter((skuId) => this.state.seats.free(skuId) <= 0));
    const interruptible = new Set(this.state.model.input.policy.allowInterruption.map((name) => name.toLowerCase()));
    const writes = people.flatMap((transition): PrincipalWrite[] => {
      const { id, name } = transition;
      const mayInterrupt = interruptible.has(name.toLowerCase());
      const remove = removableFirst(this.state.context, transition, this.state.user(id), this.state.allowance(id), mayInterrupt).filter((skuId) => wanted.has(skuId));
      return remove.length === 0 ? [] : [{ principal: "user", id, name, add: [], remove }];
    });
    yield* this.write(writes, titles.freeSeats);
    for (const { id } of writes) delete this.state.record(id).done;
  }

  private *giveToGroups(transitions: readonly Transition[], seats: "fit" | "send"): Run {
    if (transitions.length === 0) return;
    yield* this.reread([], transitions.map((transition) => transition.id));
    const byId = new Map(transitions.map((transition) => [transition.id, transition]));
    const writes = transitions.flatMap((transition) => this.note(transition, decideGroupGiving(transition, this.state.group(transition.id)), "giving") ?? []);
    const moveOf = ({ id }: PrincipalWrite): SeatMove => {
      const transition = byId.get(id);
      return transition === undefined ? { id, needs: new Map(), frees: new Map() } : moveOfGiving(this.state, transition);
    };
    const chosen = this.choose(writes, moveOf, seats);
    yield* this.write(chosen, titles.grantGroups);
    for (const { id } of chosen) this.given.add(id);
  }

  private *awaitGroups(ids: readonly ObjectId[]): Run {
    const changed = ids.filter((id) => this.state.records.get(id)?.done === true && this.state.records.get(id)?.problem === undefined);
    if (changed.length === 0) return;
    const { unfinished = [] } = yield { kind: "await", groupIds: changed };
    for (const id of changed) this.state.unfinishedGroups.delete(id);
    for (const id of unfinished) this.state.unfinishedGroups.add(id);
  }

  /**
   * Members of groups take and free seats without a write of ours: where seats are short they are read again. Otherwise
   * only people of the stack are, whose lines tell what stands.
   */
  private *countSeats(groupIds: readonly ObjectId[]): Run {
    const members = new Set(groupIds.flatMap((id) => this.state.membersOf(id)));
    const ofStack = new Set(this.state.model.people.filter(({ bound }) => bound.declared !== undefined || bound.owned !== undefined).map(({ bound }) => bound.id));
    const ids = this.scarce ? [...members] : [...members].filter((id) => ofStack.has(id));
    if (ids.length > 0) yield* this.reread(ids, []);
  }

  private *takeFromGroups(transitions: readonly Transition[], title: string): Run {
    const memberIds = new Set(transitions.flatMap((transition) => this.state.membersOf(transition.id)));
    if (transitions.length === 0) return;
    yield* this.reread([...memberIds], transitions.map((transition) => transition.id));
    const joined = transitions.flatMap((transition) => this.state.membersOf(transition.id)).filter((id) => !memberIds.has(id));
    if (joined.length > 0) yield* this.reread([...new Set(joined)], []);
    const writes = transitions.flatMap((transition) => this.note(transition, this.decideTaking(transition), "taking") ?? []);
    yield* this.write(writes, title);
    const taken = writes.map((write) => write.id);
    yield* this.awaitGroups(taken);
    yield* this.countSeats(taken);
  }

  private decideTaking(transition: Transition): WriteDecision {
    const members: Member[] = [];
    const unreadable: string[] = [];
    const planned = new Set(this.state.model.groupModels.find(({ bound }) => bound.id === transition.id)?.bound.group.members);
    for (const id of this.state.membersOf(transition.id)) {
      const user = this.state.user(id);
      const allowance = this.state.allowance(id);
      if (user?.assignments !== undefined) members.push({ user, allowance });
      else if (!planned.has(id) || this.state.model.index.users.get(id)?.assignments !== undefined) unreadable.push(id);
    }
    return decideGroupTaking(this.state.context, transition, this.state.group(transition.id), members, unreadable);
  }

  private *reprocess(): Run {
    const groups = this.state.plan.phases.filter((phase) => phase.kind === "reprocess").flatMap((phase) => phase.ids);
    const memberIds = [...new Set(groups.flatMap((id) => this.state.membersOf(id)))];
    if (memberIds.length === 0) return;
    yield* this.reread(memberIds, groups);
    const scarce = memberIds.filter((id) =>
      this.state.assignments(id).some((state) => state.error === "CountViolation" && groups.includes(state.assignedByGroup ?? "") && this.state.seats.isPerhapsFree(state.skuId)),
    );
    if (scarce.length === 0) return;
    const { outcomes = [] } = yield { kind: "reprocess", userIds: scarce };
    for (const { kind } of outcomes) {
      if (kind === "applied") this.applied += 1;
      if (kind === "notSent") this.state.stopped = true;
    }
    yield* this.reread(memberIds, groups);
  }
}
