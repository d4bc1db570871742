import type { Plan } from "../../terms/plan";
import type { Observed } from "../../terms/observed";
import type { Ledger } from "../../terms/ledger";
import type { Inputs } from "../contract/properties";
import type { StackFile } from "./stack-file";

export type AllLines = Pick<Inputs, "users" | "groups">;
/** What `read` found out, for the calls of the engine that follow in the same process. */
export interface Foreseen {
  readonly ledger: Ledger;
  readonly ledgerDigest: string;
  /** What the tenant holds of what this stack owns. */
  readonly lines: AllLines;
  /** The part of `lines` that the engine was given. */
  readonly shown: AllLines;
  /** What the stack file, as it is now, makes of the tenant. Absent where no file could be used. */
  readonly ahead?: { readonly file: StackFile; readonly observed: Observed; readonly plan: Plan };
}
