import { distance } from "fastest-levenshtein";
import { loosen } from "./usual-names";

/** A name that may be suggested, and what it is the name of: of one thing, one name is suggested. */
export interface NameOf {
  readonly name: string;
  readonly of: string;
}

interface Prepared extends NameOf {
  readonly loose: string;
  readonly words: readonly string[];
}

export function prepareNames(names: Iterable<NameOf>): readonly Prepared[] {
  return Array.from(names, ({ name, of }) => {
    const loose = loosen(name);
    return { name, of, loose, words: loose.split(" ") };
  });
}

/** Letters: what is longer than any name with a slip in it is compared with none; it would take long. */
const longest = 120;

/** Below this likeness nobody would have meant it. */
const leastLikeness = 0.6;

/**
 * The products that somebody may have meant, the likeliest first, by the name that is most like what was written; at
 * most `count`. Compared word by word as well as letter by letter: "M365 Business Premum" is nearer to Business Premium
 * than to "M365 Business Standard", and "Exchange P1" to "Exchange Online (Plan 1)". Of a product the name that stands
 * first wins a tie, of products the shortest.
 */
export function suggestProducts(written: string, names: readonly Prepared[], count = 3): readonly string[] {
  const wanted = loosen(written);
  if (wanted.length < 2 || wanted.length > longest) return [];
  const words = wanted.split(" ").map((word) => ({ word, likeness: new Map<string, number>() }));
  const best = new Map<string, { readonly name: string; readonly likeness: number }>();
  for (const { name, of, loose, words: own } of names) {
    const likeness = likenessOf(wanted, words, loose, own);
    const known = best.get(of);
    if (likeness >= Math.max(leastLikeness, known?.likeness ?? 0) && likeness !== known?.likeness)
      best.set(of, { name, likeness });
  }
  return [...best.values()]
    .sort((a, b) => b.likeness - a.likeness || a.name.length - b.name.length)
    .slice(0, count)
    .map(({ name }) => name);
}

/** 0: nothing in common, 1: the same. */
function likenessOf(wanted: string, words: readonly WantedWord[], loose: string, own: readonly string[]): number {
  if (wanted === loose) return 1;
  const byLetters = wanted.length >= 3 && loose.includes(wanted) ? 0.97 : letterLikeness(wanted, loose);
  return Math.max(byLetters, wordLikeness(words, own));
}

/** Short words have few letters to be like in: of "E1" and "EMS" nothing but the E. */
function letterLikeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  const most = Math.floor(0.4 * Math.min(a.length, b.length));
  if (most < 1 || Math.abs(a.length - b.length) > most) return 0;
  const edits = distance(a, b);
  return edits > most ? 0 : 1 - edits / longer;
}

/** The share of letters in words that both have; what the other says beyond counts less than what it lacks. */
function wordLikeness(words: readonly WantedWord[], own: readonly string[]): number {
  let found = 0;
  let written = 0;
  for (const wanted of words) {
    written += wanted.word.length;
    let best = 0;
    for (const other of own) best = Math.max(best, likenessToWord(wanted, other));
    found += wanted.word.length * best;
  }
  let beyond = -found;
  for (const word of own) beyond += word.length;
  return found / (written + 0.3 * Math.max(0, beyond));
}

/** A word that was written, and how like it the words of names are: two thousand names share a few hundred words. */
interface WantedWord {
  readonly word: string;
  readonly likeness: Map<string, number>;
}

function likenessToWord({ word, likeness }: WantedWord, other: string): number {
  let known = likeness.get(other);
  if (known === undefined) likeness.set(other, (known = word === other ? 1 : sameWord(word, other)));
  return known;
}

/** Words with digits (E3, P1, 365) are the same or not; others may have a slip, or be cut short. */
function sameWord(a: string, b: string): number {
  if (/\d/.test(a) || /\d/.test(b)) return 0;
  if (a.length >= 4 && b.startsWith(a)) return 0.9;
  const likeness = letterLikeness(a, b);
  return likeness >= leastLikeness ? likeness : 0;
}
