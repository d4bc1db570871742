import { assignToUser } from "../../tenant/change-licenses";
import { createUser, deleteUser, patchUser } from "../../tenant/change-users";
import { reprocessUser } from "../../tenant/groups/group-processing";
import type { User } from "../../tenant/model";
import { expectDone, findUser } from "../find-objects";
import { badRequest, RequestError } from "../graph-error";
import { contextUrl, json, noContent, type GraphRequest, type GraphResponse } from "../graph-request";
import { viewExpanded } from "../expand";
import { contextOf, countUsers, listDirectoryObjects, listUsers } from "../list-objects";
import { groupsOf } from "../memberships";
import { viewContext } from "../object-sources";
import { userType } from "../resource-types";
import { readListOptions, refuseParameters, refuseUnbuilt } from "../query/list-options";
import { readSelect } from "../query/read-select";
import { asksForSignIns, refuseSignIns } from "../query/sign-in-activity";
import { readExpand, type Expansion } from "../query/read-expand";
import { isGuid, readAssignment, readProperties } from "../read-body";
import { causeOf, readGroups, readUsers, writeUsers, type Route, type Surface } from "../route";
import { viewLicenseDetails } from "../views/plan-view";
import { viewUser } from "../views/user-view";

const assign = ["LicenseAssignment.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"];
const readLicenses = [...readUsers, "LicenseAssignment.Read.All", "LicenseAssignment.ReadWrite.All"];

export const userRoutes: readonly Route[] = [
  { method: "GET", path: "users", units: 2, permissions: readUsers, handle: listUsers },
  { method: "POST", path: "users", units: 1, permissions: writeUsers, handle: createUserRoute },
  { method: "GET", path: "users/$count", units: 1, permissions: readUsers, handle: countRoute },
  { method: "GET", path: "users/:user", units: 1, permissions: readUsers, handle: getUser },
  { method: "PATCH", path: "users/:user", units: 1, permissions: writeUsers, locks: "user", handle: patchUserRoute },
  { method: "DELETE", path: "users/:user", units: 1, permissions: writeUsers, locks: "user", handle: deleteUserRoute },
  {
    method: "POST",
    path: "users/:user/assignLicense",
    units: 1,
    permissions: assign,
    locks: "user",
    handle: assignRoute,
  },
  {
    method: "POST",
    path: "users/:user/reprocessLicenseAssignment",
    units: 1,
    permissions: writeUsers,
    locks: "user",
    handle: reprocessRoute,
  },
  { method: "GET", path: "users/:user/licenseDetails", units: 2, permissions: readLicenses, handle: licenseDetails },
  ...(["memberOf", "transitiveMemberOf"] as const).flatMap((relation): Route[] => {
    const transitive = relation === "transitiveMemberOf";
    const handle = (cast: "group" | undefined): Route["handle"] => {
      return (request, surface, parameters) => {
        const user = findUser(surface, parameters.get("user") ?? "");
        return listDirectoryObjects(request, surface, groupsOf(surface.replica, user.id, transitive), cast);
      };
    };
    return [
      { method: "GET", path: `users/:user/${relation}`, units: 2, permissions: readGroups, handle: handle(undefined) },
      {
        method: "GET",
        path: `users/:user/${relation}/microsoft.graph.group`,
        units: 2,
        permissions: readGroups,
        handle: handle("group"),
      },
    ];
  }),
];

/** Seen in full answers: sign-ins are kept by another service, which knows ids only. */
const byIdAlone = "Get By Key only supports UserId and the key has to be a valid Guid";

function getUser(request: GraphRequest, surface: Surface, parameters: ReadonlyMap<string, string>): GraphResponse {
  refuseUnbuilt(request, true);
  const select = readSelect(request, userType, "one");
  const expand = readExpand(request, "user");
  const name = parameters.get("user") ?? "";
  if (asksForSignIns(select, undefined)) {
    refuseSignIns(request, surface.tenant.state, undefined);
    if (!isGuid(name)) throw new RequestError(badRequest(byIdAlone, "400"));
  }
  return answerUser(request, surface, findUser(surface, name), select, 200, expand);
}

