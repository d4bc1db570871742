/** The nouns of an emulated tenant. Times are milliseconds since the epoch, ids are lower-case GUIDs. */

export type AssignmentState = "Active" | "ActiveWithError" | "Disabled" | "Error";

export type AssignmentError =
  | "None"
  | "CountViolation"
  | "MutuallyExclusiveViolation"
  | "DependencyViolation"
  | "ProhibitedInUsageLocationViolation"
  | "UniquenessViolation"
  | "Other";

/** One source of one SKU for one person: direct (assignedByGroup null) or inherited. */
export interface LicenseState {
  readonly skuId: string;
  readonly assignedByGroup: string | null;
  readonly disabledPlans: readonly string[];
  readonly state: AssignmentState;
  readonly error: AssignmentError;
  readonly lastUpdated: number;
}

export interface User {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly usageLocation: string | null;
  readonly accountEnabled: boolean;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly proxyAddresses: readonly string[];
  readonly createdAt: number;
  readonly deletedAt: number | null;
  /** Every other directory property, as Graph names it (displayName, mail, department, country…). */
  readonly properties: Readonly<Record<string, unknown>>;
  /** In a restricted management administrative unit: writes answer 403. */
  readonly restricted: boolean;
  /** licenseAssignmentStates is missing from this person's answers, as reports from some tenants say. */
  readonly statesHidden: boolean;
  readonly states: readonly LicenseState[];
}

/** What a group assigns: a SKU and the plans it switches off. */
export interface GroupLicense {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

export type ProcessingState = "QueuedForProcessing" | "ProcessingInProgress" | "ProcessingComplete";

export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly mailNickname: string;
  readonly securityEnabled: boolean;
  readonly mailEnabled: boolean;
  readonly groupTypes: readonly string[];
  readonly onPremisesSyncEnabled: boolean | null;
  readonly createdAt: number;
  readonly deletedAt: number | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly licenses: readonly GroupLicense[];
  /** People and service principals. */
  readonly ownerIds: readonly string[];
  /** null until the group was licensed for the first time. */
  readonly processing: ProcessingState | null;
}

/** An application as the directory has it. */
export interface ServicePrincipal {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
}

export interface ServicePlan {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
  readonly appliesTo: "User" | "Company";
}

export interface SeatUnits {
  readonly enabled: number;
  readonly warning: number;
  readonly suspended: number;
  readonly lockedOut: number;
}

export interface Subscription {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly appliesTo: "User" | "Company";
  readonly units: SeatUnits;
  readonly servicePlans: readonly ServicePlan[];
  /** Bought by a person, not by the company: assignLicense does not work for it. */
  readonly selfService: boolean;
  /** Ended for good: no longer listed, and to assignLicense no licence of the company; people may still show it. */
  readonly gone: boolean;
  /** Two-letter countries in which this product may not be assigned. */
  readonly prohibitedLocations: readonly string[];
  /** Overrides what follows from the units. */
  readonly capabilityStatus: "Enabled" | "Warning" | "Suspended" | "LockedOut" | "Deleted" | null;
  readonly subscriptionIds: readonly string[];
  /** What was bought one by one, where the file says so. */
  readonly purchases: readonly Purchase[];
}

/** One commercial subscription to a product; a product may have several. */
export interface Purchase {
  readonly id: string;
  readonly totalLicenses: number;
  readonly status: "Enabled" | "Warning" | "Suspended" | "LockedOut" | "Deleted";
  readonly isTrial: boolean;
  readonly createdAt: number;
  /** When it moves to its next state, unless it is renewed; null: not known. */
  readonly nextLifecycleAt: number | null;
}

/** A plan that works only where one of the other plans is on. */
export interface DependencyRule {
  readonly kind: "dependency";
  readonly plan: string;
  readonly anyOf: readonly string[];
}

/** Two plans that cannot be on together. */
export interface ExclusionRule {
  readonly kind: "exclusion";
  readonly plans: readonly [string, string];
}

export type PlanRule = DependencyRule | ExclusionRule;

export interface Organization {
  readonly id: string;
  readonly displayName: string;
  /** accountName of the subscribed SKUs, the prefix of the old `companyname:SKU` form. */
  readonly companyName: string;
  readonly countryLetterCode: string;
  /** The first is the initial (onmicrosoft.com) domain. */
  readonly verifiedDomains: readonly string[];
  readonly createdAt: number;
}
