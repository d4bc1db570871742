import type { Observed, ObjectId, PlanId, SkuId } from "./observed";

/** One call to Graph for one principal: adds and removals together, the usage location before them. */
export interface PrincipalWrite {
  readonly principal: "user" | "group";
  readonly id: ObjectId;
  readonly name: string;
  readonly usageLocation?: string;
  readonly add: readonly { readonly skuId: SkuId; readonly disabledPlans: readonly PlanId[] }[];
  readonly remove: readonly SkuId[];
}

/** A failure of one principal, ready to be shown: what Graph said, and what to do about it. */
export interface WriteProblem {
  /** Stable code of `docs/errors.md`, e.g. `no-seats`, `usage-location`, `dependency`, `not-found`, `forbidden`. */
  readonly code: string;
  /** Graph's own message, verbatim. */
  readonly message: string;
  readonly remedy: string;
  readonly skuId?: SkuId;
  readonly requestId?: string;
  /** The change was sent and may stand all the same: whoever holds it later may have it from this run. */
  readonly uncertain?: true;
}

/** One outcome a principal; nothing is thrown for one principal's failure. */
export type WriteOutcome =
  | { readonly kind: "applied"; readonly id: ObjectId }
  | { readonly kind: "failed"; readonly id: ObjectId; readonly problem: WriteProblem; readonly located: boolean }
  /** The engine is gone, or the run was stopped: never sent. */
  | { readonly kind: "notSent"; readonly id: ObjectId };

/** What carrying out a plan needs of a tenant; implemented by `graph`, and by a few lines in tests. */
export interface TenantPort {
  /**
   * Fresh state of these people and groups, and of every pool. Groups come with the members they have now, by id. Of
   * people named in `inPerson` no list is believed, however many they are.
   */
  reread(
    userIds: readonly ObjectId[],
    groupIds: readonly ObjectId[],
    inPerson?: readonly ObjectId[],
  ): Promise<Observed>;
  /**
   * Sends the writes as fast as the tenant accepts them. Each principal stands in `writes` at most once. Throws for
   * what concerns everything; outcomes told to `onOutcome` until then count, and those of whom none was told are
   * unconfirmed.
   */
  write(
    writes: readonly PrincipalWrite[],
    onOutcome: (outcome: WriteOutcome) => void,
  ): Promise<readonly WriteOutcome[]>;
  /** Bounded wait until Graph has processed these groups; tells which have not finished. */
  awaitGroups(
    groupIds: readonly ObjectId[],
    onWaiting: (unfinished: number) => void,
  ): Promise<{ readonly unfinished: readonly ObjectId[] }>;
  /** `reprocessLicenseAssignment` for members that failed for want of a seat that is free now. */
  reprocess(userIds: readonly ObjectId[], onOutcome: (outcome: WriteOutcome) => void): Promise<readonly WriteOutcome[]>;
}

/** Live progress, for the resource's row. */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}
