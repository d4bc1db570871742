import type { Ledger } from "../../terms/ledger";
import type { PlanWithModel } from "../../plan/decide/model";
import type { Doubt } from "../../terms/intent";
import type { Inputs, LineByName, Outputs } from "../contract/properties";
import type { StackFile } from "./stack-file";

export type ShownLines = Pick<Inputs, "users" | "groups">;

/** What a plan begins with: what the stack owns, and what it may own. */
export interface Basis {
  /** As the state has it. */
  readonly ledger: Ledger;
  /** Absent where the state has no ledger yet. */
  readonly ledgerDigest?: string;
  readonly doubts: readonly Doubt[];
}

/** A plan of what the stack file, as it is now, asks for. */
export interface PlannedAhead {
  readonly file: StackFile;
  readonly planned: PlanWithModel;
  /** Who holds something that a run which was cut off has given. */
  readonly names: readonly string[];
}

/** What `read` found out, for the calls of the engine that follow in the same process. */
export interface ReadAhead extends Basis {
  /** What `read` was given. */
  readonly outputs: Outputs;
  readonly ledgerDigest: string;
  /** The ledger with what runs that were cut off have given. */
  readonly owned: Ledger;
  /** Part number → `used of bought`, as the outputs have them after this reading. */
  readonly seats: LineByName;
  /** What the tenant holds of what this stack owns. */
  readonly lines: ShownLines;
  /** The part of `lines` that the engine was given. */
  readonly shown: ShownLines;
  /** Absent where no file could be used, and once the run has its plan. */
  readonly ahead?: PlannedAhead;
}
