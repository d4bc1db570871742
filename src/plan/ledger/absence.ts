import { elapsed, lag, lieApart } from "../basis/readings";
import type { LedgerEntry, LedgerSku } from "../../terms/ledger";

/**
 * When a stack may forget what it owns.
 *
 * What the file no longer declares is taken back. Where it is not there to be taken, the entry could leave the ledger,
 * and nobody would ever take it back should it turn up after all: lists of Graph show the tenant as it was some time
 * ago, and no single reading proves that something is gone. So absence is believed only where it was read from the
 * person (or group) by id, after the last write of this stack to that principal, and twice some minutes apart or once
 * after the documented lag. Until then the entry stays, with the moment since which it was seen absent, and every run
 * looks again.
 */

/** Whether a list may still show a principal as it was before the last write of this stack. */
export function isWrittenLately({ writtenAt }: LedgerEntry, now: string): boolean {
  return writtenAt !== undefined && elapsed(writtenAt, now) < lag;
}

/** How one principal was read in this run. */
export interface Sight {
  /** The moment of the run, before anything was read: no reading is older. Absent: nothing is believed. */
  readonly now?: string;
  /** From the principal itself, not from a list. */
  readonly byId: boolean;
}

/**
 * What stays in the ledger of an owned SKU that is no longer declared and was not seen: nothing, once it is believed.
 */
export function afterAbsence(sku: LedgerSku, { writtenAt }: LedgerEntry, { now, byId }: Sight): LedgerSku | undefined {
  if (!byId || now === undefined) return sku;
  const since = sku.seenAbsent;
  const sawBefore = since !== undefined && (writtenAt === undefined || since >= writtenAt);
  if (sawBefore && lieApart(since, now)) return undefined;
  if (writtenAt !== undefined && elapsed(writtenAt, now) >= lag) return undefined;
  return sawBefore ? sku : { ...sku, seenAbsent: now };
}

/** As declared or seen again. */
export function withoutSighting(sku: LedgerSku): LedgerSku {
  if (sku.seenAbsent === undefined) return sku;
  const { skuId, written, selection } = sku;
  return { skuId, written, selection };
}
