import { findBodyProblem, storeProperties, withKnownNames, type Body } from "../body-values";
import type { GroupPatch, PrimitiveChange } from "../changes";
import { groupProperties } from "../schema/group-properties";
import { relationsOf } from "../schema/relations";
import { findNewOwnerProblem } from "./change-owners";
import { queueGroup } from "./group-processing";
import type { Group } from "../model";
import { done, refused, type Outcome, type Refusal } from "../refusals";
import type { Tenant, Cause } from "../tenant-type";

const apart: readonly string[] = ["displayName", "mailNickname", "securityEnabled", "mailEnabled", "groupTypes"];

/** People, groups and applications that a request binds to the group which it writes. */
export interface BoundIds {
  readonly memberIds: readonly string[];
  readonly ownerIds: readonly string[];
}

const nobody: BoundIds = { memberIds: [], ownerIds: [] };

export function createGroup(
  tenant: Tenant,
  id: string,
  given: Body,
  cause: Cause,
  { memberIds, ownerIds }: BoundIds = nobody,
): Outcome<Group> {
  const body = withKnownNames(given, groupProperties);
  const required = ["displayName", "mailEnabled", "mailNickname", "securityEnabled"];
  const missing = required.find((name) => body[name] === undefined || body[name] === null || body[name] === "");
  const problem =
    findBodyProblem(body, groupProperties, relationsOf.group) ??
    firstProblem(ownerIds, (ownerId) => findNewOwnerProblem(tenant, [], ownerId)) ??
    firstProblem(memberIds, (memberId) => findUnknownMember(tenant, memberId)) ??
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
    properties: storeProperties({}, body, apart, groupProperties),
    ownerIds: [...new Set(ownerIds)],
    licenses: [],
    processing: null,
  };
  tenant.commit(cause, [{ kind: "groupCreated", group }, ...additions(id, memberIds)]);
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
    findBodyProblem(body, groupProperties, relationsOf.group) ??
    firstProblem(memberIds, (id) => findNewMemberProblem(tenant, group, id));
  if (problem !== undefined) return refused(problem);
  const empty = apart.find((name) => body[name] === null || body[name] === "");
  if (empty !== undefined) return refused({ kind: "invalidValue", property: empty });
  if (group.onPremisesSyncEnabled === true) return refused({ kind: "onPremisesMastered" });
  const set: GroupPatch = {
    ...(typeof body["displayName"] === "string" ? { displayName: body["displayName"] } : {}),
    ...(typeof body["mailNickname"] === "string" ? { mailNickname: body["mailNickname"] } : {}),
    ...(typeof body["securityEnabled"] === "boolean" ? { securityEnabled: body["securityEnabled"] } : {}),
    ...(typeof body["mailEnabled"] === "boolean" ? { mailEnabled: body["mailEnabled"] } : {}),
    properties: storeProperties(group.properties, body, apart, groupProperties),
  };
  tenant.commit(cause, [
    ...(Object.keys(body).length === 0
      ? []
      : [{ kind: "groupPatched", groupId: group.id, set } satisfies PrimitiveChange]),
    ...additions(group.id, memberIds),
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
  const unknown = findUnknownMember(tenant, memberId);
  if (unknown !== undefined) return unknown;
  if (memberId === group.id) return { kind: "invalidValue", property: "members" };
  return tenant.state.members.get(group.id)?.has(memberId) === true
    ? { kind: "alreadyRelated", relation: "members" }
    : undefined;
}

function findUnknownMember({ state }: Tenant, memberId: string): Refusal | undefined {
  const isKnown = state.users.has(memberId) || state.groups.has(memberId);
  return isKnown ? undefined : { kind: "notFound", name: memberId };
}

function firstProblem(ids: readonly string[], find: (id: string) => Refusal | undefined): Refusal | undefined {
  return ids.map(find).find((problem) => problem !== undefined);
}

function additions(groupId: string, memberIds: readonly string[]): readonly PrimitiveChange[] {
  return [...new Set(memberIds)].map((memberId) => ({ kind: "memberAdded", groupId, memberId }));
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
