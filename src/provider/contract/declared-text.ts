import { createHash } from "node:crypto";
import { formatRoster } from "../../roster/format";
import { canonicalLines, entriesInOrder, type CanonicalLines } from "../../stack/canonical-lines";
import type { Desired, GroupToMake, PeopleQuestion } from "../../terms/desired";
import type { LineByName } from "./properties";

/**
 * All lines that a program declares, as one text. What the engine does with a map costs by the entry, in every
 * process that it passes; a text of 100,000 lines is one value.
 */
export function declaredText({ users, ...others }: DeclaredLines): string {
  return textOf(JSON.stringify(users), others);
}

/**
 * The same of what a stack says, without the map of its users: to make one, and a text of it, takes longer than to read
 * a list of 100,000. Every user's name has an `@`, so that a map would keep them in order too.
 */
export function textOfStack(desired: Desired): string {
  const users = entriesInOrder(
    desired.users,
    (person) => JSON.stringify(formatRoster(person)),
    (name, line) => `${JSON.stringify(name)}:${line}`,
  );
  return textOf(`{${users.join(",")}}`, canonicalLines({ ...desired, users: [] }));
}

function textOf(users: string, { groups, make = [], asks = [] }: Omit<DeclaredLines, "users">): string {
  const others = { groups, ...(make.length === 0 ? {} : { make }), ...(asks.length === 0 ? {} : { asks }) };
  return `{"users":${users},${JSON.stringify(others).slice(1)}`;
}

/** All that a program declares of principals, the groups that it makes, and whom the tenant is to name. */
export interface DeclaredLines {
  readonly users: LineByName;
  readonly groups: LineByName;
  readonly make?: readonly GroupToMake[];
  readonly asks?: readonly PeopleQuestion[];
}

/** The inverse of `declaredText`. */
export function linesOfText(text: string): CanonicalLines {
  return JSON.parse(text) as CanonicalLines;
}

/** What stands for such a text, where nothing but equality counts. */
export function digestOfLines(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
