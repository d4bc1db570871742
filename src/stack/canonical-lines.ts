import type { Desired, DesiredPrincipal, GroupToMake } from "../terms/desired";
import { formatRoster } from "../roster/format";

export interface CanonicalLines {
  readonly users: Record<string, string>;
  readonly groups: Record<string, string>;
  /** Groups that are made, without the places where the stack says so; absent: none. */
  readonly make?: readonly GroupToMake[];
}

/** One line a principal, keyed by the name as written, in order of the name: the inputs of the tenant's resource. */
export function canonicalLines(desired: Desired): CanonicalLines {
  const { users, groups, make = [] } = desired;
  return {
    users: linesOf(users),
    groups: linesOf(groups),
    ...(make.length === 0 ? {} : { make: make.map(withoutPlaces) }),
  };
}

/** What is declared of a group, and not where. */
export function withoutPlaces({ place: _at, memberPlaces: _of, ...group }: GroupToMake): GroupToMake {
  return group;
}

function linesOf(principals: readonly DesiredPrincipal[]): Record<string, string> {
  const names = principals.map((principal) => [principal.name, formatRoster(principal)] as const);
  names.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return Object.fromEntries(names);
}
