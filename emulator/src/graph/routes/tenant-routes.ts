import { purgeGroup, restoreGroup } from "../../tenant/groups/change-groups";
import { purgeUser, restoreUser } from "../../tenant/change-users";
import type { Organization } from "../../tenant/model";
import { expectDone } from "../find-objects";
import { badRequest, notFound, RequestError } from "../graph-error";
import { contextUrl, json, noContent, type GraphRequest, type GraphResponse } from "../graph-request";
import { contextOf } from "../list-objects";
import { groupType, userType, viewContext, viewObject } from "../object-sources";
import { readListOptions, readSelect, refuseParameters, refuseUnbuilt } from "../query/list-options";
import { matchesFilter } from "../query/match-filter";
import { nextLink, readPageToken } from "../query/page-token";
import { isGuid, readObject } from "../read-body";
import { causeOf, readUsers, writeUsers, type Route, type Surface } from "../route";
import { viewGroup } from "../views/group-view";
import { subscriptionProperties, viewSubscription } from "../views/subscription-view";
import { formatTime, readUserProperty, viewUser } from "../views/user-view";

type Parameters = ReadonlyMap<string, string>;

const readTenant = [
  "Organization.Read.All",
  "Organization.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
  "User.Read.All",
  "User.ReadWrite.All",
  "LicenseAssignment.Read.All",
  "LicenseAssignment.ReadWrite.All",
];
const readSkus = [
  "LicenseAssignment.Read.All",
  "LicenseAssignment.ReadWrite.All",
  "Organization.Read.All",
  "Organization.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];

export const tenantRoutes: readonly Route[] = [
  { method: "GET", path: "organization", units: 1, permissions: readTenant, handle: listOrganization },
  { method: "GET", path: "organization/:organization", units: 1, permissions: readTenant, handle: getOrganization },
  { method: "GET", path: "subscribedSkus", units: 3, permissions: readSkus, handle: listSubscriptions },
  { method: "GET", path: "subscribedSkus/:sku", units: 1, permissions: readSkus, handle: getSubscription },
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
  {
    method: "POST",
    path: "directoryObjects/getByIds",
    units: 5,
    permissions: readUsers,
    reads: true,
    handle: getByIds,
  },
];

function viewOrganization(organization: Organization): Record<string, unknown> {
  return {
    id: organization.id,
    deletedDateTime: null,
    businessPhones: [],
    city: null,
    country: null,
    countryLetterCode: organization.countryLetterCode,
    createdDateTime: formatTime(organization.createdAt),
    displayName: organization.displayName,
    tenantType: "AAD",
    technicalNotificationMails: [],
    verifiedDomains: organization.verifiedDomains.map((name, at) => ({
      capabilities: "Email, OfficeCommunicationsOnline",
      isDefault: at === organization.verifiedDomains.length - 1,
      isInitial: at === 0,
      name,
      type: "Managed",
    })),
  };
}

function selectOf(request: GraphRequest, view: Record<string, unknown>): Record<string, unknown> {
  const names = request.query
    .get("$select")
    ?.split(",")
    .map((name) => name.trim());
  return names === undefined
    ? view
    : Object.fromEntries(names.flatMap((name) => (name in view ? [[name, view[name]]] : [])));
}

function listOrganization(request: GraphRequest, surface: Surface): GraphResponse {
  refuseParameters(request, ["$select", "$top"]);
  const value = [selectOf(request, viewOrganization(surface.tenant.state.organization))];
  return json(200, { "@odata.context": contextUrl(request, "organization"), value });
}

function getOrganization(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  const { organization } = surface.tenant.state;
  const id = parameters.get("organization") ?? "";
  if (id.toLowerCase() !== organization.id) throw new RequestError(notFound(id));
  return json(200, {
    "@odata.context": contextUrl(request, "organization/$entity"),
    ...selectOf(request, viewOrganization(organization)),
  });
}

function listSubscriptions(request: GraphRequest, surface: Surface): GraphResponse {
  refuseParameters(request, ["$select"]);
  const unknown = request.query
    .get("$select")
    ?.split(",")
    .find((name) => !subscriptionProperties.some((known) => known === name.trim()));
  if (unknown !== undefined) {
    throw new RequestError(
      badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${unknown.trim()}' on type ` +
          "'microsoft.graph.subscribedSku'.",
        "BadRequest",
      ),
    );
  }
  const { state } = surface.tenant;
  const value = [...state.subscriptions.values()].map((subscription) =>
    selectOf(
      request,
      viewSubscription(subscription, state.organization, surface.replica.consumedUnits(subscription.skuId)),
    ),
  );
  return json(200, { "@odata.context": contextUrl(request, "subscribedSkus"), value });
}

function getSubscription(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  const { state } = surface.tenant;
  const name = parameters.get("sku") ?? "";
  const [tenantId, skuId = ""] = name.toLowerCase().split("_");
  const subscription = state.subscriptions.get(skuId);
  if (subscription === undefined || tenantId !== state.organization.id) throw new RequestError(notFound(name));
  const view = viewSubscription(subscription, state.organization, surface.replica.consumedUnits(skuId));
  return json(200, { "@odata.context": contextUrl(request, "subscribedSkus/$entity"), ...selectOf(request, view) });
}

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
  const options = readListOptions(request, userType, surface.tenant.settings());
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
    const view = viewGroup(group, readSelect(request, groupType), surface.tenant.state, surface.tenant.settings());
    return json(200, { "@odata.context": context, "@odata.type": "#microsoft.graph.group", ...view });
  }
  const view = viewDeletedUser(surface, id, readSelect(request, userType));
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
  const select = request.query
    .get("$select")
    ?.split(",")
    .map((name) => name.trim());
  const wants = (type: string): boolean =>
    types.length === 0 || types.some((name: unknown) => name === type || name === "directoryObject");
  const value = [...new Set(ids.map((id: string) => id.toLowerCase()))].flatMap((id) => {
    const kind = surface.replica.user(id) === undefined ? "group" : "user";
    return wants(kind) ? (viewObject(surface, id, select) ?? []) : [];
  });
  return json(200, { "@odata.context": contextUrl(request, "directoryObjects"), value });
}
