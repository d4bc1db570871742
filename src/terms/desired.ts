import type { RosterLicense } from "../roster/types";
import type { Place } from "./place";
import type { ObjectId } from "./observed";

/** Who asked for something: an assignment of the stack file, and where it says so. */
export interface Declaration {
  readonly assignment: string;
  readonly place?: Place;
  /** SKUs, as in `DesiredPrincipal.licenses`, that this assignment declares for the principal. */
  readonly skus: readonly string[];
  /** Where the stack writes each of `skus`: in the assignment, or in a bundle. */
  readonly licensePlaces?: ReadonlyMap<string, Place>;
}

/** A person or group of the stack, with the union of everything that is declared for it. */
export interface DesiredPrincipal {
  /** Known where the tenant itself has named the person. */
  readonly id?: ObjectId;
  /** As written in the file: a user principal name, or a group's display name, mail nickname or object id. */
  readonly name: string;
  readonly licenses: readonly RosterLicense[];
  /** Enforced usage location (`usageLocation` on an assignment). */
  readonly usageLocation?: string;
  /** Some assignment of this person says `pstn: onPremises`. */
  readonly onPremisesPstn?: boolean;
  /** Empty where the stack file could not be read again: the plan then has no places, nothing else changes. */
  readonly declarations: readonly Declaration[];
}

/**
 * People of an assignment whom the tenant names and not the file: by what they are, or by a group that they are in.
 * Answered when a plan is made.
 */
export interface PeopleQuestion {
  readonly assignment: string;
  /** A filter of Graph, as `formatFilter` writes it. */
  readonly where?: string;
  /** People in these groups; `nested`: in groups within them too. */
  readonly membersOf?: readonly { readonly group: string; readonly nested?: true; readonly place?: Place }[];
  /** Whom it leaves out all the same: user principal names, and filters. */
  readonly except?: { readonly names: readonly string[]; readonly where: readonly string[] };
  /** Fewer people, or more, refuse the plan. */
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly licenses: readonly RosterLicense[];
  readonly usageLocation?: string;
  readonly onPremisesPstn?: true;
  readonly together?: true;
  /** As of `Priority`; absent: 0. */
  readonly priority?: number;
  readonly place?: Place;
  /** Where the stack writes each of the licences. */
  readonly licensePlaces?: ReadonlyMap<string, Place>;
}

/** An assignment that the date of the run has ended or not begun yet; only for explanations. */
export interface DormantAssignment {
  readonly assignment: string;
  readonly place?: Place;
  readonly from?: string;
  readonly until?: string;
  readonly principals: readonly string[];
  /** It has people whom the tenant names, too. */
  readonly asks?: true;
  readonly skus: readonly string[];
}

/** A group that the stack has made before it licenses it (`create` of an assignment). */
export interface GroupToMake {
  /** Display name; also its name in the stack. */
  readonly name: string;
  /** What it was called before, where it is to be renamed and not made anew. */
  readonly renamedFrom?: string;
  readonly description?: string;
  /** User principal names of everybody who is in it. Absent with `rule` absent: who is in it says somebody else. */
  readonly members?: readonly string[];
  /** Entra's rule of who is in it. */
  readonly rule?: string;
  /** It may be deleted, where the stack no longer has it. */
  readonly protect?: false;
  readonly place?: Place;
  readonly memberPlaces?: ReadonlyMap<string, Place>;
}

/** The declared state, in declared order. */
export interface Desired {
  /** As written: a verified domain or the tenant's id. */
  readonly tenant: string;
  readonly users: readonly DesiredPrincipal[];
  readonly groups: readonly DesiredPrincipal[];
  /** Groups that are made; licensed are those of them that stand in `groups` too. Absent: none. */
  readonly make?: readonly GroupToMake[];
  /** People whom the tenant names, beside `users`; absent: nobody. */
  readonly asks?: readonly PeopleQuestion[];
  readonly dormant: readonly DormantAssignment[];
}
