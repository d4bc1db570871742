/** The words that stand in a document: keys, and texts that mean something. */
export function wordsOf(value: unknown, found = new Set<string>()): readonly string[] {
  if (typeof value === "string" && value.length < 40) found.add(value);
  else if (Array.isArray(value)) for (const item of value) wordsOf(item, found);
  else if (typeof value === "object" && value !== null)
    for (const [key, one] of Object.entries(value)) {
      found.add(key);
      wordsOf(one, found);
    }
  return [...found];
}
