import type { Change } from "../tenant/changes";
import { badRequest, RequestError } from "./graph-error";
import { json, type GraphRequest, type GraphResponse } from "./graph-request";
import { contextOf } from "./list-objects";
import { viewContext } from "./object-sources";
import { userType } from "./resource-types";
import { readSelect } from "./query/read-select";
import { readFilter } from "./query/judge-filter";
import { findKeys } from "./query/match-filter";
import type { Surface } from "./route";
import { viewUser } from "./views/user-view";

/**
 * What a token remembers: the query, from which entry of the log on (nothing = everybody), up to which, and how far it
 * has been shown.
 */
interface Token {
  readonly select: readonly string[] | undefined;
  readonly ids: readonly string[] | undefined;
  readonly since: number | undefined;
  readonly until: number;
  readonly shown: number;
  readonly issued: number;
}

/** Rows of a page; $top is not supported. */
const pageSize = 200;
/** Microsoft: tokens of directory objects are valid for seven days. */
const validFor = 7 * 24 * 60 * 60 * 1000;
const expired: [string, string] = [
  "The sync state generation is not found. The delta token is expired and data must be synchronized again.",
  "syncStateNotFound",
];
const understood = new Set(["$select", "$filter", "$skiptoken", "$deltatoken"]);
/** Microsoft: "Changes to the licenseAssignmentStates property are not currently tracked." */
const licenseProperties = ["assignedLicenses", "assignedPlans", "provisionedPlans"];
const tracked: ReadonlySet<Change["kind"]> = new Set(["userPatched", "userDeleted", "userRestored", "userPurged"]);

/**
 * GET /users/delta: everybody, then who changed since. What is shown is what a person is now; somebody may be shown
 * again without having changed, as Microsoft says may happen. @throws RequestError
 */
export function answerUsersDelta(request: GraphRequest, surface: Surface): GraphResponse {
  const refused = [...request.query.keys()].find((name) => name.startsWith("$") && !understood.has(name));
  if (refused !== undefined)
    throw new RequestError(
      badRequest(`The query parameter '${refused}' is not supported by delta queries.`, "Request_UnsupportedQuery"),
    );
  const token = readToken(request, surface);
  const { state } = surface.tenant;
  const known = token.since === undefined ? state.userOrder : changedSince(surface, token);
  const ids = token.ids === undefined ? known : known.filter((id) => token.ids?.includes(id));
  const context = viewContext(surface);
  const value = ids.slice(token.shown, token.shown + pageSize).flatMap((id): object[] => {
    const user = state.users.get(id);
    if (user !== undefined) return [{ ...viewUser(user, token.select, context), id }];
    // Who was deleted while everybody is listed is not in the list; positions in it stay as they are.
    return token.since === undefined
      ? []
      : [{ id, "@removed": { reason: state.deletedUsers.has(id) ? "changed" : "deleted" } }];
  });
  const shown = token.shown + pageSize;
  const link =
    shown < ids.length
      ? { "@odata.nextLink": linkTo(request, "$skiptoken", { ...token, shown }) }
      : {
          "@odata.deltaLink": linkTo(request, "$deltatoken", {
            ...token,
            since: token.until,
            shown: 0,
            issued: surface.tenant.clock(),
          }),
        };
  return json(200, { "@odata.context": contextOf(request, "users", token.select), ...link, value });
}

function readToken(request: GraphRequest, surface: Surface): Token {
  const until = surface.tenant.log.length;
  const latest = request.query.get("$deltatoken")?.toLowerCase() === "latest";
  const text = latest ? undefined : (request.query.get("$deltatoken") ?? request.query.get("$skiptoken"));
  if (text === undefined) {
    return {
      select: readSelect(request, userType, "many"),
      ids: readIds(request, surface),
      since: latest ? until : undefined,
      until,
      shown: 0,
      issued: surface.tenant.clock(),
    };
  }
  const token = parse(text);
  if (token === undefined || token.until > until)
    throw new RequestError(badRequest("Badly formed token.", "BadRequest"));
  if (surface.tenant.clock() - token.issued > validFor) throw new RequestError(badRequest(...expired));
  // A page goes on where it was; a delta link begins anew, up to now.
  return request.query.has("$deltatoken") ? { ...token, until } : token;
}

/** Microsoft: $filter on ids only. */
function readIds(request: GraphRequest, surface: Surface): readonly string[] | undefined {
  const text = request.query.get("$filter");
  if (text === undefined) return undefined;
  const filter = readFilter(text, {
    type: "user",
    properties: userType.properties,
    filters: userType.filters,
    advanced: false,
    settings: surface.tenant.settings(),
  });
  const ids = findKeys(filter, "id")?.map((id) => id.toLowerCase());
  if (ids === undefined)
    throw new RequestError(badRequest("Delta queries support $filter on id only.", "Request_UnsupportedQuery"));
  return ids;
}

function changedSince(surface: Surface, { since = 0, until, select }: Token): readonly string[] {
  const tracksLicenses = select?.some((name) => licenseProperties.includes(name)) ?? false;
  const ids = surface.tenant.log.slice(since, until).map(({ change }) => changedUser(change, tracksLicenses));
  return [...new Set(ids.filter((id) => id !== undefined))];
}

function changedUser(change: Change, tracksLicenses: boolean): string | undefined {
  if (change.kind === "userCreated") return change.user.id;
  return "userId" in change && (tracked.has(change.kind) || (tracksLicenses && change.kind === "effectiveLicenses"))
    ? change.userId
    : undefined;
}

function linkTo(request: GraphRequest, name: "$skiptoken" | "$deltatoken", token: Token): string {
  const text = Buffer.from(JSON.stringify(token)).toString("base64url");
  return `${request.origin}/${request.version}/users/delta?${name}=${text}`;
}

function parse(text: string): Token | undefined {
  try {
    const token = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as Partial<Token> | null;
    if (
      token === null ||
      typeof token.until !== "number" ||
      typeof token.shown !== "number" ||
      typeof token.issued !== "number"
    )
      return undefined;
    const lists = [token.select, token.ids].every(
      (list) => list === undefined || (Array.isArray(list) && list.every((name) => typeof name === "string")),
    );
    if (!lists || token.select?.some((name) => !userType.properties.has(name)) === true) return undefined;
    return {
      select: token.select,
      ids: token.ids,
      since: typeof token.since === "number" ? token.since : undefined,
      until: token.until,
      shown: token.shown,
      issued: token.issued,
    };
  } catch {
    return undefined;
  }
}
