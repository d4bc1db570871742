import type { Ledger } from "../../terms/ledger";
import type { SkuId } from "../../terms/observed";

const ledgerNames = new WeakMap<Ledger, Map<string, SkuId>>();

/** What the ledger means by each name that a file had when it was written, in upper case. */
export function namesOf(ledger: Ledger): ReadonlyMap<string, SkuId> {
  let names = ledgerNames.get(ledger);
  if (names === undefined) {
    names = new Map();
    for (const entry of [...ledger.users, ...ledger.groups])
      for (const sku of entry.skus) names.set(sku.written.toUpperCase(), sku.skuId);
    ledgerNames.set(ledger, names);
  }
  return names;
}
