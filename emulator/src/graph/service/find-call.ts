import type { Settings } from "../../settings/settings";
import { badRequest, forbidden, type GraphError } from "../graph-error";
import type { GraphRequest } from "../graph-request";
import type { Route } from "../route";
import { isUnbuiltRelation, type Match, type Router } from "../router";

/** A request whose route is known and that its caller may make. */
export interface Call {
  readonly kind: "call";
  readonly route: Route;
  readonly parameters: ReadonlyMap<string, string>;
  /** What the statistics call it. */
  readonly name: string;
  readonly units: number;
  readonly isWrite: boolean;
}

export interface Misdirected {
  readonly kind: "misdirected";
  readonly error: GraphError;
}

export const wrongMethod: GraphError = {
  status: 405,
  code: "Request_BadRequest",
  message: "Specified HTTP method is not allowed for the request target.",
};

export function findCall(request: GraphRequest, route: Router, settings: Settings): Call | Misdirected {
  if (request.segments[0]?.text.toLowerCase() === "me")
    return misdirected(badRequest("/me request is only valid with delegated authentication flow.", "BadRequest"));
  const match = route(request.method, request.segments);
  if (match.kind === "unknown") return misdirected(describeUnknown(request, match, settings));
  if (match.kind === "wrongMethod") return misdirected(wrongMethod);
  if (!mayCall(request, match.route)) return misdirected(forbidden);
  return {
    kind: "call",
    route: match.route,
    parameters: match.parameters,
    name: `${match.route.method} ${match.route.path}`,
    units: costOf(match.route, request),
    isWrite: match.route.method !== "GET" && match.route.reads !== true,
  };
}

function misdirected(error: GraphError): Misdirected {
  return { kind: "misdirected", error };
}

function describeUnknown(
  { segments }: GraphRequest,
  { segment }: Extract<Match, { kind: "unknown" }>,
  { unknownRoute }: Settings,
): GraphError {
  if (isUnbuiltRelation(segments, segment))
    return {
      status: 501,
      code: "NotImplemented",
      message: `The relation '${segment}' is not part of this emulator.`,
    };
  return {
    status: unknownRoute === "404" ? 404 : 400,
    code: "BadRequest",
    message: `Resource not found for the segment '${segment}'.`,
  };
}

function mayCall({ caller: { permissions } }: GraphRequest, route: Route): boolean {
  return permissions === undefined || route.permissions.some((permission) => permissions.has(permission));
}

/** The published price: $select is one cheaper, $expand one dearer, a small $top one cheaper, never less than one. */
function costOf(route: Route, request: GraphRequest): number {
  const top = Number(request.query.get("$top") ?? Infinity);
  const change = (request.query.has("$select") ? -1 : 0) + (request.query.has("$expand") ? 1 : 0) + (top < 20 ? -1 : 0);
  return Math.max(1, route.units + change);
}
