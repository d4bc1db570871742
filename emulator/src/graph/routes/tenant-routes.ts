import { notFound, RequestError } from "../graph-error";
import { contextUrl, json, type GraphRequest, type GraphResponse } from "../graph-request";
import { companySubscriptionType, domainType, organizationType, subscribedSkuType } from "../resource-types";
import { refuseParameters } from "../query/list-options";
import { readSelect } from "../query/read-select";
import type { ResourceType } from "../query/resource-type";
import type { Route, Surface } from "../route";
import { viewPurchases, viewSubscription } from "../views/subscription-view";
import { viewDomain, viewOrganization } from "../views/tenant-view";

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

/** Microsoft: "List subscriptions" of the directory. */
const readPurchases = [
  "Organization.Read.All",
  "Organization.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];

/** Microsoft: "List domains". */
const readDomains = ["Domain.Read.All", "Domain.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];

export const tenantRoutes: readonly Route[] = [
  { method: "GET", path: "organization", units: 1, permissions: readTenant, handle: listOrganization },
  { method: "GET", path: "organization/:organization", units: 1, permissions: readTenant, handle: getOrganization },
  {
    method: "PATCH",
    path: "organization/:organization",
    units: 1,
    permissions: ["Organization.ReadWrite.All"],
    handle: refuseToPatch,
  },
  { method: "GET", path: "subscribedSkus", units: 3, permissions: readSkus, handle: listSubscriptions },
  { method: "GET", path: "subscribedSkus/:sku", units: 1, permissions: readSkus, handle: getSubscription },
  { method: "GET", path: "directory/subscriptions", units: 1, permissions: readPurchases, handle: listPurchases },
  { method: "GET", path: "domains", units: 1, permissions: readDomains, handle: listDomains },
  { method: "GET", path: "domains/:domain", units: 1, permissions: readDomains, handle: getDomain },
];

/** The selected properties of objects that are made whole first; without $select, those of v1.0 or of beta. */
function shownOf(
  request: GraphRequest,
  type: ResourceType,
  shown: "one" | "many",
): (view: Readonly<Record<string, unknown>>) => Record<string, unknown> {
  const names =
    readSelect(request, type, shown) ??
    [...type.properties].filter(([, { beta }]) => beta !== true || request.version === "beta").map(([name]) => name);
  return (view) => Object.fromEntries(names.flatMap((name) => (name in view ? [[name, view[name]]] : [])));
}

function listOrganization(request: GraphRequest, { tenant }: Surface): GraphResponse {
  refuseParameters(request, ["$select", "$top"]);
  const show = shownOf(request, organizationType, "many");
  const value = [show(viewOrganization(tenant.state.organization))];
  return json(200, { "@odata.context": contextUrl(request, "organization"), value });
}

function getOrganization(request: GraphRequest, { tenant }: Surface, parameters: Parameters): GraphResponse {
  const { organization } = tenant.state;
  const id = parameters.get("organization") ?? "";
  if (id.toLowerCase() !== organization.id) throw new RequestError(notFound(id));
  const show = shownOf(request, organizationType, "one");
  return json(200, {
    "@odata.context": contextUrl(request, "organization/$entity"),
    ...show(viewOrganization(organization)),
  });
}

function refuseToPatch(): GraphResponse {
  throw new RequestError({
    status: 501,
    code: "NotImplemented",
    message: "Changes of the organization are not part of this emulator.",
  });
}

function listSubscriptions(request: GraphRequest, { tenant, replica }: Surface): GraphResponse {
  refuseParameters(request, ["$select"]);
  const show = shownOf(request, subscribedSkuType, "many");
  const { organization, subscriptions } = tenant.state;
  const listed = [...subscriptions.values()].filter(({ gone }) => !gone);
  const value = listed.map((subscription) =>
    show(viewSubscription(subscription, organization, replica.consumedUnits(subscription.skuId))),
  );
  return json(200, { "@odata.context": contextUrl(request, "subscribedSkus"), value });
}

function getSubscription(request: GraphRequest, surface: Surface, parameters: Parameters): GraphResponse {
  const { state } = surface.tenant;
  const name = parameters.get("sku") ?? "";
  const [tenantId, skuId = ""] = name.toLowerCase().split("_");
  const subscription = state.subscriptions.get(skuId);
  if (subscription === undefined || subscription.gone || tenantId !== state.organization.id)
    throw new RequestError(notFound(name));
  const view = viewSubscription(subscription, state.organization, surface.replica.consumedUnits(skuId));
  const show = shownOf(request, subscribedSkuType, "one");
  return json(200, { "@odata.context": contextUrl(request, "subscribedSkus/$entity"), ...show(view) });
}

function listPurchases(request: GraphRequest, { tenant }: Surface): GraphResponse {
  refuseParameters(request, ["$select"]);
  const show = shownOf(request, companySubscriptionType, "many");
  const { organization, subscriptions } = tenant.state;
  const value = [...subscriptions.values()]
    .filter(({ gone }) => !gone)
    .flatMap((subscription) => viewPurchases(subscription, organization).map(show));
  return json(200, { "@odata.context": contextUrl(request, "directory/subscriptions"), value });
}

function listDomains(request: GraphRequest, { tenant }: Surface): GraphResponse {
  refuseParameters(request, ["$select"]);
  const show = shownOf(request, domainType, "many");
  const { organization } = tenant.state;
  const value = organization.verifiedDomains.map((_, at) => show(viewDomain(organization, at)));
  return json(200, { "@odata.context": contextUrl(request, "domains"), value });
}

function getDomain(request: GraphRequest, { tenant }: Surface, parameters: Parameters): GraphResponse {
  const { organization } = tenant.state;
  const name = parameters.get("domain") ?? "";
  const at = organization.verifiedDomains.findIndex((domain) => domain.toLowerCase() === name.toLowerCase());
  if (at < 0) throw new RequestError(notFound(name));
  const show = shownOf(request, domainType, "one");
  return json(200, { "@odata.context": contextUrl(request, "domains/$entity"), ...show(viewDomain(organization, at)) });
}
