import type { LedgerEntry } from "./ledger";
import type { ObjectId, SkuId } from "./observed";

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
  /** Who loses a SKU by it that no approval names; absent where nobody does. */
  readonly losing?: Losing;
}

/** People who are about to lose a SKU, and the day on which that counts. */
export interface Losing {
  /** YYYY-MM-DD */
  readonly day: string;
  /** `group`: it is taken from this group; `left`: the person is taken out of this group; else from the person. */
  readonly people: readonly {
    readonly id: ObjectId;
    readonly skuId: SkuId;
    readonly group?: ObjectId;
    readonly left?: ObjectId;
  }[];
}

/** What a run may have given without anybody having seen it. */
export interface Doubt {
  readonly given: Entries;
  /** Whom the run was about to take something from; what of it is done shows the tenant. */
  readonly losing?: Losing;
  /** From this moment on (ISO 8601) it is believed that the run did not give it; absent: until a run has looked. */
  readonly until?: string;
}
