import { badRequest, notFound, RequestError } from "../graph-error";
import { contextUrl, json, type GraphRequest, type GraphResponse } from "../graph-request";
import { viewObject } from "../object-sources";
import { memberType } from "../resource-types";
import { readSelect } from "../query/read-select";
import { isGuid, readObject } from "../read-body";
import { readUsers, type Route, type Surface } from "../route";

/** Directory objects of whatever kind: people, groups, and the service principals of the tenant's applications. */
export const objectRoutes: readonly Route[] = [
  { method: "GET", path: "directoryObjects/:object", units: 1, permissions: readUsers, handle: getObject },
  {
    method: "POST",
    path: "directoryObjects/getByIds",
    units: 5,
    permissions: readUsers,
    reads: true,
    handle: getByIds,
  },
];

function getObject(request: GraphRequest, surface: Surface, parameters: ReadonlyMap<string, string>): GraphResponse {
  const name = parameters.get("object") ?? "";
  if (!isGuid(name)) throw new RequestError(badRequest(`Invalid object identifier '${name}'.`));
  const view = viewObject(surface, name.toLowerCase(), readSelect(request, memberType, "one"));
  if (view === undefined) throw new RequestError(notFound(name));
  return json(200, { "@odata.context": contextUrl(request, "directoryObjects/$entity"), ...view });
}

/** At most this many ids in one request. (Microsoft: directoryObject: getByIds) */
const maxIds = 1000;

function getByIds(request: GraphRequest, surface: Surface): GraphResponse {
  const body = readObject(request);
  const { ids, types = [] } = body;
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string" && isGuid(id))) {
    throw new RequestError(badRequest("Invalid value specified for property 'ids' of resource 'DirectoryObject'."));
  }
  if (ids.length > maxIds) throw new RequestError(badRequest(`The number of ids must not exceed ${maxIds}.`));
  if (!Array.isArray(types))
    throw new RequestError(badRequest("Invalid value specified for property 'types' of resource 'DirectoryObject'."));
  const select = readSelect(request, memberType, "many");
  const wants = (type: string): boolean =>
    types.length === 0 || types.some((name: unknown) => name === type || name === "directoryObject");
  const value = [...new Set(ids.map((id: string) => id.toLowerCase()))].flatMap((id) => {
    return wants(kindOf(surface, id)) ? (viewObject(surface, id, select) ?? []) : [];
  });
  return json(200, { "@odata.context": contextUrl(request, "directoryObjects"), value });
}

function kindOf({ replica, tenant }: Surface, id: string): "user" | "group" | "servicePrincipal" {
  if (replica.user(id) !== undefined) return "user";
  return tenant.state.servicePrincipals.has(id) ? "servicePrincipal" : "group";
}
