import { heldSkus, isDirect, isHeld } from "../basis/holdings";
import type { Ledger, LedgerEntry } from "../../terms/ledger";
import { nextLedger } from "../ledger/ledger-next";
import { queuesAfter } from "../ledger/queue";
import { believedLine, groupLine, LineBook, userLine } from "../ledger/lines";
import type { Lines, Loss, Transition } from "../../terms/plan";
import type { GroupModel, PersonModel } from "../decide/model";
import type { ObjectId } from "../../terms/observed";
import { type Course, groupEntry, sightOf, userEntry, waitingOf } from "../ledger/entries";
import type { Execution, MemberProblem, PrincipalOutcome } from "../../terms/execution";
import type { TransitionCourse, RunState } from "./run-state";
import { byText } from "../../text/order";

function outcomeOf(transition: Transition, record: TransitionCourse | undefined): PrincipalOutcome {
  const { principal, id, name } = transition;
  const base = { principal, id, name };
  if (record?.problem !== undefined) return { ...base, kind: "failed", problem: record.problem };
  if (record?.notSent === true || record === undefined) return { ...base, kind: "notSent" };
  if (record.done === true) {
    const note = record.heldBack ?? record.skipped;
    return { ...base, kind: "applied", ...(note !== undefined && { note }) };
  }
  const why = record.skipped ?? record.heldBack;
  return why === undefined ? { ...base, kind: "notSent" } : { ...base, kind: "skipped", why };
}

/** Whether everything that is declared of this principal stands now. */
function isDone(state: RunState, id: ObjectId, changes: boolean): boolean {
  if (!changes) return true;
  const record = state.courses.get(id);
  return (
    record?.done === true &&
    record.heldBack === undefined &&
    record.skipped === undefined &&
    record.problem === undefined &&
    record.notSent !== true
  );
}

class EntriesAndLines {
  readonly book = new LineBook();
  readonly users: LedgerEntry[] = [];
  readonly groups: LedgerEntry[] = [];

  constructor(
    private readonly state: RunState,
    private readonly finished: string | undefined,
  ) {}

  private courseOf(
    { bound: { id }, withheld, waits }: PersonModel | GroupModel,
    read: { readonly byId?: true },
    changes: boolean,
  ): Course {
    return {
      done: withheld !== true && isDone(this.state, id, changes),
      taken: this.state.takenFrom(id),
      waiting: waitingOf(waits),
      sight: sightOf(this.state.model.input, read),
    };
  }

  /** @param isNew nobody knows since when the person is in a group: that counts from this run, as if it had written */
  private stamp(entry: LedgerEntry, isNew = false): LedgerEntry {
    if (!this.state.isSentTo(entry.id) && !isNew) return entry;
    const { writtenAt: _before, ...rest } = entry;
    return { ...rest, ...(this.finished !== undefined && { writtenAt: this.finished }) };
  }

  addUser(person: PersonModel): void {
    const { bound, decision, location } = person;
    const { model } = this.state;
    const changes = decision.grants.length > 0 || decision.removals.length > 0 || location !== undefined;
    const user = this.state.user(bound.id) ?? bound.user;
    const assignments = user.assignments ?? person.before;
    const entry = model.protection.ids.has(bound.id)
      ? bound.owned
      : userEntry(person, assignments, this.courseOf(person, user, changes));
    const isNew = bound.owned === undefined && model.input.answered !== undefined;
    if (entry !== undefined) this.users.push(this.stamp(entry, isNew));
    const concerned =
      bound.declared !== undefined || entry !== undefined || model.input.policy.authoritative?.scope === "tenant";
    if (concerned)
      this.book.addUser(bound.name, userLine(model.index, entry, model.authority, assignments, user.usageLocation));
  }

