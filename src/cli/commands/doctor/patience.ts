import type { CliContext } from "../../context";

/** How long is waited for what may be broken, in milliseconds. */
export interface Patience {
  /** For one answer of the engine. The first of a new machine may be the download of the engine itself. */
  readonly engine: number;
  readonly signIn: number;
  /** For one answer of Graph, or of anybody else on the way. */
  readonly answer: number;
}

export const patience: Patience = { engine: 60_000, signIn: 20_000, answer: 20_000 };

/** The command line of somebody who looks for what is wrong. */
export type Visit = CliContext & { readonly patience: Patience };
