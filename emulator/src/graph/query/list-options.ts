import { badRequest, RequestError } from "../graph-error";
import type { GraphRequest } from "../graph-request";
import { readFilter } from "./judge-filter";
import { propertiesIn } from "../../tenant/schema/property";
import type { Tenant } from "../../tenant/tenant-type";
import { readSelect } from "./read-select";
import { asksForSignIns, maxSignInRows, refuseSignIns } from "./sign-in-activity";
import { maxExpandedRows, readExpand, type Expansion } from "./read-expand";
import type { Filter } from "./parse-filter";
import type { ResourceType } from "./resource-type";

export interface ListOptions {
  /** undefined = the default properties. */
  readonly select: readonly string[] | undefined;
  readonly top: number;
  readonly filter: Filter | undefined;
  readonly count: boolean;
  readonly orderBy: { readonly property: string; readonly descending: boolean } | undefined;
  readonly expand: Expansion | undefined;
}

const known = new Set(["$select", "$top", "$filter", "$count", "$orderby", "$skiptoken", "$expand", "$search"]);

/**
 * @param expandable whether $expand is understood where this list is
 * @throws RequestError for everything that Graph (or this emulator) does not take
 */
export function readListOptions(
  request: GraphRequest,
  type: ResourceType,
  { state, settings }: Pick<Tenant, "state" | "settings">,
  expandable = false,
): ListOptions {
  for (const name of request.query.keys()) {
    if (name.startsWith("$") && !known.has(name))
      throw new RequestError(badRequest(`The query parameter '${name}' is not supported.`, "BadRequest"));
  }
  const eventual = request.headers.get("consistencylevel")?.toLowerCase() === "eventual";
  const count = readCount(request);
  const filterText = request.query.get("$filter");
  refuseUnbuilt(request, expandable);
  const expand =
    expandable && (type.name === "user" || type.name === "group") ? readExpand(request, type.name) : undefined;
  const select = readSelect(request, type, "many");
  const rules = {
    type: type.name,
    properties: propertiesIn(request.version, type.properties),
    filters: type.filters,
    advanced: eventual && count,
    settings: settings(),
  };
  const filter = filterText === undefined ? undefined : readFilter(filterText, rules);
  const hasSignIns = asksForSignIns(select, filter);
  if (hasSignIns) refuseSignIns(request, state, filter);
  return {
    select,
    expand,
    top: Math.min(
      readTop(request),
      expand === undefined ? Infinity : maxExpandedRows,
      hasSignIns ? maxSignInRows : Infinity,
    ),
    filter,
    count: count && eventual,
    orderBy: readOrder(request, type),
  };
}

/**
 * What Graph understands and this emulator does not is refused: an answer without it would be wrong. @throws
 * RequestError
 */
export function refuseUnbuilt(request: GraphRequest, expandable: boolean): void {
  if (request.query.has("$search")) {
    const message =
      "Request with $search query parameter only works through MSGraph with a special request header: " +
      "'ConsistencyLevel: eventual'";
    if (request.headers.get("consistencylevel")?.toLowerCase() !== "eventual")
      throw new RequestError(badRequest(message, "Request_UnsupportedQuery"));
    throw new RequestError({
      status: 501,
      code: "NotImplemented",
      message: "$search is not part of this emulator: use $filter.",
    });
  }
  if (request.query.has("$expand") && !expandable)
    throw new RequestError({
      status: 501,
      code: "NotImplemented",
      message: "$expand is not part of this emulator here.",
    });
}

/** For resources that understand but a few parameters. @throws RequestError */
export function refuseParameters(request: GraphRequest, allowed: readonly string[]): void {
  const refused = [...request.query.keys()].find((name) => name.startsWith("$") && !allowed.includes(name));
  if (refused !== undefined)
    throw new RequestError(
      badRequest(`The query parameter '${refused}' is not supported for this resource.`, "Request_UnsupportedQuery"),
    );
}

function readTop(request: GraphRequest): number {
  const text = request.query.get("$top");
  if (text === undefined) return 100;
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 999) return Number(text);
  throw new RequestError(
    badRequest(
      `Invalid page size specified: '${text}'. Must be between 1 and 999 inclusive.`,
      "Request_UnsupportedQuery",
    ),
  );
}

function readCount(request: GraphRequest): boolean {
  const text = request.query.get("$count")?.toLowerCase();
  if (text === undefined || text === "false") return false;
  if (text === "true") return true;
  throw new RequestError(
    badRequest(
      `Invalid value '${text}' for $count query option found. The $count query option requires a boolean value.`,
      "BadRequest",
    ),
  );
}

const sortable: Readonly<Partial<Record<ResourceType["name"], readonly string[]>>> = {
  user: ["displayName", "userPrincipalName"],
  group: ["displayName"],
};

function readOrder(request: GraphRequest, type: ResourceType): ListOptions["orderBy"] {
  const text = request.query.get("$orderby");
  if (text === undefined) return undefined;
  const [property = "", direction = "asc", ...rest] = text.trim().split(/\s+/);
  if (
    sortable[type.name]?.includes(property) !== true ||
    !["asc", "desc"].includes(direction.toLowerCase()) ||
    rest.length > 0
  ) {
    throw new RequestError(
      badRequest(`Unsupported sort property '${property}' for '${type.name}'.`, "Request_UnsupportedQuery"),
    );
  }
  return { property, descending: direction.toLowerCase() === "desc" };
}
