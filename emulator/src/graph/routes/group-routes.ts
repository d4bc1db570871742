import { addMember, createGroup, deleteGroup, patchGroup, removeMember } from "../../tenant/groups/change-groups";
import { assignToGroup } from "../../tenant/change-licenses";
import { expectDone, findGroup } from "../find-objects";
import { badRequest, notFound, RequestError } from "../graph-error";
import { contextUrl, json, noContent, type GraphRequest, type GraphResponse } from "../graph-request";
import { viewExpanded } from "../expand";
import { contextOf, countGroups, listDirectoryObjects, listGroups } from "../list-objects";
import { groupsOf, membersOf } from "../memberships";
import { groupType } from "../resource-types";
import { readListOptions, refuseUnbuilt } from "../query/list-options";
import { readSelect } from "../query/read-select";
import { readExpand } from "../query/read-expand";
import { isGuid, readAssignment, readBoundGroup, readReference } from "../read-body";
import { causeOf, readGroups, writeGroups, type Route, type Surface } from "../route";
import { membersWithErrors, viewGroup } from "../views/group-view";

type Parameters = ReadonlyMap<string, string>;
type Cast = "user" | "group" | undefined;

const assign = ["LicenseAssignment.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"];
const writeMembers = [...writeGroups, "GroupMember.ReadWrite.All"];

export const groupRoutes: readonly Route[] = [
  { method: "GET", path: "groups", units: 1, permissions: readGroups, handle: listGroups },
  { method: "POST", path: "groups", units: 1, permissions: writeGroups, handle: createGroupRoute },
  { method: "GET", path: "groups/$count", units: 1, permissions: readGroups, handle: countRoute },
  { method: "GET", path: "groups/:group", units: 1, permissions: readGroups, handle: getGroup },
  {
    method: "PATCH",
    path: "groups/:group",
    units: 1,
    permissions: writeGroups,
    locks: "group",
    handle: patchGroupRoute,
  },
  {
    method: "DELETE",
    path: "groups/:group",
    units: 1,
    permissions: writeGroups,
    locks: "group",
    handle: deleteGroupRoute,
  },
  {
    method: "POST",
    path: "groups/:group/assignLicense",
    units: 1,
    permissions: assign,
    locks: "group",
    handle: assignRoute,
  },
  ...relation("members", 3, (surface, id) => membersOf(surface.replica, id, false)),
  ...relation("transitiveMembers", 5, (surface, id) => membersOf(surface.replica, id, true)),
  ...relation("memberOf", 2, (surface, id) => groupsOf(surface.replica, id, false)),
  ...relation("transitiveMemberOf", 2, (surface, id) => groupsOf(surface.replica, id, true)),
  ...relation("membersWithLicenseErrors", 1, (surface, id) => membersWithErrors(id, surface.tenant.state)),
  { method: "POST", path: "groups/:group/members/$ref", units: 1, permissions: writeMembers, handle: addMemberRoute },
  {
    method: "DELETE",
    path: "groups/:group/members/:member/$ref",
    units: 1,
    permissions: writeMembers,
    handle: removeMemberRoute,
  },
];

function relation(
  name: string,
  units: number,
  ids: (surface: Surface, groupId: string) => readonly string[],
): readonly Route[] {
  const casts: readonly Cast[] = [undefined, "user", "group"];
  return casts.map((cast) => ({
    method: "GET",
    path: `groups/:group/${name}${cast === undefined ? "" : `/microsoft.graph.${cast}`}`,
    units,
    permissions: readGroups,
    handle: (request, surface, parameters) =>
      listDirectoryObjects(request, surface, ids(surface, findGroup(surface, parameters.get("group") ?? "").id), cast),
  }));
}

function getGroup(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  refuseUnbuilt(request, true);
  const select = readSelect(request, groupType, "one");
  const expand = readExpand(request, "group");
  const group = findGroup(surface, parameters.get("group") ?? "");
  const view = viewGroup(group, select, surface.tenant.state, surface.tenant.settings());
  return json(200, {
    "@odata.context": `${contextOf(request, "groups", select, expand)}/$entity`,
    ...view,
    ...viewExpanded(surface, expand, group.id),
  });
}

function createGroupRoute(request: GraphRequest, surface: Surface): GraphResponse {
  const { body, memberIds, ownerIds } = readBoundGroup(request, groupType);
  const group = expectDone(
    surface,
    createGroup(surface.tenant, surface.newId(), body, causeOf(request), { memberIds, ownerIds }),
  );
  const view = viewGroup(group, undefined, surface.tenant.state, surface.tenant.settings());
  return json(201, { "@odata.context": `${contextUrl(request, "groups")}/$entity`, ...view });
}

function countRoute(request: GraphRequest, surface: Surface): GraphResponse {
  if (request.headers.get("consistencylevel")?.toLowerCase() !== "eventual")
    throw new RequestError(badRequest("$count is not currently supported."));
  const options = readListOptions(
    { ...request, query: new Map([...request.query, ["$count", "true"]]) },
    groupType,
    surface.tenant,
  );
  return {
    status: 200,
    headers: { "Content-Type": "text/plain" },
    body: { kind: "text", text: String(countGroups(surface, options)) },
  };
}

function patchGroupRoute(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  const { body, memberIds } = readBoundGroup(request, groupType);
  expectDone(
    surface,
    patchGroup(surface.tenant, findGroup(surface, parameters.get("group") ?? ""), body, causeOf(request), memberIds),
  );
  return noContent;
}

function deleteGroupRoute(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  expectDone(surface, deleteGroup(surface.tenant, findGroup(surface, parameters.get("group") ?? ""), causeOf(request)));
  return noContent;
}

function assignRoute(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  const assignment = readAssignment(request);
  const { tenant } = surface;
  const group = expectDone(
    surface,
    assignToGroup(tenant, findGroup(surface, parameters.get("group") ?? ""), assignment, causeOf(request)),
  );
  const object = `${tenant.state.organization.id}/directoryObjects/${group.id}`;
  const headers = { Location: `https://graph.microsoft.com/v2/${object}/Microsoft.DirectoryServices.Group` };
  if (tenant.settings().groupAssignmentBody === "empty") return { status: 202, headers, body: { kind: "none" } };
  return json(
    202,
    {
      "@odata.context": `${contextUrl(request, "groups")}/$entity`,
      ...viewGroup(group, undefined, tenant.state, tenant.settings()),
    },
    headers,
  );
}

function addMemberRoute(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  const memberId = readReference(request);
  expectDone(
    surface,
    addMember(surface.tenant, findGroup(surface, parameters.get("group") ?? ""), memberId, causeOf(request)),
  );
  return noContent;
}

function removeMemberRoute(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  const memberId = parameters.get("member") ?? "";
  if (!isGuid(memberId)) throw new RequestError(notFound(memberId));
  expectDone(
    surface,
    removeMember(
      surface.tenant,
      findGroup(surface, parameters.get("group") ?? ""),
      memberId.toLowerCase(),
      causeOf(request),
    ),
  );
  return noContent;
}
