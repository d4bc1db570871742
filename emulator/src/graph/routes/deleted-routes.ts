import { purgeUser, restoreUser } from "../../tenant/change-users";
import { purgeGroup, restoreGroup } from "../../tenant/groups/change-groups";
import { expectDone } from "../find-objects";
import { notFound, RequestError } from "../graph-error";
import { contextUrl, json, noContent, type GraphRequest, type GraphResponse } from "../graph-request";
import { contextOf } from "../list-objects";
import { viewContext } from "../object-sources";
import { groupType, userType } from "../resource-types";
import { readListOptions, refuseUnbuilt } from "../query/list-options";
import { matchesFilter } from "../query/match-filter";
import { nextLink, readPageToken } from "../query/page-token";
import { readSelect } from "../query/read-select";
import { causeOf, readUsers, writeUsers, type Route, type Surface } from "../route";
import { viewGroup } from "../views/group-view";
import { readUserProperty, viewUser } from "../views/user-view";

type Parameters = ReadonlyMap<string, string>;

export const deletedRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "directory/deletedItems/microsoft.graph.user",
    units: 1,
    permissions: readUsers,
    handle: listDeletedUsers,
  },
  { method: "GET", path: "directory/deletedItems/:object", units: 1, permissions: readUsers, handle: getDeleted },
  {
    method: "POST",
    path: "directory/deletedItems/:object/restore",
    units: 1,
    permissions: writeUsers,
    locks: "object",
    handle: restore,
  },
  {
    method: "DELETE",
    path: "directory/deletedItems/:object",
    units: 1,
    permissions: writeUsers,
    locks: "object",
    handle: purge,
  },
];

/** A deleted person's name gets the id in front, without dashes, so that the name is free again. */
function viewDeletedUser(
  surface: Surface,
  id: string,
  select: readonly string[] | undefined,
): Record<string, unknown> | undefined {
  const deleted = surface.tenant.state.deletedUsers.get(id)?.user;
  if (deleted === undefined) return undefined;
  const prefix = surface.tenant.settings().deletedUserName === "prefixed" ? deleted.id.replaceAll("-", "") : "";
  return viewUser(
    { ...deleted, userPrincipalName: `${prefix}${deleted.userPrincipalName}` },
    select,
    viewContext(surface),
  );
}

function listDeletedUsers(request: GraphRequest, surface: Surface): GraphResponse {
  const options = readListOptions(request, userType, surface.tenant);
  const context = viewContext(surface);
  const ids = [...surface.tenant.state.deletedUsers.keys()];
  const matching = ids.filter((id) => {
    const user = surface.tenant.state.deletedUsers.get(id)?.user;
    return (
      user !== undefined &&
      (options.filter === undefined || matchesFilter(options.filter, (name) => readUserProperty(user, name, context)))
    );
  });
  const from = readPageToken(request);
  const page = matching.slice(from, from + options.top);
  return json(200, {
    "@odata.context": contextOf(request, "users", options.select),
    ...(options.count ? { "@odata.count": matching.length } : {}),
    ...(from + options.top < matching.length ? { "@odata.nextLink": nextLink(request, from + options.top) } : {}),
    value: page.map((id) => viewDeletedUser(surface, id, options.select)),
  });
}

function getDeleted(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  refuseUnbuilt(request, false);
  const name = parameters.get("object") ?? "";
  const id = name.toLowerCase();
  const context = contextUrl(request, "directoryObjects/$entity");
  const group = surface.tenant.state.deletedGroups.get(id)?.group;
  if (group !== undefined) {
    const view = viewGroup(
      group,
      readSelect(request, groupType, "one"),
      surface.tenant.state,
      surface.tenant.settings(),
    );
    return json(200, { "@odata.context": context, "@odata.type": "#microsoft.graph.group", ...view });
  }
  const view = viewDeletedUser(surface, id, readSelect(request, userType, "one"));
  if (view === undefined) throw new RequestError(notFound(name));
  return json(200, { "@odata.context": context, "@odata.type": "#microsoft.graph.user", ...view });
}

function restore(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  const { tenant } = surface;
  const id = (parameters.get("object") ?? "").toLowerCase();
  const context = contextUrl(request, "directoryObjects/$entity");
  if (tenant.state.deletedGroups.has(id)) {
    const group = expectDone(surface, restoreGroup(tenant, id, causeOf(request)));
    return json(200, {
      "@odata.context": context,
      "@odata.type": "#microsoft.graph.group",
      ...viewGroup(group, undefined, tenant.state, tenant.settings()),
    });
  }
  const user = expectDone(surface, restoreUser(tenant, id, causeOf(request)));
  return json(200, {
    "@odata.context": context,
    "@odata.type": "#microsoft.graph.user",
    ...viewUser(user, undefined, viewContext(surface)),
  });
}

function purge(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  const id = (parameters.get("object") ?? "").toLowerCase();
  const isGroup = surface.tenant.state.deletedGroups.has(id);
  expectDone(
    surface,
    isGroup ? purgeGroup(surface.tenant, id, causeOf(request)) : purgeUser(surface.tenant, id, causeOf(request)),
  );
  return noContent;
}
