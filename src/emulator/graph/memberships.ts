import type { TenantState } from "../tenant/tenant-state";

/** Ids of the members of a group, of nested groups too where transitive. Deleted objects are nobody's members. */
export function membersOf(state: TenantState, groupId: string, transitive: boolean): readonly string[] {
  return walk(groupId, transitive, (id) => state.members.get(id));
}

/** Ids of the groups of a user or group. */
export function groupsOf(state: TenantState, memberId: string, transitive: boolean): readonly string[] {
  return walk(memberId, transitive, (id) => state.memberOf.get(id));
}

function walk(from: string, transitive: boolean, next: (id: string) => ReadonlySet<string> | undefined): readonly string[] {
  const found = new Set(next(from));
  if (transitive) for (const id of found) for (const further of next(id) ?? []) if (further !== from) found.add(further);
  return [...found];
}
