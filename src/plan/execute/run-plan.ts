import type { Observed, ObjectId, SkuId } from "../observed";
import type { Phase, Transition } from "../plan";
import { decideGroupGiving, decideGroupTaking, type Member } from "./decide-group-write";
import { decideUserWrite, type WriteDecision } from "./decide-write";
import type { PrincipalWrite, WriteOutcome } from "./port";
import type { RunState } from "./run-state";
import { heldSkus } from "../collect-losses";

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

/**
 * Carries a plan out, phase by phase, as a machine without I/O: it says what it wants, is told what came of it, and
 * keeps everything in `state`. Before each phase the people concerned are read again, and only what is then still to be
 * done is done. It may be cut off after any step; the next plan goes on from there.
 */
export class PlanRun {
  /** Transitions that wait for a seat until the end. */
  private readonly postponed = new Set<ObjectId>();

  constructor(private readonly state: RunState) {}

  *run(): Run {
    for (const phase of this.state.plan.phases) {
      if (this.state.stopped) break;
      yield* this.runPhase(phase);
    }
    if (!this.state.stopped) yield* this.retry();
    if (!this.state.stopped) yield* this.reprocess();
  }

  private *runPhase(phase: Phase): Run {
    const transitions = phase.ids.flatMap((id) => this.state.transitions.get(id) ?? []);
    const users = transitions.filter((transition) => transition.principal === "user");
    const groups = transitions.filter((transition) => transition.principal === "group");
    switch (phase.kind) {
      case "freeSeats":
      case "people":
        yield* this.writePeople(users, titles[phase.kind], "postpone");
        if (groups.length > 0) yield* this.takeFromGroups(groups, titles[phase.kind]);
        return;
      case "grantGroups":
        yield* this.giveToGroups(groups);
        return;
      case "awaitGroups":
        yield* this.awaitGroups(phase.ids);
        return;
      case "withdrawGroups":
        yield* this.takeFromGroups(groups, titles.withdrawGroups);
        return;
      case "reprocess":
        // Comes after the retries, when every seat that this run frees is free.
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
    const { outcomes = [] } = yield { kind: "write", phase, writes };
    for (const outcome of outcomes) {
      const write = byId.get(outcome.id);
      if (write === undefined) continue;
      byId.delete(outcome.id);
      this.state.apply(write, outcome);
      if (outcome.kind === "failed" && outcome.problem.code === "no-seats") this.postponed.add(write.id);
    }
    for (const write of byId.values()) this.state.apply(write, { kind: "notSent", id: write.id });
  }

  /** Notes what was decided; returns what is to be sent. */
  private note(transition: Transition, decision: WriteDecision): PrincipalWrite | undefined {
    const record = this.state.record(transition.id);
    if (decision.kind === "skip") {
      record.skipped = decision.why;
      return undefined;
    }
    if (decision.heldBack !== undefined) record.heldBack = decision.heldBack;
    if (decision.kind === "write") return decision.write;
    if (decision.heldBack === undefined) record.done = true;
    return undefined;
  }

  private *writePeople(transitions: readonly Transition[], title: string, whenFull: "postpone" | "send"): Run {
    if (transitions.length === 0) return;
    yield* this.reread(transitions.map((transition) => transition.id), []);
    const enforced = new Set(this.state.model.people.filter((person) => person.bound.declared?.usageLocation !== undefined).map((person) => person.bound.id));
    const taken = new Map<SkuId, number>();
    const writes: PrincipalWrite[] = [];
    for (const transition of transitions) {
      const options = { allowance: this.state.allowance(transition.id), enforcedLocation: enforced.has(transition.id) };
      const write = this.note(transition, decideUserWrite(this.state.context, transition, this.state.user(transition.id), options));
      if (write === undefined) continue;
      if (whenFull === "postpone" && !this.takeSeats(write, taken)) this.postponed.add(write.id);
      else writes.push(write);
    }
    yield* this.write(writes, title);
  }

  /** Whether the pools have room for this write beside the others of the phase; seats freed in the same phase do not count yet. */
  private takeSeats(write: PrincipalWrite, taken: Map<SkuId, number>): boolean {
    const holds = heldSkus(this.state.assignments(write.id));
    const needed = write.add.map((license) => license.skuId).filter((skuId) => !holds.has(skuId));
    if (needed.some((skuId) => this.state.seats.free(skuId) <= (taken.get(skuId) ?? 0))) return false;
    for (const skuId of needed) taken.set(skuId, (taken.get(skuId) ?? 0) + 1);
    return true;
  }

  private *giveToGroups(transitions: readonly Transition[]): Run {
    if (transitions.length === 0) return;
    yield* this.reread([], transitions.map((transition) => transition.id));
    const writes = transitions.flatMap((transition) => this.note(transition, decideGroupGiving(transition, this.state.group(transition.id))) ?? []);
    yield* this.write(writes, titles.grantGroups);
  }

  private *awaitGroups(ids: readonly ObjectId[]): Run {
    const changed = ids.filter((id) => this.state.records.get(id)?.done === true);
    if (changed.length === 0) return;
    const { unfinished = [] } = yield { kind: "await", groupIds: changed };
    for (const id of changed) this.state.unfinishedGroups.delete(id);
    for (const id of unfinished) this.state.unfinishedGroups.add(id);
  }

  private *takeFromGroups(transitions: readonly Transition[], title: string): Run {
    const memberIds = new Set(transitions.flatMap((transition) => this.state.membersOf(transition.id)));
    if (transitions.length === 0) return;
    yield* this.reread([...memberIds], transitions.map((transition) => transition.id));
    const joined = transitions.flatMap((transition) => this.state.membersOf(transition.id)).filter((id) => !memberIds.has(id));
    if (joined.length > 0) yield* this.reread([...new Set(joined)], []);
    const writes = transitions.flatMap((transition) => this.note(transition, this.decideTaking(transition)) ?? []);
    yield* this.write(writes, title);
    yield* this.awaitGroups(writes.map((write) => write.id));
  }

  private decideTaking(transition: Transition): WriteDecision {
    const members: Member[] = [];
    const unreadable: string[] = [];
    for (const id of this.state.membersOf(transition.id)) {
      const user = this.state.user(id);
      const allowance = this.state.allowance(id);
      if (user?.assignments !== undefined) members.push({ user, allowance });
      else if (allowance.lostSkus.size === 0) unreadable.push(id);
    }
    return decideGroupTaking(this.state.context, transition, this.state.group(transition.id), members, unreadable);
  }

  /** Once more, at the end, for those for whom there was no seat. */
  private *retry(): Run {
    const transitions = this.state.plan.transitions.filter((transition) => this.postponed.has(transition.id));
    yield* this.writePeople(transitions.filter((transition) => transition.principal === "user"), "trying again", "send");
    const groups = transitions.filter((transition) => transition.principal === "group");
    yield* this.giveToGroups(groups);
    yield* this.awaitGroups(groups.map((transition) => transition.id));
  }

  private *reprocess(): Run {
    const groups = this.state.plan.phases.filter((phase) => phase.kind === "reprocess").flatMap((phase) => phase.ids);
    const memberIds = [...new Set(groups.flatMap((id) => this.state.membersOf(id)))];
    if (memberIds.length === 0) return;
    yield* this.reread(memberIds, groups);
    const scarce = memberIds.filter((id) =>
      this.state.assignments(id).some((state) => state.error === "CountViolation" && groups.includes(state.assignedByGroup ?? "") && this.state.seats.free(state.skuId) > 0),
    );
    if (scarce.length === 0) return;
    yield { kind: "reprocess", userIds: scarce };
    yield* this.reread(memberIds, groups);
  }
}
