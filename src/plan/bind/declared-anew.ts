import type { LedgerEntry } from "../../terms/ledger";

interface Names {
  /** What the tenant calls it now; undefined where it is not there. */
  readonly nameOf: (entry: LedgerEntry) => string | undefined;
  /** All that the file writes, in lower case. */
  readonly declaredNames: ReadonlySet<string>;
  readonly entriesByName: ReadonlyMap<string, LedgerEntry>;
}

/** Entries by name in lower case; of two with one name, the one that is there. */
export function entriesByName(entries: readonly LedgerEntry[]): Map<string, LedgerEntry> {
  const byName = new Map<string, LedgerEntry>();
  for (const entry of entries) {
    const key = entry.name.toLowerCase();
    if (entry.gone === undefined || !byName.has(key)) byName.set(key, entry);
  }
  return byName;
}

/**
 * Whether the file writes this renamed person or group under the present name. Its former name then means whoever has
 * it now: both are in the file, each as itself.
 *
 * The present name may itself have been somebody's whom the ledger knows; that one has to be declared anew too, and so
 * on. Names that went round in a circle tell nothing: such a file reads the same before and after.
 */
export function isDeclaredAnew(entry: LedgerEntry, names: Names, seen: ReadonlySet<LedgerEntry> = new Set()): boolean {
  const present = names.nameOf(entry)?.toLowerCase();
  // Whoever is not there has passed the name on; whether that is certain is asked where the name is bound.
  if (present === undefined) return true;
  if (seen.has(entry) || !names.declaredNames.has(present)) return false;
  const before = names.entriesByName.get(present);
  return before === undefined || before.id === entry.id || isDeclaredAnew(before, names, new Set([...seen, entry]));
}