  addGroup(group: GroupModel): void {
    const changes = group.effect !== undefined;
    const read = this.state.group(group.bound.id) ?? group.bound.group;
    const { licenses } = read;
    const entry = groupEntry(group, licenses, this.courseOf(group, read, changes));
    if (entry === undefined) return;
    this.groups.push(this.stamp(entry));
    this.book.addGroup(group.bound.name, groupLine(this.state.model.index, entry, licenses));
  }

  addAbsent(): void {
    const { users, groups, index } = this.state.model;
    for (const { kind, name, entry } of users.absent) {
      if (entry === undefined) continue;
      this.users.push(entry);
      if (kind === "unseen") this.book.addUser(name, believedLine(index, entry));
    }
    for (const { kind, name, entry } of groups.absent) {
      if (entry === undefined) continue;
      this.groups.push(entry);
      if (kind === "unseen") this.book.addGroup(name, believedLine(index, entry));
    }
  }
}

/** Losses that have really happened, by the transition that causes them. */
function realised(state: RunState): Loss[] {
  return state.plan.losses.filter((loss) => {
    // Members were taken out, and rules changed, before the run began to write.
    if (loss.path.kind === "leftGroup" || loss.path.kind === "ruleChanged") return true;
    const id = "group" in loss.path ? loss.path.group : loss.userId;
    const record = state.courses.get(id);
    if (record?.problem?.uncertain === true) return true;
    return record?.done === true && !staysBy(state, id, loss);
  });
}

/** Whether what was to be taken is still there: Graph takes some things from nobody. */
function staysBy(state: RunState, id: ObjectId, { path, fromSku }: Loss): boolean {
  if (path.kind === "removed") return state.assignments(id).some((way) => way.skuId === fromSku && isDirect(way));
  if (path.kind !== "groupRemoved") return false;
  return state.group(id)?.licenses.some(({ skuId }) => skuId === fromSku) === true;
}

function ledgerAfter(state: RunState, { users, groups }: EntriesAndLines): Ledger {
  const waiting = queuesAfter(state.model, state.plan.waits ?? [], (principal, id, skuId) =>
    principal === "user"
      ? heldSkus(state.assignments(id)).has(skuId)
      : state.group(id)?.licenses.some((license) => license.skuId === skuId) === true,
  );
  return nextLedger(state.model, { users, groups, losses: realised(state), waiting });
}

/** Members whom a group of this run could not give its licence. */
function memberProblems(state: RunState): MemberProblem[] {
  const given = new Set(
    state.plan.phases
      .filter(({ kind }) => kind === "strandedMembers" || kind === "reprocess")
      .flatMap((phase) => phase.ids),
  );
  const problems: MemberProblem[] = [];
  for (const groupId of [...given].sort(byText)) {
    for (const userId of state.reprocessed(groupId).sort(byText)) {
      for (const assignment of state.assignments(userId)) {
        if (assignment.assignedByGroup !== groupId || (isHeld(assignment) && assignment.error === undefined)) continue;
        const name = state.user(userId)?.userPrincipalName ?? userId;
        problems.push({ userId, name, groupId, skuId: assignment.skuId, error: assignment.error ?? assignment.state });
      }
    }
  }
  return problems;
}

/**
 * What the run has done so far; may be asked at any time.
 *
 * @param finished the moment, which no write of the run is later than; without it is not known when that was
 */
export function concludeRun(state: RunState, finished?: string): Execution {
  const after = new EntriesAndLines(state, finished);
  for (const person of state.model.people) after.addUser(person);
  for (const group of state.model.groupModels) after.addGroup(group);
  after.addAbsent();
  const lines: Lines = after.book.toLines();
  return {
    outcomes: state.plan.transitions.map((transition) => outcomeOf(transition, state.courses.get(transition.id))),
    memberProblems: memberProblems(state),
    unfinishedGroups: [...state.unfinishedGroups].sort(byText),
    ledger: ledgerAfter(state, after),
    lines,
    seats: state.seats.toSeats(),
    stopped: state.stopped,
    ...(state.interruption !== undefined && { interruption: state.interruption.by }),
  };
}