function answerUser(
  request: GraphRequest,
  surface: Surface,
  user: User,
  select: readonly string[] | undefined,
  status = 200,
  expand?: Expansion,
): GraphResponse {
  const context = contextOf(request, "users", select, expand);
  return json(status, {
    "@odata.context": `${context}/$entity`,
    ...viewUser(user, select, viewContext(surface)),
    ...viewExpanded(surface, expand, user.id),
  });
}

function createUserRoute(request: GraphRequest, surface: Surface): GraphResponse {
  const user = expectDone(
    surface,
    createUser(surface.tenant, surface.newId(), readProperties(request, userType), causeOf(request)),
  );
  return answerUser(request, surface, user, undefined, 201);
}

function countRoute(request: GraphRequest, surface: Surface): GraphResponse {
  if (request.headers.get("consistencylevel")?.toLowerCase() !== "eventual")
    throw new RequestError(badRequest("$count is not currently supported."));
  const options = readListOptions(
    { ...request, query: new Map([...request.query, ["$count", "true"]]) },
    userType,
    surface.tenant,
  );
  return {
    status: 200,
    headers: { "Content-Type": "text/plain" },
    body: { kind: "text", text: String(countUsers(surface, options)) },
  };
}

function patchUserRoute(
  request: GraphRequest,
  surface: Surface,
  parameters: ReadonlyMap<string, string>,
): GraphResponse {
  const body = readProperties(request, userType);
  expectDone(
    surface,
    patchUser(surface.tenant, findUser(surface, parameters.get("user") ?? ""), body, causeOf(request)),
  );
  return noContent;
}

function deleteUserRoute(
  request: GraphRequest,
  surface: Surface,
  parameters: ReadonlyMap<string, string>,
): GraphResponse {
  expectDone(surface, deleteUser(surface.tenant, findUser(surface, parameters.get("user") ?? ""), causeOf(request)));
  return noContent;
}

function assignRoute(request: GraphRequest, surface: Surface, parameters: ReadonlyMap<string, string>): GraphResponse {
  const assignment = readAssignment(request);
  const user = expectDone(
    surface,
    assignToUser(surface.tenant, findUser(surface, parameters.get("user") ?? ""), assignment, causeOf(request)),
  );
  const view = viewUser(user, undefined, viewContext(surface));
  const licenses =
    surface.tenant.settings().userAssignmentBody === "default"
      ? {}
      : viewUser(user, ["assignedLicenses", "assignedPlans"], viewContext(surface));
  return json(200, { "@odata.context": `${contextUrl(request, "users")}/$entity`, ...view, ...licenses });
}

function reprocessRoute(
  request: GraphRequest,
  surface: Surface,
  parameters: ReadonlyMap<string, string>,
): GraphResponse {
  const user = findUser(surface, parameters.get("user") ?? "");
  expectDone(surface, reprocessUser(surface.tenant, user.id, causeOf(request)));
  return answerUser(request, surface, findUser(surface, user.id), undefined);
}

function licenseDetails(
  request: GraphRequest,
  surface: Surface,
  parameters: ReadonlyMap<string, string>,
): GraphResponse {
  refuseParameters(request, ["$select"]);
  const user = findUser(surface, parameters.get("user") ?? "");
  const names = request.query
    .get("$select")
    ?.split(",")
    .map((name) => name.trim());
  const details = viewLicenseDetails(user, viewContext(surface));
  return json(200, {
    "@odata.context": contextUrl(
      request,
      `users('${encodeURIComponent(parameters.get("user") ?? "")}')/licenseDetails`,
    ),
    value:
      names === undefined
        ? details
        : details.map((detail) => Object.fromEntries(Object.entries(detail).filter(([name]) => names.includes(name)))),
  });
}
