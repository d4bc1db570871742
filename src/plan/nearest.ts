import { byText } from "./sets";

/** Number of single-character edits between two texts, at most `limit + 1`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}

/** At most three of `names` that somebody may have meant by `text`, the nearest first. */
export function nearestNames(text: string, names: Iterable<string>): string[] {
  const upper = text.toUpperCase();
  const limit = Math.max(2, Math.floor(text.length / 3));
  return [...names]
    .map((name) => ({ name, edits: distance(upper, name.toUpperCase(), limit) }))
    .filter((candidate) => candidate.edits <= limit)
    .sort((a, b) => a.edits - b.edits || byText(a.name, b.name))
    .slice(0, 3)
    .map((candidate) => candidate.name);
}
