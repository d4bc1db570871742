import { grantedTo } from "../guard/collect-losses";
import type { Model } from "../decide/model";
import type {
  Observed,
  ObjectId,
  ObservedAssignment,
  ObservedGroup,
  ObservedUser,
  PlanId,
  SkuId,
} from "../../terms/observed";
import type { CriticalFamily, Plan, Transition } from "../../terms/plan";
import { sortedUnique } from "../basis/sets";
import type { TenantIndex } from "../basis/tenant-index";
import { indexTenant } from "../basis/tenant-index";
import { type Allowance, afterWrite, type WriteContext, withdrawnKey } from "./decide-write";
import type { Stays } from "./sort-removals";
import type { PrincipalWrite, WriteOutcome, WriteProblem } from "../../terms/port";
import { SeatCount } from "./seat-count";
import type { Interruption } from "./step";

/** What is known of one transition while the run goes on. */
export interface TransitionCourse {
  problem?: WriteProblem;
  /** Something of it was written, or nothing had to be. */
  done?: boolean;
  heldBack?: string;
  skipped?: string;
  notSent?: boolean;
}

const nobody: Allowance = { lostSkus: new Set(), critical: new Set(), granted: new Set() };

/** The tenant as the run knows it, and what became of each transition. */
export class RunState {
  readonly transitions: ReadonlyMap<ObjectId, Transition>;
  readonly courses = new Map<ObjectId, TransitionCourse>();
  readonly seats: SeatCount;
  /** Groups that were sent something which Graph has not been seen to have processed. */
  readonly unfinishedGroups = new Set<ObjectId>();
  private readonly users = new Map<ObjectId, ObservedUser>();
  private readonly groups = new Map<ObjectId, ObservedGroup>();
  private readonly allowances = new Map<ObjectId, Allowance>();
  /** SKUs that this run took from a principal's own path. */
  private readonly taken = new Map<ObjectId, Set<SkuId>>();
  /** Removals that Graph has refused for reasons of their own, and what to say of them: not sent again in this run. */
  private readonly refused = new Map<ObjectId, Map<SkuId, string>>();
  /** Principals to whom something was sent, whatever became of it. */
  private readonly sentTo = new Set<ObjectId>();
  private readonly withdrawn = new Set<string>();
  private readonly switchedOff = new Map<string, readonly PlanId[]>();
  private index: TenantIndex;
  stopped = false;
  written = false;
  interruption: Interruption | undefined;

  constructor(
    readonly plan: Plan,
    readonly model: Model,
  ) {
    this.transitions = new Map(plan.transitions.map((transition) => [transition.id, transition]));
    this.index = model.index;
    this.seats = new SeatCount(model.input.observed);
    for (const user of model.input.observed.users) this.users.set(user.id, user);
    for (const group of model.input.observed.groups) this.groups.set(group.id, group);
    for (const { principal, id, grants, removals } of plan.transitions) {
      if (principal === "user") continue;
      for (const { skuId } of removals) this.withdrawn.add(withdrawnKey(id, skuId));
      for (const { skuId, disabledPlans } of grants) this.switchedOff.set(withdrawnKey(id, skuId), disabledPlans);
    }
    const people = new Map(model.people.map((person) => [person.bound.id, person]));
    for (const loss of plan.losses) {
      const known = this.allowances.get(loss.userId) ?? {
        ...nobody,
        lostSkus: new Set<string>(),
        critical: new Set<CriticalFamily>(),
      };
      const lostSkus = loss.skuId === undefined ? known.lostSkus : new Set([...known.lostSkus, loss.skuId]);
      this.allowances.set(loss.userId, {
        ...known,
        lostSkus,
        critical: new Set([...known.critical, ...loss.critical]),
      });
    }
    for (const [id, person] of people) {
      const granted = grantedTo(person);
      this.allowances.set(id, { ...(this.allowances.get(id) ?? nobody), granted, planned: person.before });
    }
  }

  get context(): WriteContext {
    const { index, withdrawn, switchedOff, plan } = this;
    return { index, catalog: this.model.catalog, withdrawn, switchedOff, names: plan.skus };
  }

  courseOf(id: ObjectId): TransitionCourse {
    let record = this.courses.get(id);
    if (record === undefined) this.courses.set(id, (record = {}));
    return record;
  }

  allowance(userId: ObjectId): Allowance {
    return this.allowances.get(userId) ?? nobody;
  }

  user(id: ObjectId): ObservedUser | undefined {
    return this.users.get(id);
  }

  /**
   * A person without what groups that were read no longer give, although Graph may not have processed that yet: nothing
   * may be taken on the strength of it.
   */
  expected(id: ObjectId): ObservedUser | undefined {
    const user = this.users.get(id);
    if (user?.assignments === undefined) return user;
    const assignments = user.assignments.flatMap((way): ObservedAssignment[] => {
      const group = way.assignedByGroup === undefined ? undefined : this.groups.get(way.assignedByGroup);
      if (group === undefined) return [way];
      const license = group.licenses.find(({ skuId }) => skuId === way.skuId);
      return license === undefined
        ? []
        : [{ ...way, disabledPlans: sortedUnique([...way.disabledPlans, ...license.disabledPlans]) }];
    });
    return { ...user, assignments };
  }

