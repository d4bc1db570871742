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
  const shown: Record<string, string> = {};
  for (const [name, line] of Object.entries(after)) {
    if (Object.hasOwn(olds, name) || lineOf(before, name) !== line) shown[name] = line;
  }
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name) && !Object.hasOwn(olds, name)) shown[name] = emptyLine;
  }
  return shown;
}

/** A group may be called `constructor`. */
export function lineOf(lines: LineByName, name: string): string | undefined {
  return Object.hasOwn(lines, name) ? lines[name] : undefined;
}

export function sameLines(some: LineByName, others: LineByName): boolean {
  const names = Object.keys(some);
  return names.length === Object.keys(others).length && names.every((name) => some[name] === lineOf(others, name));
}
