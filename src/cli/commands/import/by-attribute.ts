import type { Filter } from "../../../filter/filter";
import { formatFilter } from "../../../filter/format-filter";
import { matchesFilter } from "../../../filter/match-filter";
import type { Observed, ObservedUser } from "../../../terms/observed";
import { byText } from "../../../text/order";
import { isVisible } from "../../../text/visible";
import type { Combination } from "./combinations";

/** What has to be known of people to select them so, beside the attribute itself. */
export const refiningAttributes = ["accountEnabled", "userType"] as const;

/** Graph takes so many values in one filter (Microsoft, "Use the $filter query parameter": 15 expressions). */
const longestIn = 15;

const enabled: Filter = { kind: "compare", attribute: "accountEnabled", operator: "eq", value: true, at: 0 };
const member: Filter = { kind: "compare", attribute: "userType", operator: "eq", value: "Member", at: 0 };
/** Whom a value selects beside those who have a licence: often accounts that are disabled, then guests. */
const refinements: readonly (readonly Filter[])[] = [[], [enabled], [enabled, member]];

export interface Selected {
  /** A filter that finds people of the combination and nobody else; absent where no value does. */
  readonly where?: string;
  /** Those whom it does not find. */
  readonly rest: readonly string[];
}

/**
 * Says of a combination's people what they are, where that says exactly who they are: values of an attribute that all
 * who have them hold the combination. A value that one person has says nothing, and one that everybody has neither.
 */
export function selectBy(attribute: string, { people }: Combination, { users }: Pick<Observed, "users">): Selected {
  const wanted = new Set(people);
  const isExact = (filter: Filter): boolean => {
    const found = users.filter((user) => matchesFilter(filter, user.attributes ?? {}) !== false);
    return (
      found.length > 1 && found.length < users.length && found.every(({ userPrincipalName: name }) => wanted.has(name))
    );
  };
  const open = new Map<string, string>();
  for (const value of valuesOf(attribute, users, wanted))
    if (!open.has(value.toLowerCase())) open.set(value.toLowerCase(), value);
  const parts: Filter[] = [];
  for (const refinement of refinements) {
    const exact = [...open]
      .filter(([, value]) => isExact(all([isOneOf(attribute, [value]), ...refinement])))
      .slice(0, longestIn - parts.reduce((sum, part) => sum + sizeOf(part), 0));
    for (const [key] of exact) open.delete(key);
    const values = exact.map(([, value]) => value).sort(byText);
    if (values.length > 0) parts.push(all([isOneOf(attribute, values), ...refinement]));
  }
  const [first, ...more] = parts;
  if (first === undefined) return { rest: people };
  const filter: Filter = more.length === 0 ? first : { kind: "or", filters: parts };
  const found = new Set(
    users.filter((user) => matchesFilter(filter, user.attributes ?? {}) === true).map((user) => user.userPrincipalName),
  );
  return { where: formatFilter(filter), rest: people.filter((name) => !found.has(name)) };
}

/** The most frequent first. */
function valuesOf(attribute: string, users: readonly ObservedUser[], wanted: ReadonlySet<string>): readonly string[] {
  const counts = new Map<string, number>();
  for (const { userPrincipalName, attributes } of users) {
    const value = attributes?.[attribute];
    if (typeof value !== "string" || !wanted.has(userPrincipalName)) continue;
    if (value !== "" && value === value.trim() && isVisible(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a, many], [b, more]) => more - many || byText(a, b)).map(([value]) => value);
}

function isOneOf(attribute: string, values: readonly string[]): Filter {
  const [only = "", second] = values;
  return second === undefined
    ? { kind: "compare", attribute, operator: "eq", value: only, at: 0 }
    : { kind: "in", attribute, values, at: 0 };
}

function all(filters: readonly Filter[]): Filter {
  const [only, second] = filters;
  return only !== undefined && second === undefined ? only : { kind: "and", filters };
}

function sizeOf(filter: Filter): number {
  if (filter.kind === "and") return sizeOf(filter.filters[0] ?? filter);
  return filter.kind === "in" ? filter.values.length : 1;
}
