import type { Desired } from "../../terms/desired";
import type { Doubt } from "../../terms/intent";
import type { Ledger } from "../../terms/ledger";
import type { Observed } from "../../terms/observed";
import type { Plan } from "../../terms/plan";

/** What a plan begins with: what the stack owns, and what it may own. */
export interface Basis {
  /** As the state has it. */
  readonly ledger: Ledger;
  /** Absent where the state has no ledger yet. */
  readonly ledgerDigest?: string;
  readonly doubts: readonly Doubt[];
}

export interface Planned {
  readonly plan: Plan;
  /** With what runs that were cut off have given. */
  readonly ledger: Ledger;
  readonly observed: Observed;
}

/** The plan of what the program declares. */
export interface DeclaredPlan extends Planned {
  readonly desired: Desired;
}
