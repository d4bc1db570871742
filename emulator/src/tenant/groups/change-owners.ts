import type { Group } from "../model";
import { done, refused, type Outcome, type Refusal } from "../refusals";
import type { Cause, Tenant } from "../tenant-type";

/** Owners are people and applications (their service principals). (Microsoft: "Add owners" to a group) */
export function addOwner(tenant: Tenant, group: Group, ownerId: string, cause: Cause): Outcome<undefined> {
  const problem = findNewOwnerProblem(tenant, group.ownerIds, ownerId);
  if (problem !== undefined) return refused(problem);
  tenant.commit(cause, [{ kind: "groupPatched", groupId: group.id, set: { ownerIds: [...group.ownerIds, ownerId] } }]);
  return done(undefined);
}

/** Microsoft: "the last owner (a user object) of the group can't be removed". */
export function removeOwner(tenant: Tenant, group: Group, ownerId: string, cause: Cause): Outcome<undefined> {
  if (!group.ownerIds.includes(ownerId)) return refused({ kind: "notFound", name: ownerId });
  if (group.ownerIds.length === 1 && tenant.state.users.has(ownerId)) return refused({ kind: "lastOwner" });
  tenant.commit(cause, [
    { kind: "groupPatched", groupId: group.id, set: { ownerIds: group.ownerIds.filter((id) => id !== ownerId) } },
  ]);
  return done(undefined);
}

export function findNewOwnerProblem(tenant: Tenant, present: readonly string[], ownerId: string): Refusal | undefined {
  const { users, groups, servicePrincipals } = tenant.state;
  if (groups.has(ownerId)) return { kind: "invalidValue", property: "owners" };
  if (!users.has(ownerId) && !servicePrincipals.has(ownerId)) return { kind: "notFound", name: ownerId };
  return present.includes(ownerId) ? { kind: "alreadyRelated", relation: "owners" } : undefined;
}
