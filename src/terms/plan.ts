import type { Place } from "./place";
import type { Forecast } from "./forecast";
import type { ObjectId, PlanId, SkuId } from "./observed";
import type { Severity } from "./policy";

/** Why a change happens. */
export type Reason =
  | { readonly kind: "declared"; readonly assignment: string; readonly place?: Place }
  /** Declared and owned, and somebody changed it behind the stack's back. */
  | { readonly kind: "drift" }
  /** Owned, and no longer declared. */
  | { readonly kind: "undeclared" }
  /** Owned, and the assignment that declared it has ended. */
  | { readonly kind: "expired"; readonly assignment: string; readonly until: string; readonly place?: Place }
  /** Owned, and the people whom this assignment asks the tenant for are others now. */
  | { readonly kind: "left"; readonly assignment: string; readonly why: string; readonly place?: Place }
  | { readonly kind: "authority"; readonly scope: "declared" | "tenant" }
  /** A plan selection carried over from the SKU that this one replaces. */
  | { readonly kind: "carriedOver"; readonly fromSku: SkuId }
  /** Direct licence that a group now gives, or the other way round. */
  | { readonly kind: "moved"; readonly to: "group" | "direct"; readonly group: ObjectId };

/**
 * A SKU that is assigned, or assigned again with other plans. `disabledPlans` is complete: Graph replaces, never
 * merges.
 */
export interface Grant {
  readonly skuId: SkuId;
  readonly disabledPlans: readonly PlanId[];
  /** The plans that were off before, where the principal already held the SKU on this path. */
  readonly disabledBefore?: readonly PlanId[];
  readonly reasons: readonly Reason[];
  /** The stack declares which plans are on: a licence that is already there is changed. */
  readonly managed?: boolean;
}

export interface Removal {
  readonly skuId: SkuId;
  readonly disabledBefore: readonly PlanId[];
  readonly reasons: readonly Reason[];
  /** Goes only when the person's licence through this group is Active without error and covers the same plans. */
  readonly onlyIfInherited?: ObjectId;
  /** Of a group: members who keep the SKU on another path, which must be there before this goes. */
  readonly keptBy?: readonly ObjectId[];
}

/** Members of a group whom its change reaches, by name; who is told of by nothing else keeps what there was. */
export interface MemberReach {
  /** Everybody in the group, and who has left it and still has something from it. */
  readonly total: number;
  /** Who gets a SKU by this group that they had on no path. */
  readonly gain: readonly string[];
  /** Who loses something by this group; what, stands in the losses. */
  readonly lose: readonly string[];
}

/** What happens to one principal. */
export interface Transition {
  readonly principal: "user" | "group";
  readonly id: ObjectId;
  /** The key in the stack, or the user principal name of somebody under authority only. */
  readonly name: string;
  /** What the tenant calls it now: user principal name or display name. */
  readonly currentName: string;
  /** `reprocess`: a group whose licences stay as they are; Graph is asked to process some members again. */
  readonly kind: "grant" | "swap" | "adjust" | "withdraw" | "locate" | "reprocess";
  readonly usageLocation?: { readonly before?: string; readonly after: string };
  readonly grants: readonly Grant[];
  readonly removals: readonly Removal[];
  /** Of `reprocess`: for whom there was no seat of what, and is one now. */
  readonly again?: {
    readonly skuIds: readonly SkuId[];
    readonly members: readonly { readonly id: ObjectId; readonly name: string }[];
  };
  /** Of a group that gives or takes something. */
  readonly reach?: MemberReach;
  readonly place?: Place;
  /** Over desired, ledger and observed of this principal. */
  readonly digest: string;
}

