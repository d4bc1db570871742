import { type Sight, afterAbsence, withoutSighting } from "./absence";
import { daysBefore } from "../basis/days";
import type { BoundGroup } from "../bind/bind-groups";
import type { BoundUser } from "../bind/bind-users";
import type { Ledger, LedgerEntry, LedgerSku } from "../../terms/ledger";
import type { SkuId } from "../../terms/observed";
import type { Policy } from "../../terms/policy";
import { approvalDigest } from "../guard/approvals";
import type { ResolvedLicense } from "../bind/resolve-licenses";
import { selectionKey } from "../basis/selection";
import { groupBy, sortedRecord } from "../basis/sets";
import type { Model } from "../decide/model";
import type { Loss } from "../../terms/plan";
import { byText } from "../../text/order";

/** What stands for one principal when its entry is written. */
export interface Confirmed {
  /** SKUs held on the principal's own path. */
  readonly direct: ReadonlySet<SkuId>;
  /** SKUs held on any path. */
  readonly held: ReadonlySet<SkuId>;
  /** SKUs that this run took from the principal's own path: what is not there for that reason is known to be gone. */
  readonly taken: ReadonlySet<SkuId>;
  readonly sight: Sight;
  /** SKUs of which nothing is confirmed, since they wait for a seat. */
  readonly waiting: ReadonlySet<SkuId>;
  /** Everything that was declared is done: the declared selections and usage location are confirmed. */
  readonly done: boolean;
}

/**
 * The entry of one principal after a run: declared SKUs that are held (or were owned before), and owned SKUs that are
 * no longer declared and are still held directly, or not known to be gone. Nothing else takes an entry out: whoever is
 * owned and declared stays, though for the moment nothing of it stands, or a renamed person would be nobody to the
 * next run.
 */
export function nextEntry(
  bound: Pick<BoundUser | BoundGroup, "id" | "name" | "declared" | "owned">,
  licenses: ReadonlyMap<SkuId, ResolvedLicense>,
  confirmed: Confirmed,
): LedgerEntry | undefined {
  const { owned, declared } = bound;
  const skus = [...declaredSkus(owned, licenses, confirmed), ...leftSkus(owned, licenses, confirmed)];
  if (skus.length === 0 && (declared === undefined || owned === undefined)) return undefined;
  const usageLocation = confirmed.done || owned === undefined ? declared?.usageLocation : owned.usageLocation;
  return {
    id: bound.id,
    name: bound.name,
    skus: skus.sort((a, b) => byText(a.skuId, b.skuId)),
    ...(usageLocation !== undefined && { usageLocation }),
    ...(owned?.writtenAt !== undefined && { writtenAt: owned.writtenAt }),
  };
}

/** Of the declared SKUs, those that are held, and those that were owned before. */
function declaredSkus(
  owned: LedgerEntry | undefined,
  licenses: ReadonlyMap<SkuId, ResolvedLicense>,
  { done, waiting, held }: Confirmed,
): readonly LedgerSku[] {
  const before = new Map(owned?.skus.map((sku) => [sku.skuId, sku]));
  return [...licenses.values()].flatMap(({ skuId, written, selection }) => {
    const known = before.get(skuId);
    const isDone = done && !waiting.has(skuId);
    if (held.has(skuId) && (isDone || known === undefined)) return [{ skuId, written, selection }];
    return known === undefined ? [] : [withoutSighting(known)];
  });
}

/** Of the SKUs that are no longer declared, those that are still held directly, or not known to be gone. */
function leftSkus(
  owned: LedgerEntry | undefined,
  licenses: ReadonlyMap<SkuId, ResolvedLicense>,
  confirmed: Confirmed,
): readonly LedgerSku[] {
  return (owned?.skus ?? []).flatMap((known) => {
    if (licenses.has(known.skuId)) return [];
    return (confirmed.direct.has(known.skuId) ? withoutSighting(known) : missed(known, owned, confirmed)) ?? [];
  });
}

