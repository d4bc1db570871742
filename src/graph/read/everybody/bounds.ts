import type { User } from "@microsoft/microsoft-graph-types";
import { quote } from "../../batches/odata";

/** How many people have a name up to this one, by a count. */
export interface Mark {
  readonly name: string;
  readonly upTo: number;
}

/** The people between two names, both of them included. Without a name it has no end on that side. */
export interface Part {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly people: number;
}

/** What names begin with, in the order of their bytes. Others sort somewhere in between, or before, or behind. */
const letters = "-.0123456789@_abcdefghijklmnopqrstuvwxyz";
/** Names to be counted at, of each range that is too large, and of all of them together. */
const leastBetween = 19;
const mostBetween = 120;
const longestBound = 24;
const property: keyof User = "userPrincipalName";

/**
 * Everybody is between two of these bounds, or before the first, or behind the last, in whatever order Graph compares
 * names, as long as it compares any two: of somebody's name the first bound that it does not exceed is the end of his
 * part, and as it exceeds the bound before that, he is in it. So there is no rest, whatever names begin with; an order
 * that is not ours makes parts unequal, and may show somebody twice.
 */
export function filterOf({ from, to }: Part): string {
  return [
    ...(from === undefined ? [] : [`${property} ge ${quote(from)}`]),
    ...(to === undefined ? [] : [isUpTo(to)]),
  ].join(" and ");
}

/** Of people whose name comes before a bound, or is it. */
export function isUpTo(bound: string): string {
  return `${property} le ${quote(bound)}`;
}

/** Names that would part these people evenly: no longer than it takes to tell each from the one before it. */
export function boundsOfSample(names: readonly string[], parts: number): readonly string[] {
  const sorted = [...new Set(names.map((name) => name.toLowerCase()))].sort(byBytes);
  const bounds = Array.from({ length: parts - 1 }, (_, index) => {
    const at = Math.floor((sorted.length * (index + 1)) / parts);
    return at === 0 ? undefined : shortest(sorted[at - 1] ?? "", sorted[at] ?? "");
  });
  return [...new Set(bounds.filter((bound) => bound !== undefined && isPlain(bound)))] as string[];
}

/** In the order of names; what would make a count fall is left out, as a bound is of use only where it parts. */
export function inOrder(marks: readonly Mark[]): readonly Mark[] {
  const sorted = [...marks].sort((a, b) => byBytes(a.name, b.name));
  const kept: Mark[] = [];
  for (const mark of sorted) if (mark.upTo >= (kept.at(-1)?.upTo ?? 0)) kept.push(mark);
  return kept;
}

/** Names that are worth counting at: those that part whatever holds more people than `most`. */
export function boundsWithin(marks: readonly Mark[], total: number, most: number): readonly string[] {
  const known = new Set(marks.map(({ name }) => name));
  const tooLarge = partsBetween(marks, total).filter(({ people }) => people > most);
  const room = Math.max(leastBetween, Math.floor(mostBetween / tooLarge.length));
  return tooLarge.flatMap(({ from, to }) =>
    thin(
      between(from ?? "", to).filter((name) => isPlain(name) && !known.has(name)),
      room,
    ),
  );
}

/** Neighbours together, as long as they hold no more people than `most`; the largest first. */
export function partsOf(marks: readonly Mark[], total: number, most: number): readonly Part[] {
  const parts: Part[] = [];
  for (const part of partsBetween(marks, total)) {
    const last = parts.at(-1);
    if (last === undefined || last.people + part.people > most) parts.push(part);
    else parts[parts.length - 1] = { from: last.from, to: part.to, people: last.people + part.people };
  }
  return parts.sort((a, b) => b.people - a.people);
}

function partsBetween(marks: readonly Mark[], total: number): readonly Part[] {
  const ends: readonly (Mark | undefined)[] = [...marks, undefined];
  return ends.map((end, index) => {
    const begin = marks[index - 1];
    const people = Math.max(0, (end?.upTo ?? total) - (begin?.upTo ?? 0));
    return { from: begin?.name, to: end?.name, people };
  });
}

/** Texts between two others, one letter apart from each other. */
function between(low: string, high: string | undefined): readonly string[] {
  let same = 0;
  while (high !== undefined && same < low.length && low[same] === high[same]) same += 1;
  const stem = low.slice(0, same);
  const after = low[same];
  const before = high?.[same];
  const inside = Array.from(letters).filter(
    (letter) => (after === undefined || letter > after) && (before === undefined || letter < before),
  );
  const apart = inside.map((letter) => stem + letter);
  const edge = high !== undefined && high.length > same + 1 ? [high.slice(0, same + 1)] : [];
  if (apart.length + edge.length > 1 || after === undefined) return [...apart, ...edge];
  return [...between(low.slice(same + 1), undefined).map((rest) => stem + after + rest), ...apart, ...edge];
}

/** Evenly, no more than there is room for. */
function thin(names: readonly string[], room: number): readonly string[] {
  const step = Math.max(1, names.length / room);
  return Array.from({ length: Math.min(names.length, room) }, (_, index) => names[Math.floor(index * step)] ?? "");
}

function shortest(low: string, high: string): string {
  let same = 0;
  while (same < low.length && low[same] === high[same]) same += 1;
  return high.slice(0, same + 1);
}

/** In a bound only what every order of texts compares alike, more or less; and a filter has to end somewhere. */
function isPlain(name: string): boolean {
  return name !== "" && name.length <= longestBound && Array.from(name).every((letter) => letters.includes(letter));
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