/** What one person loses, by whatever path. */
export interface Loss {
  readonly userId: ObjectId;
  readonly name: string;
  readonly path: LossPath;
  /** SKU taken away with nothing of its kind in exchange. */
  readonly skuId?: SkuId;
  /** SKU whose removal, or whose plans, are the cause. */
  readonly fromSku?: SkuId;
  /** Critical families that worked before and do not after. */
  readonly critical: readonly CriticalFamily[];
  readonly reasons: readonly Reason[];
  /** Digest of the `approve` entry that allows this loss. */
  readonly approvedBy?: string;
}

export type CriticalFamily = "mailbox" | "files" | "teams" | "phone";

/** Every way in which a person can lose something. One union, so that a new way cannot be forgotten by the guard. */
export type LossPath =
  | { readonly kind: "removed" }
  | { readonly kind: "plansOff"; readonly skuId: SkuId; readonly plans: readonly PlanId[] }
  | { readonly kind: "groupRemoved"; readonly group: ObjectId }
  | {
      readonly kind: "groupPlansOff";
      readonly group: ObjectId;
      readonly skuId: SkuId;
      readonly plans: readonly PlanId[];
    }
  /** Taken out of a group whose members the stack declares. */
  | { readonly kind: "leftGroup"; readonly group: ObjectId }
  /** Perhaps: Entra decides about the members of this group by another rule than before. */
  | { readonly kind: "ruleChanged"; readonly group: ObjectId };

/** What becomes of who is in a group that the stack makes. */
export interface Membership {
  readonly group: ObjectId;
  readonly name: string;
  /** The group is not there yet. */
  readonly isNew?: true;
  /** User principal names. */
  readonly join: readonly string[];
  readonly leave: readonly string[];
  /** Where Entra decides by a rule that is new, or another one. */
  readonly rule?: { readonly before?: string; readonly after: string };
  readonly place?: Place;
  /** Over what is declared and observed of this group's members. */
  readonly digest: string;
}

/** A SKU's pool around the run. Every number counts seats. */
export interface SeatLine {
  readonly skuId: SkuId;
  readonly bought: number;
  /** Of `bought`, in grace. */
  readonly warning: number;
  readonly usedNow: number;
  readonly usedAfter: number;
  readonly gained: number;
  readonly freed: number;
  /** 0 where the pool suffices. */
  readonly short: number;
  /**
   * Seats to buy so that the next plan serves everybody; absent where `short` is 0. More than `short` where more are in
   * use than were bought.
   */
  readonly missing?: number;
  /** Who would go without, in declared order. */
  readonly goWithout: readonly string[];
}

/** Seats of a product of the tenant, whether a run touches it or not. */
export interface PoolLine {
  readonly skuId: SkuId;
  readonly partNumber: string;
  readonly name: string;
  readonly bought: number;
  /** Of `bought`, in grace. */
  readonly warning: number;
  readonly used: number;
}

/** Why something declared is not given in this run, although nothing but seats stands in its way. */
export type WaitReason =
  /** The pool has so many seats left, of so many, once everybody before has theirs. */
  | { readonly kind: "noSeat"; readonly left: number; readonly bought: number }
  /** People wait for each other's seat. */
  | { readonly kind: "stuck" }
  /** It works only beside this SKU, which waits. */
  | { readonly kind: "needs"; readonly skuId: SkuId }
  /** An assignment says `together: true` of it and of this SKU, which waits. */
  | { readonly kind: "together"; readonly skuId: SkuId }
  /** It would come in exchange for this SKU, which stays, since something else that was to replace it waits. */
  | { readonly kind: "stays"; readonly skuId: SkuId };

/** A licence that waits. */
export interface WaitingLicense {
  readonly skuId: SkuId;
  readonly reason: WaitReason;
  /** Day of the first run that had no seat, YYYY-MM-DD; absent where the stack keeps no order of waiting. */
  readonly since?: string;
}

/** What one principal does not get in this run for want of seats; everything else of it is done. */
export interface Wait {
  readonly principal: "user" | "group";
  readonly id: ObjectId;
  readonly name: string;
  readonly licenses: readonly WaitingLicense[];
  /** SKUs that stay as they are until then, although the stack no longer declares them. */
  readonly keeps: readonly SkuId[];
  /** Of a member: the group through which it would come. */
  readonly group?: string;
  readonly place?: Place;
}

