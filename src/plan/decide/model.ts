import type { BoundGroup, GroupBindings } from "../bind/bind-groups";
import type { BoundUser, UserBindings } from "../bind/bind-users";
import type { CatalogFacts } from "../basis/catalog-facts";
import type { FindingList } from "../basis/findings";
import { type GroupEffect, isDirect } from "../basis/holdings";
import type { LedgerEntry } from "../../terms/ledger";
import type { ObjectId, ObservedAssignment, ObservedGroup, SkuId } from "../../terms/observed";
import type { PlanInput } from "../basis/plan-input";
import type { Protection } from "../bind/protection";
import type { ResolvedLicense } from "../bind/resolve-licenses";
import type { TenantIndex } from "../basis/tenant-index";
import type { LocationChange } from "./usage-location";
import type { Grant, Plan, Removal, WaitReason } from "../../terms/plan";

export const noChange: UserDecision = { grants: [], removals: [], kept: [] };

/** Why a SKU waits; how many seats are left of it is known when everybody has been served. */
export type WaitCause = Exclude<WaitReason, { kind: "noSeat" }> | { readonly kind: "noSeat" };

/** What of a decision is left out for want of seats. */
export interface Waiting {
  readonly licenses: ReadonlyMap<SkuId, WaitCause>;
  /** SKUs that are neither taken nor changed, since what comes for them waits. */
  readonly keeps: ReadonlySet<SkuId>;
}

export interface PersonModel {
  readonly bound: BoundUser;
  readonly licenses: ReadonlyMap<SkuId, ResolvedLicense>;
  readonly decision: UserDecision;
  readonly location?: LocationChange;
  readonly before: readonly ObservedAssignment[];
  /** After the groups of the plan, and what a removal relies on: what the decision starts from. */
  readonly base: readonly ObservedAssignment[];
  /** After the whole plan, groups included. */
  readonly after: readonly ObservedAssignment[];
  /** Groups of this plan whose change reaches the person. */
  readonly memberOf: readonly GroupEffect[];
  /** Left as it is in this run, although something is to be done. */
  readonly withheld?: true;
  /** Of what is declared, this is not done for want of seats; `decision` is the rest. */
  readonly waits?: Waiting;
}

export interface GroupModel {
  readonly bound: BoundGroup;
  readonly licenses: ReadonlyMap<SkuId, ResolvedLicense>;
  readonly decision: Decision;
  readonly effect?: GroupEffect;
  /** Of a group that the stack makes: who is in it. */
  readonly members?: MadeMembers;
  readonly withheld?: true;
  readonly waits?: Waiting;
}

/** Who is in a group that the stack makes, after the run. */
export interface MadeMembers {
  /** Everybody who is to be in it; absent where a rule says it, or somebody else. */
  readonly ids?: readonly ObjectId[];
  readonly rule?: { readonly before?: string; readonly after: string };
  readonly joining: ReadonlySet<ObjectId>;
  readonly leaving: ReadonlySet<ObjectId>;
  /** Declared, and without an account yet. */
  readonly pending: readonly string[];
}

/** What is left out of a model although it is declared. */
export interface LeftOut {
  /** People and groups that stay as they are. */
  readonly withheld: ReadonlySet<ObjectId>;
  /** What of a group's decision is done, where there are too few seats for its members. */
  readonly partOf?: (
    group: Pick<GroupModel, "bound" | "licenses" | "decision">,
    facts: Pick<Model, "index" | "catalog">,
  ) => Pick<GroupModel, "decision" | "waits"> | undefined;
}

/** Everything that is decided, before it is weighed and written down as a plan. */
export interface Model {
  readonly input: PlanInput;
  readonly catalog: CatalogFacts;
  readonly index: TenantIndex;
  readonly findings: FindingList;
  readonly authority: ReadonlySet<SkuId>;
  readonly protection: Protection;
  readonly released: readonly LedgerEntry[];
  /** Of somebody who is declared and released, something was forgotten. */
  readonly forgotten: boolean;
  readonly users: UserBindings;
  readonly groups: GroupBindings;
  readonly groupModels: readonly GroupModel[];
  /**
   * Declared or owned people in the order of the stack, then people under authority, then members of changed groups.
   */
  readonly people: readonly PersonModel[];
  readonly effects: ReadonlyMap<ObjectId, GroupEffect>;
}

/** A plan together with the model that it was written from: who carries it out needs both. */
export interface PlanWithModel {
  readonly plan: Plan;
  readonly model: Model;
}

/** Assignments after the direct part of a decision. */
export function afterDecision(assignments: readonly ObservedAssignment[], decision: Decision): ObservedAssignment[] {
  const isChanged = (skuId: SkuId): boolean =>
    decision.removals.some((one) => one.skuId === skuId) || decision.grants.some((one) => one.skuId === skuId);
  const after = assignments.filter((assignment) => !isDirect(assignment) || !isChanged(assignment.skuId));
  for (const { skuId, disabledPlans } of decision.grants) after.push({ skuId, disabledPlans, state: "Active" });
  return after;
}

/** A group's licences after its transition. */
export function groupAfter({ bound, decision }: Pick<GroupModel, "bound" | "decision">): ObservedGroup["licenses"] {
  const changed = new Set([...decision.grants, ...decision.removals].map((change) => change.skuId));
  return [...bound.group.licenses.filter((license) => !changed.has(license.skuId)), ...decision.grants];
}

/** Whether Entra is to decide by another rule than before: of nobody in the group is it known whether they stay. */
export function changesRule({ bound, members }: Pick<GroupModel, "bound" | "members">): boolean {
  const rule = members?.rule;
  return bound.isNew !== true && rule !== undefined && rule.before !== rule.after;
}

/** Groups that the model changes. */
export function changedGroups(model: Model): GroupModel[] {
  return model.groupModels.filter(({ decision }) => decision.grants.length > 0 || decision.removals.length > 0);
}
/** What is to be done to one principal, before anything else has a say. */
export interface Decision {
  readonly grants: readonly Grant[];
  readonly removals: readonly Removal[];
}
export interface UserDecision extends Decision {
  /** Direct licences that nobody declares any more and that stay, since the group's does not replace them. */
  readonly kept: readonly { readonly skuId: SkuId; readonly group: ObjectId }[];
}
