import { byText } from "../../text/order";
/** Whether two lists without repetitions have the same members. */
export function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  if (a.length === 0) return true;
  const members = new Set(a);
  return b.every((value) => members.has(value));
}

export function sortedUnique(values: Iterable<string>): string[] {
  const sorted = [...values].sort();
  return sorted.filter((value, index) => value !== sorted[index - 1]);
}

/** Entries sorted by key, so that equal maps are equal bytes. */
export function sortedRecord<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort((a, b) => byText(a[0], b[0])));
}

export function groupBy<T>(values: Iterable<T>, keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
