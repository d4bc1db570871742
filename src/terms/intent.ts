import type { LedgerEntry } from "./ledger";

/** Licences of people and groups, by object id. */
export interface Entries {
  readonly users: readonly LedgerEntry[];
  readonly groups: readonly LedgerEntry[];
}

/** What one run is about to do: in the state before the run writes anything. */
export interface Intent {
  /** Digest of the ledger that the run began with; absent where the stack had none yet. */
  readonly base?: string;
  /**
   * What is assigned to principals who do not hold it directly: until the run has ended, this stack may have given it.
   */
  readonly given: Entries;
  /** What is taken from principals who hold it directly, with the plans that are off. */
  readonly taken: Entries;
}

/** What a run may have given without anybody having seen it. */
export interface Doubt {
  readonly given: Entries;
  /** From this moment on (ISO 8601) it is believed that the run did not give it; absent: until a run has looked. */
  readonly until?: string;
}
