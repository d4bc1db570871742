import type { Ledger } from "../../terms/ledger";
import type { Inputs, Outputs } from "../contract/properties";
import type { Basis, Planned } from "./planned";
import type { StackFile } from "./stack-file";

export type ShownLines = Pick<Inputs, "users" | "groups">;

/** What `read` found out, for the calls of the engine that follow in the same process. */
export interface ReadAhead extends Basis {
  /** What `read` was given. */
  readonly outputs: Outputs;
  readonly ledgerDigest: string;
  /** The ledger with what runs that were cut off have given. */
  readonly owned: Ledger;
  /** What the tenant holds of what this stack owns. */
  readonly lines: ShownLines;
  /** The part of `lines` that the engine was given. */
  readonly shown: ShownLines;
  /** What the stack file, as it is now, makes of the tenant. Absent where no file could be used. */
  readonly ahead?: Planned & { readonly file: StackFile };
}
