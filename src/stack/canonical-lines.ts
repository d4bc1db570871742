import type { Desired, DesiredPrincipal } from "../terms/desired";
import { formatRoster } from "../roster/format";

export interface CanonicalLines {
  readonly users: Record<string, string>;
  readonly groups: Record<string, string>;
}

/** One line a principal, keyed by the name as written, in order of the name: the inputs of the tenant's resource. */
export function canonicalLines(desired: Desired): CanonicalLines {
  return { users: linesOf(desired.users), groups: linesOf(desired.groups) };
}

function linesOf(principals: readonly DesiredPrincipal[]): Record<string, string> {
  const names = principals.map((principal) => [principal.name, formatRoster(principal)] as const);
  names.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return Object.fromEntries(names);
}
