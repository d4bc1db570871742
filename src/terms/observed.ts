import type { Id, PlanId, SkuId } from "../catalog/types";

export type { PlanId, SkuId } from "../catalog/types";
/** Of a person, a group or the tenant itself. */
export type ObjectId = Id<"directory object">;

export interface ObservedServicePlan {
  readonly id: PlanId;
  readonly name: string;
  readonly appliesTo: "User" | "Company";
}

/** One entry of `GET /subscribedSkus`. */
export interface ObservedSku {
  readonly skuId: SkuId;
  readonly partNumber: string;
  readonly appliesTo: "User" | "Company";
  readonly capabilityStatus: "Enabled" | "Warning" | "Suspended" | "Deleted" | "LockedOut";
  /** Paid units that can be assigned. */
  readonly enabled: number;
  /** Expired, in grace: still assignable. */
  readonly warning: number;
  readonly suspended: number;
  readonly lockedOut: number;
  readonly consumed: number;
  readonly servicePlans: readonly ObservedServicePlan[];
}

/** One entry of a person's `licenseAssignmentStates`. */
export interface ObservedAssignment {
  readonly skuId: SkuId;
  /** Absent: direct. */
  readonly assignedByGroup?: ObjectId;
  readonly disabledPlans: readonly PlanId[];
  readonly state: "Active" | "ActiveWithError" | "Disabled" | "Error";
  /** Absent where Graph says null or "None". */
  readonly error?: string;
}

export interface ObservedUser {
  readonly id: ObjectId;
  readonly userPrincipalName: string;
  readonly displayName?: string;
  readonly usageLocation?: string;
  readonly country?: string;
  readonly onPremisesSyncEnabled: boolean;
  /** The account is there and nobody can sign in with it. Absent: somebody can, or Graph did not say. */
  readonly signInBlocked?: true;
  /**
   * Absent where Graph left `licenseAssignmentStates` out, or something in them: such a person is skipped and reported.
   */
  readonly assignments?: readonly ObservedAssignment[];
  /** Read from the person itself. Absent: from a list, which may show how the person was some time ago. */
  readonly byId?: true;
  /** SKUs that Graph says are assigned, and of which it does not say how; `assignments` is absent then. */
  readonly withoutState?: readonly SkuId[];
  /**
   * What people are selected by, as far as it was asked for: by name as in filters, null where there is nothing. A name
   * is missing where Graph did not say.
   */
  readonly attributes?: Readonly<Record<string, string | boolean | null>>;
}

export interface ObservedGroup {
  readonly id: ObjectId;
  readonly displayName: string;
  readonly mailNickname?: string;
  /** Security groups, and Microsoft 365 groups with securityEnabled. */
  readonly securityEnabled: boolean;
  readonly licenses: readonly { readonly skuId: SkuId; readonly disabledPlans: readonly PlanId[] }[];
  readonly processing?: "QueuedForProcessing" | "ProcessingInProgress" | "ProcessingComplete" | "ProcessingFailed";
  /** Direct members that are people; read for groups that are declared or owned. */
  readonly members?: readonly ObjectId[];
  readonly nestedGroups: number;
  /** People in it and in the groups within it, where that was asked for. */
  readonly everybody?: readonly ObjectId[];
  /** Entra's rule of who is in it; absent where people are put into it one by one. */
  readonly rule?: string;
  /** Read from the group itself. Absent: from a list, which may show how the group was some time ago. */
  readonly byId?: true;
}

/** Why a person or group that was looked up is not among the observed. */
export type Absence =
  | { readonly kind: "notFound"; readonly lookup: string }
  /** 404 by id and found in `deletedItems`. */
  | { readonly kind: "deleted"; readonly lookup: string; readonly id: ObjectId; readonly formerName?: string }
  /** 404 by id and not in `deletedItems`: gone for good. */
  | { readonly kind: "purged"; readonly lookup: string; readonly id: ObjectId }
  /** 403 or an answer that cannot be trusted: neither there nor gone. */
  | { readonly kind: "unreadable"; readonly lookup: string; readonly reason: string };

/** Whom a filter finds, or why Graph does not take it. */
export type FilterAnswer =
  | { readonly kind: "found"; readonly where: string; readonly people: readonly ObjectId[] }
  | { readonly kind: "refused"; readonly where: string; readonly message: string };

/** The tenant as it was read: what planning needs of it and nothing else. */
export interface Observed {
  readonly tenant: {
    readonly id: ObjectId;
    readonly displayName: string;
    readonly verifiedDomains: readonly string[];
    readonly countryLetterCode?: string;
  };
  readonly skus: readonly ObservedSku[];
  /** Those asked for by name or id, the members of the groups asked for, or everybody; each once. */
  readonly users: readonly ObservedUser[];
  readonly groups: readonly ObservedGroup[];
  /** `lookup` is the name or id as asked for. */
  readonly absent: readonly Absence[];
  /** Every user of the tenant is in `users`: seats can be counted from states. */
  readonly wholeTenant: boolean;
  /** One for each filter asked for. */
  readonly answers?: readonly FilterAnswer[];
  /** How many people the tenant has; only where filters or groups were asked for their people. */
  readonly userCount?: number;
}

/** SKUs that a person is thought to hold directly. */
export interface DirectHolding {
  readonly id: ObjectId;
  readonly skuIds: readonly SkuId[];
}

/** Whom the tenant is to name, and what has to be known of people to tell whether they are still meant. */
export interface AskedPeople {
  /** `advanced`: only with `ConsistencyLevel: eventual` and `$count=true`. */
  readonly filters: readonly { readonly where: string; readonly advanced: boolean }[];
  /** Of the groups asked for, those whose members count together with those of groups within them; as asked for. */
  readonly nested: readonly string[];
  /** Names as in filters. */
  readonly attributes: readonly string[];
}

/** What has to be read for a plan. */
export interface ReadRequest {
  readonly userNames: readonly string[];
  readonly userIds: readonly ObjectId[];
  readonly groupNames: readonly string[];
  readonly groupIds: readonly ObjectId[];
  /**
   * People whom a list is not believed about, should it show them without one of these direct licences: they are then
   * read by id. Lists lag behind what was written.
   */
  readonly unlessHeld?: readonly DirectHolding[];
  /** People who are read by id, whatever a list has shown of them. */
  readonly inPerson?: readonly ObjectId[];
  /** Authority over the whole tenant needs everybody. */
  readonly wholeTenant: boolean;
  readonly asked?: AskedPeople;
}
