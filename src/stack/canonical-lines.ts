import type { Desired, DesiredPrincipal, GroupToMake, PeopleQuestion } from "../terms/desired";
import { formatRoster } from "../roster/format";
import { byText } from "../text/order";

export interface CanonicalLines {
  readonly users: Record<string, string>;
  readonly groups: Record<string, string>;
  /** Groups that are made, without the places where the stack says so; absent: none. */
  readonly make?: readonly GroupToMake[];
  /** What the tenant is asked for people, without places; absent: nothing. */
  readonly asks?: readonly PeopleQuestion[];
}

/** One line a principal, keyed by the name as written, in order of the name: the inputs of the tenant's resource. */
export function canonicalLines(desired: Desired): CanonicalLines {
  const { users, groups, make = [], asks = [] } = desired;
  return {
    users: linesOf(users),
    groups: linesOf(groups),
    ...(make.length === 0 ? {} : { make: make.map(withoutPlaces) }),
    ...(asks.length === 0 ? {} : { asks: asks.map(unplaced) }),
  };
}

/** What is asked, and not where the file says so. */
function unplaced({ place: _at, licensePlaces: _of, membersOf, ...question }: PeopleQuestion): PeopleQuestion {
  const groups = membersOf?.map(({ place: _where, ...one }) => one);
  return { ...question, ...(groups === undefined ? {} : { membersOf: groups }) };
}

/** What is declared of a group, and not where. */
export function withoutPlaces({ place: _at, memberPlaces: _of, ...group }: GroupToMake): GroupToMake {
  return group;
}

function linesOf(principals: readonly DesiredPrincipal[]): Record<string, string> {
  return Object.fromEntries(entriesInOrder(principals, formatRoster, (name, line) => [name, line] as const));
}

/** An entry for each, in order of the name. Who gets the same shares the licences, so that few lines are written. */
export function entriesInOrder<Entry>(
  principals: readonly DesiredPrincipal[],
  lineOf: (principal: DesiredPrincipal) => string,
  entryOf: (name: string, line: string) => Entry,
): readonly Entry[] {
  const written = new Map<
    DesiredPrincipal["licenses"],
    { readonly location: string | undefined; readonly line: string }
  >();
  return [...principals]
    .sort((one, other) => byText(one.name, other.name))
    .map((principal) => {
      const { name, licenses, usageLocation: location } = principal;
      let last = written.get(licenses);
      if (last === undefined || last.location !== location) {
        last = { location, line: lineOf(principal) };
        written.set(licenses, last);
      }
      return entryOf(name, last.line);
    });
}
