import { findBodyProblem, storeProperties, withKnownNames, writtenNames, type Body } from "./body-values";
import type { UserPatch } from "./changes";
import { relationsOf } from "./schema/relations";
import { userProperties } from "./schema/user-properties";
import { isHeld } from "./effective";
import { formatTime } from "./format-time";
import { queueGroup } from "./groups/group-processing";
import { hasSeat } from "./licensing-context";
import type { User } from "./model";
import { done, refused, type Outcome, type Refusal } from "./refusals";
import type { Tenant, Cause } from "./tenant-type";
import { isUsageLocation } from "./usage-locations";

/** Properties of a user that are fields of their own; the others are kept as they come. */
const apart: readonly string[] = ["userPrincipalName", "usageLocation", "accountEnabled"];

export function createUser(tenant: Tenant, id: string, given: Body, cause: Cause): Outcome<User> {
  const body = withKnownNames(given, userProperties);
  const problem =
    findBodyProblem(body, userProperties, relationsOf.user) ??
    findMissing(body) ??
    findValueProblem(tenant, body, undefined);
  if (problem !== undefined) return refused(problem);
  const user: User = {
    id,
    userPrincipalName: String(body["userPrincipalName"]),
    usageLocation: typeof body["usageLocation"] === "string" ? body["usageLocation"] : null,
    accountEnabled: body["accountEnabled"] === true,
    onPremisesSyncEnabled: null,
    proxyAddresses: [],
    createdAt: tenant.clock(),
    deletedAt: null,
    properties: storeProperties({ userType: "Member" }, body, apart, userProperties),
    restricted: false,
    statesHidden: false,
    states: [],
  };
  tenant.commit(cause, [{ kind: "userCreated", user }]);
  return done(user);
}

export function patchUser(tenant: Tenant, user: User, given: Body, cause: Cause): Outcome<undefined> {
  const body = withKnownNames(given, userProperties);
  if (user.restricted) return refused({ kind: "restricted" });
  const problem = findBodyProblem(body, userProperties, relationsOf.user) ?? findValueProblem(tenant, body, user);
  if (problem !== undefined) return refused(problem);
  const set: UserPatch = {
    ...(typeof body["userPrincipalName"] === "string" ? { userPrincipalName: body["userPrincipalName"] } : {}),
    ...(body["usageLocation"] === undefined
      ? {}
      : { usageLocation: typeof body["usageLocation"] === "string" ? body["usageLocation"] : null }),
    ...(typeof body["accountEnabled"] === "boolean" ? { accountEnabled: body["accountEnabled"] } : {}),
    properties: {
      ...storeProperties(user.properties, body, apart, userProperties),
      ...(typeof body["passwordProfile"] === "object" && body["passwordProfile"] !== null
        ? { lastPasswordChangeDateTime: formatTime(tenant.clock()) }
        : {}),
    },
  };
  tenant.commit(cause, [{ kind: "userPatched", userId: user.id, set }]);
  return done(undefined);
}

function findMissing(body: Body): Refusal | undefined {
  const required = ["accountEnabled", "displayName", "mailNickname", "passwordProfile", "userPrincipalName"];
  const property = required.find((name) => body[name] === undefined || body[name] === null || body[name] === "");
  return property === undefined ? undefined : { kind: "missingValue", property };
}

function findValueProblem(tenant: Tenant, body: Body, user: User | undefined): Refusal | undefined {
  const name = body["userPrincipalName"];
  if (name !== undefined) {
    if (typeof name !== "string" || !/^[^\s@]+@[^\s@]+$/.test(name))
      return { kind: "invalidValue", property: "userPrincipalName" };
    const domain = name.slice(name.indexOf("@") + 1).toLowerCase();
    if (!tenant.state.organization.verifiedDomains.some((verified) => verified.toLowerCase() === domain))
      return { kind: "unverifiedDomain" };
    const ownerId = tenant.state.userIdsByName.get(name.toLowerCase());
    if (ownerId !== undefined && ownerId !== user?.id) return { kind: "duplicateName", property: "userPrincipalName" };
  }
  const location = body["usageLocation"];
  if (location !== undefined && location !== null && !(typeof location === "string" && isUsageLocation(location)))
    return { kind: "invalidValue", property: "usageLocation" };
  if (location === null && user?.usageLocation !== undefined && user.usageLocation !== null)
    return { kind: "invalidValue", property: "usageLocation" };
  if (body["accountEnabled"] === null) return { kind: "invalidValue", property: "accountEnabled" };
  if (body["displayName"] === null || body["displayName"] === "")
    return { kind: "invalidValue", property: "displayName" };
  if (user?.onPremisesSyncEnabled === true) {
    const mastered = writtenNames(body).find(
      (key) => key !== "usageLocation" || tenant.settings().syncedUsageLocation === "refused",
    );
    if (mastered !== undefined) return { kind: "onPremisesMastered" };
  }
  return undefined;
}

/** Soft deletion: seats and memberships go at once, the person can be restored for 30 days. */
export function deleteUser(tenant: Tenant, user: User, cause: Cause): Outcome<undefined> {
  if (user.restricted) return refused({ kind: "restricted" });
  const groupIds = [...(tenant.state.memberOf.get(user.id) ?? [])];
  tenant.commit(cause, [{ kind: "userDeleted", userId: user.id, groupIds }]);
  return done(undefined);
}

export function restoreUser(tenant: Tenant, userId: string, cause: Cause): Outcome<User> {
  const deleted = tenant.state.deletedUsers.get(userId);
  if (deleted === undefined) return refused({ kind: "notFound", name: userId });
  if (tenant.state.userIdsByName.has(deleted.user.userPrincipalName.toLowerCase())) {
    return refused({ kind: "duplicateName", property: "userPrincipalName" });
  }
  const direct = deleted.user.states.filter((held) => held.assignedByGroup === null && isHeld(held));
  const context = tenant.context();
  const states =
    tenant.settings().restoredLicenses === "returned" ? direct.filter((held) => hasSeat(context, held.skuId)) : [];
  const groupIds = deleted.groupIds.filter((groupId) => tenant.state.groups.has(groupId));
  tenant.commit(cause, [{ kind: "userRestored", userId, states, groupIds }]);
  for (const groupId of groupIds) {
    if ((tenant.state.groups.get(groupId)?.licenses.length ?? 0) > 0) queueGroup(tenant, groupId, [userId], cause);
  }
  const user = tenant.state.users.get(userId);
  return user === undefined ? refused({ kind: "notFound", name: userId }) : done(user);
}

export function purgeUser(tenant: Tenant, userId: string, cause: Cause): Outcome<undefined> {
  if (!tenant.state.deletedUsers.has(userId)) return refused({ kind: "notFound", name: userId });
  tenant.commit(cause, [{ kind: "userPurged", userId }]);
  return done(undefined);
}
