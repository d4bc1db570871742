import type { RosterLicense } from "../roster/types";

/** A place in a stack or list file; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

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

/** The declared state, in declared order. */
export interface Desired {
  /** As written: a verified domain or the tenant's id. */
  readonly tenant: string;
  readonly users: readonly DesiredPrincipal[];
  readonly groups: readonly DesiredPrincipal[];
  readonly dormant: readonly DormantAssignment[];
}
