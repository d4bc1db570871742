import { lieApart } from "../basis/readings";
import type { LedgerEntry } from "../../terms/ledger";

/**
 * What stays in the ledger of somebody who is not in the tenant. Whoever is deleted may be restored, with everything
 * that this stack gave: the entry waits for it. An account that is not among the deleted ones either is gone for good,
 * or was deleted a moment ago and does not stand in their list yet; so that is believed the second time, some minutes
 * later. Where nothing was given there is nothing to take back.
 */
export function goneEntry(
  entry: LedgerEntry,
  kind: "deleted" | "missing" | "purged",
  now: string | undefined,
): LedgerEntry | undefined {
  if (kind !== "purged") return { ...withSightings(entry, undefined), gone: kind };
  if (entry.skus.length === 0) return undefined;
  const since = entry.gone === "missing" ? purgedSince(entry) : undefined;
  if (since === undefined) return { ...withSightings(entry, now), gone: "missing" };
  return now !== undefined && lieApart(since, now) ? undefined : entry;
}

/** The latest moment, once everything has one: of some of it absence may have been seen while the account was there. */
function purgedSince({ skus }: LedgerEntry): string | undefined {
  const moments = skus.flatMap(({ seenAbsent }) => seenAbsent ?? []);
  return moments.length === skus.length ? moments.sort().at(-1) : undefined;
}

function withSightings(entry: LedgerEntry, moment: string | undefined): LedgerEntry {
  const skus = entry.skus.map(({ skuId, written, selection }) => ({
    skuId,
    written,
    selection,
    ...(moment !== undefined && { seenAbsent: moment }),
  }));
  return { ...entry, skus };
}