  group(id: ObjectId): ObservedGroup | undefined {
    return this.groups.get(id);
  }

  /** Takes over a fresh reading; who was asked for and is not in it is gone. */
  refresh(observed: Observed, userIds: readonly ObjectId[], groupIds: readonly ObjectId[]): void {
    for (const user of observed.users) {
      const known = this.users.get(user.id);
      // Groups give and take without a write of ours.
      if (known?.assignments !== undefined && user.assignments !== undefined)
        this.seats.moved(known.assignments, user.assignments);
    }
    for (const id of userIds) this.users.delete(id);
    for (const user of observed.users) this.users.set(user.id, user);
    for (const id of groupIds) {
      const members = this.groups.get(id)?.members;
      const fresh = observed.groups.find((group) => group.id === id);
      this.groups.delete(id);
      if (fresh !== undefined)
        this.groups.set(id, { ...fresh, ...(fresh.members === undefined && members !== undefined && { members }) });
    }
    this.seats.recount(observed);
    this.index = indexTenant({ ...this.model.input.observed, users: [], groups: [], absent: [], skus: observed.skus });
  }

  /** People who are members of the group, or still have something of it. */
  membersOf(groupId: ObjectId): ObjectId[] {
    const members = new Set(this.groups.get(groupId)?.members ?? []);
    for (const person of this.model.people)
      if (person.memberOf.some((effect) => effect.id === groupId)) members.add(person.bound.id);
    return [...members];
  }

  /**
   * Members whom Graph may be asked to process again for a group: of one that the run changes everybody, otherwise
   * those whom the plan names.
   */
  reprocessed(groupId: ObjectId): ObjectId[] {
    return this.transitions.get(groupId)?.again?.members.map(({ id }) => id) ?? this.membersOf(groupId);
  }

  /** A person's assignments as last known. */
  assignments(id: ObjectId): readonly ObservedAssignment[] {
    return this.users.get(id)?.assignments ?? [];
  }

  /** Something was thrown after the first write: what was done is kept, and nothing more is sent. */
  interrupt(interruption: Interruption): void {
    this.stopped = true;
    this.interruption = interruption;
  }

  apply(write: PrincipalWrite, outcome: WriteOutcome): void {
    const record = this.courseOf(write.id);
    if (outcome.kind === "notSent") {
      record.notSent = true;
      this.stopped = true;
      return;
    }
    this.written = true;
    this.sentTo.add(write.id);
    if (outcome.kind === "failed") {
      record.problem = outcome.problem;
      if (outcome.located) this.locate(write);
      return;
    }
    delete record.problem;
    record.done = true;
    this.taken.set(write.id, new Set([...(this.taken.get(write.id) ?? []), ...write.remove]));
    if (write.principal === "group") this.applyToGroup(write);
    else this.applyToUser(write);
  }

  /** Graph takes this from the principal for no run's sake: it stays, and what was given stands. */
  keep(id: ObjectId, skuId: SkuId, why: string): void {
    this.refused.set(id, new Map([...(this.refused.get(id) ?? []), [skuId, why]]));
    const record = this.courseOf(id);
    delete record.problem;
    record.heldBack = [...new Set([...(record.heldBack === undefined ? [] : [record.heldBack]), why])].join("; ");
  }

  refusedOf(id: ObjectId): Stays | undefined {
    return this.refused.get(id);
  }

  takenFrom(id: ObjectId): ReadonlySet<SkuId> {
    return this.taken.get(id) ?? new Set();
  }

  isSentTo(id: ObjectId): boolean {
    return this.sentTo.has(id);
  }

  private locate(write: PrincipalWrite): void {
    const user = this.users.get(write.id);
    if (user !== undefined && write.usageLocation !== undefined)
      this.users.set(write.id, { ...user, usageLocation: write.usageLocation });
  }

  private applyToUser(write: PrincipalWrite): void {
    this.locate(write);
    const user = this.users.get(write.id);
    if (user === undefined) return;
    const before = user.assignments ?? [];
    const after = afterWrite(before, write);
    this.seats.moved(before, after);
    this.users.set(write.id, { ...user, assignments: after });
  }

  private applyToGroup(write: PrincipalWrite): void {
    this.unfinishedGroups.add(write.id);
    const group = this.groups.get(write.id);
    if (group === undefined) return;
    const changed = new Set([...write.remove, ...write.add.map((license) => license.skuId)]);
    const licenses = [...group.licenses.filter((license) => !changed.has(license.skuId)), ...write.add];
    this.groups.set(write.id, { ...group, licenses });
  }
}
