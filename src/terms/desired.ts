import type { RosterLicense } from "../roster/types";
import type { Place } from "./place";

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

/** An assignment that the date of the run has ended or not begun yet; only for explanations. */
export interface DormantAssignment {
  readonly assignment: string;
  readonly place?: Place;
  readonly from?: string;
  readonly until?: string;
  readonly principals: readonly string[];
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
  readonly dormant: readonly DormantAssignment[];
}
