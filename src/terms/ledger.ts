import type { PlanSelection } from "../roster/types";
import type { ObjectId, SkuId } from "./observed";

/** A SKU that the stack declared when a run last wrote or confirmed it. */
export interface LedgerSku {
  readonly skuId: SkuId;
  /**
   * The name as written in the roster then; a name that would now resolve to another SKU id is an error, not a swap.
   */
  readonly written: string;
  readonly selection: PlanSelection;
  /**
   * No longer declared, and seen not to be held since this moment (ISO 8601), which is not believed yet: to be taken
   * back should it turn up.
   */
  readonly seenAbsent?: string;
}

export interface LedgerEntry {
  readonly id: ObjectId;
  /** As written in the file. */
  readonly name: string;
  /**
   * Sorted by `skuId`. Empty: nothing is owned, and a declared person keeps its id although it may be called otherwise
   * now.
   */
  readonly skus: readonly LedgerSku[];
  /** Enforced usage location when last written. */
  readonly usageLocation?: string;
  /** Set once the person was seen to be missing, so that "vanished" counts each person once. */
  readonly gone?: "deleted" | "missing";
  /** This stack has written nothing to the principal after this moment (ISO 8601). Absent: not known. */
  readonly writtenAt?: string;
}

/** Somebody who waits for a seat of a SKU. */
export interface QueuePlace {
  readonly principal: "user" | "group";
  readonly id: ObjectId;
  /** As written in the file. */
  readonly name: string;
  /** The day of the first run that had no seat, YYYY-MM-DD. */
  readonly since: string;
}

/**
 * What this stack owns: for each person and group, by object id, the SKUs that were declared when a run last wrote or
 * confirmed them. Only a successful removal, a release, a confirmed purge, or "no longer declared and known to be no
 * longer held" takes an entry out; what that means is said in `plan/ledger/absence.ts`.
 */
export interface Ledger {
  readonly tenantId: ObjectId;
  readonly users: readonly LedgerEntry[];
  readonly groups: readonly LedgerEntry[];
  /** Ids of protected people: they stay protected when renamed. */
  readonly protectedIds: readonly ObjectId[];
  /**
   * The same people by the name as written, lower case: a renamed person stays protected, a name taken off the list
   * does not.
   */
  readonly protectedNames?: Readonly<Record<string, ObjectId>>;
  readonly noneRemoved: boolean;
  /** People who lost something, by day (YYYY-MM-DD), without approved losses. */
  readonly lossesByDay: Readonly<Record<string, number>>;
  /** Losses spent of each approval, by the approval's own digest. */
  readonly approvalsSpent: Readonly<Record<string, number>>;
  /** Who waits for a seat (`onShortage: assignInOrder`), by SKU, in the order of waiting. Absent: nobody. */
  readonly waiting?: Readonly<Record<SkuId, readonly QueuePlace[]>>;
  /** How many people the tenant named in the last run, by the digest of the question; absent: nothing was asked. */
  readonly asked?: Readonly<Record<string, number>>;
}
