import type { Group, GroupLicense, LicenseState, ProcessingState, SeatUnits, Subscription, User } from "./model";

/**
 * Who did it: an application through Graph, an administrator behind everybody's back, or the licensing service itself.
 */
export interface Actor {
  readonly kind: "application" | "administrator" | "service";
  readonly id: string;
}

export type UserPatch = Partial<Omit<User, "id" | "states" | "createdAt" | "deletedAt">>;
export type GroupPatch = Partial<Omit<Group, "id" | "licenses" | "processing" | "createdAt" | "deletedAt">>;

/**
 * The smallest steps in which a tenant changes. A tenant is the fold of these over its first state,
 * so replaying a log gives the same tenant.
 */
export type PrimitiveChange =
  | { readonly kind: "userCreated"; readonly user: User }
  | { readonly kind: "userPatched"; readonly userId: string; readonly set: UserPatch }
  | { readonly kind: "userDeleted"; readonly userId: string; readonly groupIds: readonly string[] }
  | {
      readonly kind: "userRestored";
      readonly userId: string;
      readonly states: readonly LicenseState[];
      readonly groupIds: readonly string[];
    }
  | { readonly kind: "userPurged"; readonly userId: string }
  | { readonly kind: "groupCreated"; readonly group: Group }
  | { readonly kind: "groupPatched"; readonly groupId: string; readonly set: GroupPatch }
  | {
      readonly kind: "groupDeleted";
      readonly groupId: string;
      readonly memberIds: readonly string[];
      readonly kept: boolean;
    }
  | { readonly kind: "groupRestored"; readonly groupId: string; readonly memberIds: readonly string[] }
  | { readonly kind: "groupPurged"; readonly groupId: string }
  | { readonly kind: "memberAdded"; readonly groupId: string; readonly memberId: string }
  | { readonly kind: "memberRemoved"; readonly groupId: string; readonly memberId: string }
  | { readonly kind: "groupLicensesSet"; readonly groupId: string; readonly licenses: readonly GroupLicense[] }
  | { readonly kind: "groupProcessing"; readonly groupId: string; readonly state: ProcessingState }
  | { readonly kind: "stateSet"; readonly userId: string; readonly state: LicenseState }
  | {
      readonly kind: "stateRemoved";
      readonly userId: string;
      readonly skuId: string;
      readonly assignedByGroup: string | null;
    }
  | { readonly kind: "subscriptionSet"; readonly subscription: Subscription }
  | { readonly kind: "seatsSet"; readonly skuId: string; readonly units: SeatUnits };

/**
 * What one transaction did to what a person can use, counted after the whole transaction: a swap in one
 * call loses one SKU and gains another in one entry, and a moment with neither would show as two entries.
 */
export interface EffectiveChange {
  readonly kind: "effectiveLicenses";
  readonly userId: string;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  readonly plansGained: readonly string[];
  readonly plansLost: readonly string[];
}

export type Change = PrimitiveChange | EffectiveChange;

export interface LogEntry {
  readonly sequence: number;
  /** Entries of one transaction took effect together. */
  readonly transaction: number;
  readonly time: number;
  readonly actor: Actor;
  readonly requestId: string | null;
  readonly change: Change;
}