/** Somebody whose priority gives them a seat for which others wait longer. */
export interface Precedence {
  readonly skuId: SkuId;
  readonly id: ObjectId;
  readonly name: string;
  readonly priority: number;
  /** How many wait longer, and who does the longest. */
  readonly passed: number;
  readonly longest: { readonly name: string; readonly since: string };
}

export interface Finding {
  /** Stable and short, explained in docs/rules.md. */
  readonly code: string;
  readonly severity: Exclude<Severity, "off">;
  readonly message: string;
  readonly remedy?: string;
  /** Principal names concerned, as written. */
  readonly principals: readonly string[];
  readonly place?: Place;
}

export interface Phase {
  readonly kind:
    | "freeSeats"
    | "grantGroups"
    | "awaitGroups"
    | "strandedMembers"
    | "people"
    | "withdrawGroups"
    | "reprocess";
  /**
   * Ids of the transitions (or, for `awaitGroups`, `strandedMembers` and `reprocess`, of the groups) that belong to it.
   */
  readonly ids: readonly ObjectId[];
}

/** What the guard was told and what it says. */
export interface GuardVerdict {
  readonly losing: number;
  readonly approved: number;
  /** Losses of the window before this run. */
  readonly inWindow: number;
  readonly limit: number;
  readonly of: number;
  readonly perDays: number;
  readonly verdict: "allowed" | "refused" | "noneRemoved";
}

/** A SKU's names, so that a rendering needs nothing but the plan. */
export interface SkuLabel {
  readonly partNumber: string;
  readonly name: string;
  /** Service plans of it that are Calling Plans, as the tenant has them: what takes a day to arrive. Absent: none. */
  readonly callingPlans?: readonly PlanId[];
}

/** Everything that is shown and everything that is done comes from this one value. */
export interface Plan {
  readonly version: 1;
  readonly tenant: { readonly id: ObjectId; readonly displayName: string };
  /** The day of the run, YYYY-MM-DD. */
  readonly today: string;
  readonly skus: Readonly<Record<SkuId, SkuLabel>>;
  /** Names of the service plans that occur in the plan. */
  readonly plans: Readonly<Record<PlanId, string>>;
  /** One a changed principal, groups first, then by name. */
  readonly transitions: readonly Transition[];
  /** Of groups that the stack makes, those that are made or whose members change, by name; absent: none. */
  readonly memberships?: readonly Membership[];
  readonly phases: readonly Phase[];
  readonly losses: readonly Loss[];
  readonly seats: readonly SeatLine[];
  /** Who waits for a seat, the highest priority and the longest first; absent: nobody. */
  readonly waits?: readonly Wait[];
  /** Who gets a seat although others wait longer for one; absent: nobody. */
  readonly precedences?: readonly Precedence[];
  /** Seats in the next twelve months; absent where nothing is known to change, or it was not asked for. */
  readonly forecast?: Forecast;
  readonly guard: GuardVerdict;
  /** Includes what refuses the plan: any finding of severity `error` does. */
  readonly findings: readonly Finding[];
  /** Principals already as declared: no call. Adopted: held before this stack owned it. */
  readonly unchanged: { readonly count: number; readonly adopted: readonly string[] };
  /** Joiners without an account yet (`onMissingUser: wait`). */
  readonly pending: readonly string[];
  /** Canonical lines after the run, by name as written. */
  readonly lines: {
    readonly users: Readonly<Record<string, string>>;
    readonly groups: Readonly<Record<string, string>>;
  };
  /** The ledger differs although no principal does (adoption, something to forget, spent approvals). */
  readonly ledgerChanges: boolean;
  readonly digest: string;
}
/** Canonical lines by name as written, sorted by name. */
export interface Lines {
  readonly users: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
}