function missed(known: LedgerSku, owned: LedgerEntry | undefined, { taken, sight }: Confirmed): LedgerSku | undefined {
  return owned === undefined || taken.has(known.skuId) ? undefined : afterAbsence(known, owned, sight);
}

/** Whether two entries say the same; when each was written last does not matter. */
export function sameEntry(a: LedgerEntry | undefined, b: LedgerEntry | undefined): boolean {
  if (a === b || a === undefined || b === undefined) return a === b;
  if (a.name !== b.name || a.usageLocation !== b.usageLocation || a.gone !== b.gone || a.skus.length !== b.skus.length)
    return false;
  return a.skus.every((sku, at) => {
    const other = b.skus[at];
    return (
      other !== undefined &&
      sku.skuId === other.skuId &&
      sku.written === other.written &&
      sku.seenAbsent === other.seenAbsent &&
      selectionKey(sku.selection) === selectionKey(other.selection)
    );
  });
}

/** What a run leaves, or would: of principals, losses and those who wait. */
export interface AfterRun {
  readonly users: readonly LedgerEntry[];
  readonly groups: readonly LedgerEntry[];
  readonly losses: readonly Loss[];
  readonly waiting: Ledger["waiting"];
}

/** The ledger after a run: what is left, and what the policy and the run say beside it. */
export function nextLedger({ input, protection }: Model, { users, groups, losses, waiting }: AfterRun): Ledger {
  const byId = (a: LedgerEntry, b: LedgerEntry): number => byText(a.id, b.id);
  const { unapproved, approved } = spendingOf(losses);
  return {
    tenantId: input.ledger.tenantId,
    users: [...users].sort(byId),
    groups: [...groups].sort(byId),
    protectedIds: [...protection.ids].sort(byText),
    ...(protection.names.size > 0 && { protectedNames: sortedRecord(protection.names) }),
    noneRemoved: input.policy.limits.kind === "noneRemoved",
    lossesByDay: nextLosses(input.ledger, input.policy, input.today, unapproved),
    approvalsSpent: nextApprovals(input.ledger, input.policy, approved),
    ...(waiting !== undefined && { waiting }),
    ...(input.answered !== undefined && { asked: input.answered.counts }),
  };
}

/** What these losses spend: of the limit, by people, and of each approval. */
function spendingOf(losses: readonly Loss[]): { unapproved: number; approved: Map<string, number> } {
  let unapproved = 0;
  const approved = new Map<string, number>();
  for (const personal of groupBy(losses, (loss) => loss.userId).values()) {
    const digests = new Set(personal.map((loss) => loss.approvedBy));
    if (digests.has(undefined)) unapproved += 1;
    for (const digest of digests) if (digest !== undefined) approved.set(digest, (approved.get(digest) ?? 0) + 1);
  }
  return { unapproved, approved };
}

const keptDays = 90;

/** Losses by day with those of today; days that no window reaches any more are dropped. */
export function nextLosses(
  ledger: Ledger,
  policy: Pick<Policy, "limits">,
  today: string,
  unapproved: number,
): Record<string, number> {
  const window = policy.limits.kind === "limited" ? policy.limits.perDays : 0;
  const oldest = daysBefore(today, Math.max(window, keptDays));
  const losses = Object.fromEntries(Object.entries(ledger.lossesByDay).filter(([day]) => day >= oldest));
  if (unapproved > 0) losses[today] = (losses[today] ?? 0) + unapproved;
  return losses;
}

/** Approvals spent, of those that the stack still has. */
export function nextApprovals(
  ledger: Ledger,
  policy: Pick<Policy, "approvals">,
  approved: ReadonlyMap<string, number>,
): Record<string, number> {
  const spent: Record<string, number> = {};
  for (const approval of policy.approvals) {
    const digest = approvalDigest(approval);
    const total = (ledger.approvalsSpent[digest] ?? 0) + (approved.get(digest) ?? 0);
    if (total > 0) spent[digest] = total;
  }
  return spent;
}
