import { createHash } from "node:crypto";
import { badRequest, RequestError } from "../graph-error";
import type { GraphRequest } from "../graph-request";

const expired = "The specified page token value has expired and can no longer be included in your request.";

/** Where a page ended, bound to the query it belongs to. */
function writePageToken(request: GraphRequest, position: number): string {
  return Buffer.from(`${position}.${fingerprint(request)}`).toString("base64url");
}

/** @throws RequestError where the token is not one that this query was given */
export function readPageToken(request: GraphRequest): number {
  const token = request.query.get("$skiptoken");
  if (token === undefined) return 0;
  const [position = "", mark] = Buffer.from(token, "base64url").toString("utf8").split(".");
  if (!/^\d{1,9}$/.test(position) || mark !== fingerprint(request))
    throw new RequestError(badRequest(expired, "Directory_ExpiredPageToken"));
  return Number(position);
}

/** The address of the next page: the same query with a token. */
export function nextLink(request: GraphRequest, position: number): string {
  const [path = "", search = ""] = request.target.split("?");
  const kept = search.split("&").filter((part) => part !== "" && !/^(\$|%24)skiptoken=/i.test(part));
  const query = [...kept, `$skiptoken=${writePageToken(request, position)}`].join("&");
  return `${request.origin}/${request.version}${path}?${query}`;
}

function fingerprint(request: GraphRequest): string {
  const parts = [...request.query].filter(([name]) => name !== "$skiptoken").map(([name, value]) => `${name}=${value}`);
  return createHash("sha256")
    .update([request.segments.map(({ text }) => text.toLowerCase()).join("/"), ...parts.sort()].join("&"))
    .digest("base64url")
    .slice(0, 12);
}
