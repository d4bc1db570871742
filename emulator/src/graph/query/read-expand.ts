import { badRequest, RequestError } from "../graph-error";
import type { GraphRequest } from "../graph-request";

/** One relation that is answered together with its object. */
export interface Expansion {
  readonly relation: string;
  readonly select: readonly string[] | undefined;
}

/** Microsoft: relations of users and groups that "Supports $expand", as far as this tenant has them. */
const relations: Readonly<Record<"user" | "group", readonly string[]>> = {
  user: ["memberOf", "transitiveMemberOf", "manager", "directReports"],
  group: ["members", "transitiveMembers", "memberOf", "transitiveMemberOf", "owners"],
};

/** With $expand a page has this many rows at most. (Microsoft: "Use query parameters", $expand) */
export const maxExpandedRows = 100;
/** Items of an expanded relation; the rest is left out without a next link. (Microsoft: the same) */
export const maxExpandedItems = 20;

/** `relation` or `relation($select=a,b)`. @throws RequestError for everything else */
export function readExpand(request: GraphRequest, type: "user" | "group"): Expansion | undefined {
  const text = request.query.get("$expand");
  if (text === undefined) return undefined;
  if (/\)?\s*,\s*\w+(\(|$)/.test(text.replace(/\([^)]*\)/g, ""))) {
    throw new RequestError(
      badRequest("Only one navigation property can be expanded in a request.", "Request_UnsupportedQuery"),
    );
  }
  const [, written = text, select] = /^\s*(\w+)\s*(?:\(\s*\$select\s*=\s*([\w\s,]+)\))?\s*$/i.exec(text) ?? [];
  const relation = relations[type].find((name) => name.toLowerCase() === written.toLowerCase());
  if (relation === undefined) {
    throw new RequestError(
      badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${written}' on type ` +
          `'microsoft.graph.${type}'.`,
        "BadRequest",
      ),
    );
  }
  return { relation, select: select?.split(",").map((name) => name.trim()) };
}
