import { createHash } from "node:crypto";
import type { CanonicalLines } from "../../stack/canonical-lines";
import type { GroupToMake, PeopleQuestion } from "../../terms/desired";
import type { LineByName } from "./properties";

/**
 * All lines that a program declares, as one text. What the engine does with a map costs by the entry, in every
 * process that it passes; a text of 100,000 lines is one value.
 */
export function declaredText({ users, groups, make = [], asks = [] }: DeclaredLines): string {
  return JSON.stringify({
    users,
    groups,
    ...(make.length === 0 ? {} : { make }),
    ...(asks.length === 0 ? {} : { asks }),
  });
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
