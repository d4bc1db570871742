import type { Filter } from "../../../filter/filter";
import { formatFilter } from "../../../filter/format-filter";
import { matchesFilter } from "../../../filter/match-filter";
import { groupBy } from "../../../plan/basis/sets";
import type { ObservedUser } from "../../../terms/observed";
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

/** Everybody in the tenant by what they have in one attribute. */
export class PeopleByAttribute {
  /** By value in lower case: a directory compares so. */
  readonly #byValue: ReadonlyMap<string, readonly ObservedUser[]>;
  /** Who could have any value, as it was not read. */
  readonly #unread: readonly ObservedUser[];

  constructor(
    private readonly attribute: string,
    private readonly users: readonly ObservedUser[],
  ) {
    const valued = users.filter(({ attributes }) => typeof attributes?.[attribute] === "string");
    this.#byValue = groupBy(valued, ({ attributes }) => String(attributes?.[attribute]).toLowerCase());
    this.#unread = users.filter(({ attributes }) => attributes?.[attribute] === undefined);
  }

  /**
   * Says of a combination's people what they are, where that says exactly who they are: values that all who have them
   * hold the combination. A value that one person has says nothing, and one that everybody has neither.
   */
  select({ people }: Combination): Selected {
    const wanted = new Set(people);
    const open = this.#spellings(wanted);
    const parts: Filter[] = [];
    const found = new Set<string>();
    for (const refinement of refinements) {
      const taken = parts.reduce((sum, part) => sum + sizeOf(part), 0);
      const exact = [...open].filter(([key]) => this.#isExact(key, refinement, wanted)).slice(0, longestIn - taken);
      for (const [key] of exact) {
        open.delete(key);
        for (const { userPrincipalName, attributes = {} } of this.#byValue.get(key) ?? [])
          if (refinement.every((part) => matchesFilter(part, attributes) === true)) found.add(userPrincipalName);
      }
      const values = exact.map(([, value]) => value).sort(byText);
      if (values.length > 0) parts.push(all([isOneOf(this.attribute, values), ...refinement]));
    }
    const [first, second] = parts;
    if (first === undefined) return { rest: people };
    const filter: Filter = second === undefined ? first : { kind: "or", filters: parts };
    return { where: formatFilter(filter), rest: people.filter((name) => !found.has(name)) };
  }

  /** Whether a value finds several, not all, and nobody else, whatever was not read of somebody. */
  #isExact(key: string, refinement: readonly Filter[], wanted: ReadonlySet<string>): boolean {
    const found = [...(this.#byValue.get(key) ?? []), ...this.#unread].filter(({ attributes = {} }) =>
      refinement.every((part) => matchesFilter(part, attributes) !== false),
    );
    return (
      found.length > 1 &&
      found.length < this.users.length &&
      found.every(({ userPrincipalName: name }) => wanted.has(name))
    );
  }

  /** How the values of these people are written, by value in lower case; the most frequent first. */
  #spellings(wanted: ReadonlySet<string>): Map<string, string> {
    const counts = new Map<string, number>();
    for (const { userPrincipalName, attributes } of this.users) {
      const value = attributes?.[this.attribute];
      if (typeof value !== "string" || !wanted.has(userPrincipalName)) continue;
      if (value !== "" && value === value.trim() && isVisible(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const spellings = new Map<string, string>();
    for (const [value] of [...counts].sort(([a, many], [b, more]) => more - many || byText(a, b)))
      if (!spellings.has(value.toLowerCase())) spellings.set(value.toLowerCase(), value);
    return spellings;
  }
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
