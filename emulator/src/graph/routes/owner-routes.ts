import { addOwner, removeOwner } from "../../tenant/groups/change-owners";
import { expectDone, findGroup } from "../find-objects";
import { notFound, RequestError } from "../graph-error";
import { noContent, type GraphRequest, type GraphResponse } from "../graph-request";
import { listDirectoryObjects } from "../list-objects";
import { isGuid, readReference } from "../read-body";
import { causeOf, readGroups, writeGroups, type Route, type Surface } from "../route";

type Parameters = ReadonlyMap<string, string>;

export const ownerRoutes: readonly Route[] = [
  ...([undefined, "user"] as const).map((cast): Route => ({
    method: "GET",
    path: `groups/:group/owners${cast === undefined ? "" : `/microsoft.graph.${cast}`}`,
    units: 1,
    permissions: readGroups,
    handle: (request, surface, parameters) =>
      listDirectoryObjects(request, surface, findGroup(surface, parameters.get("group") ?? "").ownerIds, cast),
  })),
  { method: "POST", path: "groups/:group/owners/$ref", units: 1, permissions: writeGroups, handle: addOwnerRoute },
  {
    method: "DELETE",
    path: "groups/:group/owners/:owner/$ref",
    units: 1,
    permissions: writeGroups,
    handle: removeOwnerRoute,
  },
];

function addOwnerRoute(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  const group = findGroup(surface, parameters.get("group") ?? "");
  expectDone(surface, addOwner(surface.tenant, group, readReference(request), causeOf(request)));
  return noContent;
}

function removeOwnerRoute(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  const group = findGroup(surface, parameters.get("group") ?? "");
  const ownerId = parameters.get("owner") ?? "";
  if (!isGuid(ownerId)) throw new RequestError(notFound(ownerId));
  expectDone(surface, removeOwner(surface.tenant, group, ownerId.toLowerCase(), causeOf(request)));
  return noContent;
}
