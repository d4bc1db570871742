import { findBodyProblem, storedProperties, withKnownNames, type Body } from "../body-values";
import type { GroupPatch, PrimitiveChange } from "../changes";
import { groupProperties } from "../directory-schema";
import { queueGroup } from "./group-processing";
import type { Group } from "../model";
import { done, refused, type Outcome, type Refusal } from "../refusals";
import type { Tenant, Cause } from "../tenant-type";

const apart = ["displayName", "mailNickname", "securityEnabled", "mailEnabled", "groupTypes"];

export function createGroup(tenant: Tenant, id: string, given: Body, cause: Cause): Outcome<Group> {
  const body = withKnownNames(given, groupProperties);
  const required = ["displayName", "mailEnabled", "mailNickname", "securityEnabled"];
  const missing = required.find((name) => body[name] === undefined || body[name] === null || body[name] === "");
  const problem =
    findBodyProblem(body, groupProperties) ??
    (missing === undefined ? undefined : ({ kind: "missingValue", property: missing } satisfies Refusal));
  if (problem !== undefined) return refused(problem);
  const group: Group = {
    id,
    displayName: String(body["displayName"]),
    mailNickname: String(body["mailNickname"]),
    securityEnabled: body["securityEnabled"] === true,
    mailEnabled: body["mailEnabled"] === true,
    groupTypes: Array.isArray(body["groupTypes"]) ? body["groupTypes"].map(String) : [],
    onPremisesSyncEnabled: null,
    createdAt: tenant.clock(),
    deletedAt: null,
    properties: storedProperties(body, apart),
    licenses: [],
    processing: null,
  };
  tenant.commit(cause, [{ kind: "groupCreated", group }]);
  return done(group);
}

/** @param memberIds people and groups who become members by the same request */
export function patchGroup(
  tenant: Tenant,
  group: Group,
  given: Body,
  cause: Cause,
  memberIds: readonly string[] = [],
): Outcome<undefined> {
  const body = withKnownNames(given, groupProperties);
  const problem =
    findBodyProblem(body, groupProperties) ??
    memberIds.map((id) => findNewMemberProblem(tenant, group, id)).find((found) => found !== undefined);
  if (problem !== undefined) return refused(problem);
  const empty = apart.find((name) => body[name] === null || body[name] === "");
  if (empty !== undefined) return refused({ kind: "invalidValue", property: empty });
  if (group.onPremisesSyncEnabled === true) return refused({ kind: "onPremisesMastered" });
  const set: GroupPatch = {
    ...(typeof body["displayName"] === "string" ? { displayName: body["displayName"] } : {}),
    ...(typeof body["mailNickname"] === "string" ? { mailNickname: body["mailNickname"] } : {}),
    ...(typeof body["securityEnabled"] === "boolean" ? { securityEnabled: body["securityEnabled"] } : {}),
    ...(typeof body["mailEnabled"] === "boolean" ? { mailEnabled: body["mailEnabled"] } : {}),
    properties: { ...group.properties, ...storedProperties(body, apart) },
  };
  const added = [...new Set(memberIds)].map((memberId): PrimitiveChange => ({
    kind: "memberAdded",
    groupId: group.id,
    memberId,
  }));
  tenant.commit(cause, [
    ...(Object.keys(body).length === 0
      ? []
      : [{ kind: "groupPatched", groupId: group.id, set } satisfies PrimitiveChange]),
    ...added,
  ]);
  for (const memberId of memberIds) noticeMembership(tenant, group, memberId, cause);
  return done(undefined);
}

/** A group with licences cannot be deleted. Only Microsoft 365 groups can be restored afterwards. */
export function deleteGroup(tenant: Tenant, group: Group, cause: Cause): Outcome<undefined> {
  if (group.licenses.length > 0) return refused({ kind: "groupLicensed" });
  const memberIds = [...(tenant.state.members.get(group.id) ?? [])];
  tenant.commit(cause, [
    ...[...(tenant.state.memberOf.get(group.id) ?? [])].map((groupId): PrimitiveChange => ({
      kind: "memberRemoved",
      groupId,
      memberId: group.id,
    })),
    { kind: "groupDeleted", groupId: group.id, memberIds, kept: group.groupTypes.includes("Unified") },
  ]);
  return done(undefined);
}

export function restoreGroup(tenant: Tenant, groupId: string, cause: Cause): Outcome<Group> {
  const deleted = tenant.state.deletedGroups.get(groupId);
  if (deleted === undefined) return refused({ kind: "notFound", name: groupId });
  const memberIds = deleted.memberIds.filter((id) => tenant.state.users.has(id) || tenant.state.groups.has(id));
  tenant.commit(cause, [{ kind: "groupRestored", groupId, memberIds }]);
  const group = tenant.state.groups.get(groupId);
  return group === undefined ? refused({ kind: "notFound", name: groupId }) : done(group);
}

export function purgeGroup(tenant: Tenant, groupId: string, cause: Cause): Outcome<undefined> {
  if (!tenant.state.deletedGroups.has(groupId)) return refused({ kind: "notFound", name: groupId });
  tenant.commit(cause, [{ kind: "groupPurged", groupId }]);
  return done(undefined);
}

export function addMember(tenant: Tenant, group: Group, memberId: string, cause: Cause): Outcome<undefined> {
  const problem = findNewMemberProblem(tenant, group, memberId);
  if (problem !== undefined) return refused(problem);
  tenant.commit(cause, [{ kind: "memberAdded", groupId: group.id, memberId }]);
  noticeMembership(tenant, group, memberId, cause);
  return done(undefined);
}

export function removeMember(tenant: Tenant, group: Group, memberId: string, cause: Cause): Outcome<undefined> {
  const problem = findMembershipProblem(group);
  if (problem !== undefined) return refused(problem);
  if (tenant.state.members.get(group.id)?.has(memberId) !== true) return refused({ kind: "notFound", name: memberId });
  tenant.commit(cause, [{ kind: "memberRemoved", groupId: group.id, memberId }]);
  noticeMembership(tenant, group, memberId, cause);
  return done(undefined);
}

function findNewMemberProblem(tenant: Tenant, group: Group, memberId: string): Refusal | undefined {
  const problem = findMembershipProblem(group);
  if (problem !== undefined) return problem;
  if (!tenant.state.users.has(memberId) && !tenant.state.groups.has(memberId))
    return { kind: "notFound", name: memberId };
  if (memberId === group.id) return { kind: "invalidValue", property: "members" };
  return tenant.state.members.get(group.id)?.has(memberId) === true ? { kind: "alreadyMember" } : undefined;
}

function findMembershipProblem(group: Group): Refusal | undefined {
  if (group.groupTypes.includes("DynamicMembership")) return { kind: "dynamicMembership" };
  return group.onPremisesSyncEnabled === true ? { kind: "onPremisesMastered" } : undefined;
}

/** Nested groups are not licensed: only a user's own membership is processed. */
function noticeMembership(tenant: Tenant, group: Group, memberId: string, cause: Cause): void {
  if (!tenant.state.users.has(memberId)) return;
  const inherits = tenant.state.inheritors.get(group.id)?.has(memberId) === true;
  if (group.licenses.length > 0 || inherits) queueGroup(tenant, group.id, [memberId], cause);
}
