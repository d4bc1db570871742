import { createHash } from "node:crypto";
import { count } from "../../report/content/words";
import type { LineByName } from "./properties";

/**
 * Stands in the engine's comparison for somebody who is left with nothing, and of whom the engine knows no line from
 * before.
 */
export const emptyLine = "(nothing)";

/**
 * The lines that the engine compares with those it has: of everybody who changes, and of everybody whose line it has.
 *
 * @param olds what the engine has
 * @param before what stands in the tenant, as `read` found it; undefined where nothing was read yet, and everybody is
 *   new
 * @param after what will stand there after the run
 */
export function shownLines(olds: LineByName, before: LineByName | undefined, after: LineByName): LineByName {
  if (before === undefined) return after;
  const shown: [string, string][] = [];
  for (const name of Object.keys(after)) {
    const line = after[name] ?? "";
    if (before[name] !== line || Object.hasOwn(olds, name)) shown.push([name, line]);
  }
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name) && !Object.hasOwn(olds, name)) shown.push([name, emptyLine]);
  }
  return Object.fromEntries(shown);
}

/** A group may be called `constructor`, or `__proto__`. */
export function lineOf(lines: LineByName, name: string): string | undefined {
  return Object.hasOwn(lines, name) ? lines[name] : undefined;
}

export function sameLines(some: LineByName, others: LineByName): boolean {
  const names = Object.keys(some);
  return names.length === Object.keys(others).length && names.every((name) => some[name] === lineOf(others, name));
}

/** More lines than that are put together: what the engine does with a map costs by the entry, and nobody reads them. */
export const mostLines = 2_000;

/**
 * Lines of very many people as few: those who have the same are counted together. `E3 (2,099 people)` → a digest of
 * their names, by which equal blocks are the same people.
 *
 * @param alone who keeps a line to themselves in any case
 * @param known what the engine has: its blocks stay as they are where no others take their place
 */
export function inBlocks(lines: LineByName, alone: ReadonlySet<string>, known: LineByName): LineByName {
  const names = Object.keys(lines);
  if (names.length <= mostLines + alone.size) return { ...blocksOf(known), ...lines };
  const shown: [string, string][] = [];
  const byLine = new Map<string, string[]>();
  for (const name of names) {
    const line = lines[name] ?? "";
    const those = byLine.get(line);
    if (alone.has(name)) shown.push([name, line]);
    else if (those === undefined) byLine.set(line, [name]);
    else those.push(name);
  }
  for (const [line, those] of byLine) {
    const digest = createHash("sha256").update(those.join("\n")).digest("hex").slice(0, 12);
    shown.push([`${line} (${count(those.length, "person", "people")})`, digest]);
  }
  return Object.fromEntries(shown);
}

/** Whether a line of people is a block's: no name of a person has a blank or a bracket. A group's may have both. */
export function isBlock(name: string): boolean {
  return /^.* \((1 person|[\d,]+ people)\)$/s.test(name);
}

/** The blocks among lines. */
export function blocksOf(lines: LineByName): LineByName {
  return Object.fromEntries(Object.entries(lines).filter(([name]) => isBlock(name)));
}
