import { distance } from "fastest-levenshtein";
import { foldName } from "./names";

/**
 * The known names nearest to what somebody wrote: by edit distance, names that contain the written text first; at most
 * `count`, and none that differs in more than two fifths of its letters.
 */
export function nearestNames(written: string, known: Iterable<string>, count = 3): readonly string[] {
  const wanted = foldName(written);
  const scored = new Map<string, number>();
  for (const name of known) {
    const folded = foldName(name);
    const score = scoreOf(wanted, folded);
    if (score !== undefined) scored.set(name, score);
  }
  return [...scored]
    .sort(([a, scoreA], [b, scoreB]) => scoreA - scoreB || a.length - b.length || (a < b ? -1 : a > b ? 1 : 0))
    .slice(0, count)
    .map(([name]) => name);
}

function scoreOf(wanted: string, folded: string): number | undefined {
  if (wanted.length === 0) return undefined;
  if (wanted.length >= 3 && folded.includes(wanted)) return 0.5;
  const shorter = Math.min(wanted.length, folded.length);
  const limit = Math.max(shorter < 3 ? 1 : 2, Math.floor(0.4 * shorter));
  if (Math.abs(wanted.length - folded.length) > limit) return undefined;
  const edits = distance(wanted, folded);
  return edits <= limit ? edits : undefined;
}
