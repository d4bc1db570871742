import type { Lines } from "./plan";
import type { Ledger } from "./ledger";
import type { ObjectId, SkuId } from "./observed";
import type { WriteProblem } from "./port";

interface Principal {
  readonly principal: "user" | "group";
  readonly id: ObjectId;
  /** As in the plan. */
  readonly name: string;
}

/** What became of one transition. */
export type PrincipalOutcome = Principal &
  (
    | {
        readonly kind: "applied";
        /** What was left out and why, e.g. a direct licence that stays until the group's is active. */
        readonly note?: string;
      }
    | { readonly kind: "failed"; readonly problem: WriteProblem }
    | { readonly kind: "skipped"; readonly why: string }
    /** The run was stopped before this was sent. */
    | { readonly kind: "notSent" }
  );

/** A member of a group of this run to whom Graph could not give what the group has. */
export interface MemberProblem {
  readonly userId: ObjectId;
  readonly name: string;
  readonly groupId: ObjectId;
  readonly skuId: SkuId;
  /** Graph's error of `licenseAssignmentStates`, e.g. `CountViolation`. */
  readonly error: string;
}

/** What a run has done. The state keeps `ledger` and `lines` in every case, also after failures. */
export interface Execution {
  /** One a transition, in the order of the plan. */
  readonly outcomes: readonly PrincipalOutcome[];
  readonly memberProblems: readonly MemberProblem[];
  /** Groups that Graph had not finished when the wait ended. */
  readonly unfinishedGroups: readonly ObjectId[];
  readonly ledger: Ledger;
  /** What stands now of that which the ledger owns. */
  readonly lines: Lines;
  readonly seats: readonly { readonly skuId: SkuId; readonly bought: number; readonly used: number }[];
  /** The run was stopped (the engine is gone, or Graph out of reach); the rest was not sent. */
  readonly stopped: boolean;
  /** What stopped the run, where something was thrown after the first write. */
  readonly interruption?: unknown;
}
