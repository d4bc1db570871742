import { findGroup, findUser } from "../find-objects";
import { badRequest, notFound, RequestError } from "../graph-error";
import { contextUrl, json, type GraphRequest, type GraphResponse } from "../graph-request";
import { listDirectoryObjects } from "../list-objects";
import { groupsOf } from "../memberships";
import { isGuid, readObject } from "../read-body";
import { answerUsersDelta } from "../users-delta";
import { readGroups, readUsers, type Route, type Surface } from "../route";

type FindId = (surface: Surface, name: string) => string;

/** Where somebody's groups are asked for by an action, and relations that nobody has in this tenant. */
export const relationRoutes: readonly Route[] = [
  ...actions("users/:user", (surface, name) => findUser(surface, name).id),
  ...actions("groups/:group", (surface, name) => findGroup(surface, name).id),
  ...actions("directoryObjects/:object", findAny),
  { method: "GET", path: "users/:user/manager", units: 1, permissions: readUsers, handle: noManager },
  { method: "GET", path: "users/:user/directReports", units: 1, permissions: readUsers, handle: noReports },
  { method: "GET", path: "users/delta", units: 1, permissions: readUsers, handle: answerUsersDelta },
  ...["groups", "directoryObjects"].map((set): Route => ({
    method: "GET",
    path: `${set}/delta`,
    units: 1,
    permissions: readUsers,
    handle: refuseDelta,
  })),
];

function actions(object: string, find: FindId): readonly Route[] {
  const parameter = object.split(":")[1] ?? "";
  const route = (
    action: string,
    handle: (request: GraphRequest, surface: Surface, id: string) => readonly string[],
  ): Route => ({
    method: "POST",
    path: `${object}/${action}`,
    units: 1,
    permissions: readGroups,
    handle: (request, surface, parameters) => {
      const value = handle(request, surface, find(surface, parameters.get(parameter) ?? ""));
      return json(200, { "@odata.context": contextUrl(request, "Collection(Edm.String)"), value });
    },
  });
  return [
    ...["getMemberGroups", "getMemberObjects"].map((action) =>
      route(action, (request, surface, id) => memberGroups(request, surface, id, action)),
    ),
    route("checkMemberGroups", checkMemberGroups),
  ];
}

function memberGroups(request: GraphRequest, surface: Surface, id: string, action: string): readonly string[] {
  const { securityEnabledOnly } = readObject(request);
  if (typeof securityEnabledOnly !== "boolean") throw new RequestError(missing(action, "securityEnabledOnly"));
  const groups = groupsOf(surface.replica, id, true);
  return securityEnabledOnly
    ? groups.filter((groupId) => surface.replica.group(groupId)?.securityEnabled === true)
    : groups;
}

/** At most this many ids. (Microsoft: directoryObject: checkMemberGroups) */
const maxChecked = 20;

function checkMemberGroups(request: GraphRequest, surface: Surface, id: string): readonly string[] {
  const { groupIds } = readObject(request);
  if (!Array.isArray(groupIds) || !groupIds.every((groupId) => typeof groupId === "string"))
    throw new RequestError(missing("checkMemberGroups", "groupIds"));
  if (groupIds.length > maxChecked)
    throw new RequestError(badRequest(`The number of groupIds must not exceed ${maxChecked}.`));
  const groups = new Set(groupsOf(surface.replica, id, true));
  return groupIds.map((groupId) => groupId.toLowerCase()).filter((groupId) => groups.has(groupId));
}

function missing(action: string, parameter: string): ReturnType<typeof badRequest> {
  return badRequest(
    `One or more parameters of the operation '${action}' are missing from the request payload. The missing ` +
      `parameters are: ${parameter}.`,
  );
}

function findAny(surface: Surface, name: string): string {
  const id = name.toLowerCase();
  if (!isGuid(name)) throw new RequestError(badRequest(`Invalid object identifier '${name}'.`));
  if (surface.tenant.state.users.has(id)) return findUser(surface, id).id;
  return findGroup(surface, id).id;
}

function noManager(_: GraphRequest, surface: Surface, parameters: ReadonlyMap<string, string>): GraphResponse {
  findUser(surface, parameters.get("user") ?? "");
  throw new RequestError(notFound("manager"));
}

function noReports(request: GraphRequest, surface: Surface, parameters: ReadonlyMap<string, string>): GraphResponse {
  findUser(surface, parameters.get("user") ?? "");
  return listDirectoryObjects(request, surface, [], undefined);
}

function refuseDelta(): GraphResponse {
  throw new RequestError({
    status: 501,
    code: "NotImplemented",
    message: "Delta queries of this resource are not part of this emulator.",
  });
}
