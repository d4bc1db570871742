import type { Replica } from "./replica";

/**
 * Ids of the members of a group, of nested groups too where transitive, as lists show them. Deleted objects are
 * nobody's members.
 */
export function membersOf(replica: Replica, groupId: string, transitive: boolean): readonly string[] {
  return walk(groupId, transitive, (id) => replica.members(id));
}

/** Ids of the groups of a user or group, as lists show them. */
export function groupsOf(replica: Replica, memberId: string, transitive: boolean): readonly string[] {
  return walk(memberId, transitive, (id) => replica.memberOf(id));
}

function walk(from: string, transitive: boolean, next: (id: string) => ReadonlySet<string>): readonly string[] {
  const found = new Set(next(from));
  if (transitive) for (const id of found) for (const further of next(id)) if (further !== from) found.add(further);
  return [...found];
}
