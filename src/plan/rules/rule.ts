import type { DesiredPrincipal } from "../../terms/desired";
import type { ObjectId, ObservedAssignment, PlanId, SkuId } from "../../terms/observed";
import type { Policy, Severity } from "../../terms/policy";
import type { TenantIndex } from "../basis/tenant-index";

/** Somebody whom the stack licenses: a person of the stack, or a member of one of its groups. */
export interface RulePerson {
  /** As written in the stack; the user principal name of somebody who is only a member of a declared group. */
  readonly name: string;
  /** Absent for somebody who is only a member of a declared group. */
  readonly declared?: Pick<DesiredPrincipal, "declarations" | "onPremisesPstn"> | undefined;
  /** What the stack declares for the person, groups apart. */
  readonly licenses: ReadonlyMap<SkuId, { readonly written: string }>;
  /** As it was read; absent where there is no tenant to read. */
  readonly before?: readonly ObservedAssignment[] | undefined;
  /** After the plan, with what declared groups will give once Graph has processed them. */
  readonly after: readonly ObservedAssignment[];
  /** After the plan. */
  readonly usageLocation?: string | undefined;
}

/** A group of the stack. */
export interface RuleGroup {
  readonly id: ObjectId;
  /** As written in the stack. */
  readonly name: string;
  readonly declarations: DesiredPrincipal["declarations"];
  readonly declared: ReadonlyMap<SkuId, { readonly written: string }>;
  /** What the group carries after the plan. */
  readonly licenses: readonly { readonly skuId: SkuId; readonly disabledPlans: readonly PlanId[] }[];
  readonly nestedGroups: number;
}

/** What rules are a function of. Narrow, so that a test can say it in a few lines. */
export interface RuleContext {
  readonly skus: TenantIndex["skus"];
  /** In the order of the stack, members of groups last. Nobody twice. */
  readonly people: readonly RulePerson[];
  /** Groups of the stack, in its order. */
  readonly groups: ReadonlyMap<ObjectId, RuleGroup>;
  readonly policy: Pick<Policy, "prices" | "rules">;
  /** Usage location of members of groups who have none of their own: Graph takes that of the directory. */
  readonly tenantCountry?: string | undefined;
}

/** A SKU as somebody holds it, with what rules ask of its service plans. Shared by everybody who holds it so. */
export interface Content {
  readonly skuId: SkuId;
  /** What lines call the SKU. */
  readonly label: string;
  /** Plans that are on and apply to people. */
  readonly plans: ReadonlySet<PlanId>;
  readonly callingPlans: readonly PlanId[];
  readonly phoneSystem: boolean;
  readonly communicationsCredits: boolean;
  readonly payPerMinute: boolean;
}

export interface Held {
  readonly content: Content;
  readonly direct: boolean;
  /** Groups that give it. */
  readonly groups: readonly ObjectId[];
}

/**
 * What some people hold, each SKU once; people who hold the same in the same ways share it, so that it is judged once.
 */
export interface SameHolding {
  readonly held: readonly Held[];
  readonly people: readonly RulePerson[];
}

/** Who is concerned, as the subject of a sentence. */
export interface Who {
  /** "1 person", "12 people", "3 members of the group Sales Team". */
  readonly subject: string;
  readonly count: number;
}

/** What is wrong; the same for everybody with the same key. */
export interface Cause {
  readonly key: string;
  /** A sentence without its full stop; the names follow it. */
  readonly says: (who: Who) => string;
  /** Asked for only where somebody is concerned. */
  readonly remedy: () => string;
}

/** Somebody for whom a rule does not hold. */
export interface Breach {
  readonly person: RulePerson;
  /** What it is about, the most telling first: it decides which assignment, or which group, the finding names. */
  readonly skus: readonly [SkuId, ...SkuId[]];
  readonly cause: Cause;
}

export interface GroupBreach {
  readonly group: RuleGroup;
  readonly sku?: SkuId;
  readonly key: string;
  readonly message: string;
  readonly remedy: string;
}

interface RuleBase {
  /** Stable, explained in docs/rules.md. */
  readonly code: string;
  readonly severity: Exclude<Severity, "off">;
  /** No stack can change the severity. */
  readonly fixed?: true;
}

export interface PersonRule extends RuleBase {
  readonly kind: "people";
  readonly check: (holding: SameHolding, context: RuleContext) => Iterable<Breach>;
}

export interface GroupRule extends RuleBase {
  readonly kind: "groups";
  readonly check: (group: RuleGroup, context: RuleContext) => Iterable<GroupBreach>;
}

export type Rule = PersonRule | GroupRule;
