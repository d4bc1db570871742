import { formatPlace } from "../../terms/place";
import type { Reason } from "../../terms/plan";
import { groupName, productText, type Names } from "./words";

/** Why, in the reader's words, with the place in the stack where it is known. */
export function reasonText(plan: Names, reason: Reason): string {
  switch (reason.kind) {
    case "declared":
      return `${quoted(reason.assignment)}${at(reason)}`;
    case "drift":
      return "changed outside this stack";
    case "undeclared":
      return "no longer in the file";
    case "expired":
      return `${quoted(reason.assignment)} ended on ${reason.until}${at(reason)}`;
    case "left":
      return `not in ${quoted(reason.assignment)} any more: ${reason.why}${at(reason)}`;
    case "authority":
      return reason.scope === "tenant"
        ? "authoritative for the tenant, and not in the file"
        : "authoritative, and not declared for this person";
    case "carriedOver":
      return `plan selection carried over from ${productText(plan, reason.fromSku)}`;
    case "moved":
      return reason.to === "group"
        ? `moves to the group ${groupName(plan, reason.group)}`
        : `moves from the group ${groupName(plan, reason.group)} to a direct licence`;
  }
}

/** Several reasons, each once, in the order in which the plan gives them. */
export function reasonsText(plan: Names, reasons: readonly Reason[]): string {
  return [...new Set(reasons.map((reason) => reasonText(plan, reason)))].join("; ");
}

function quoted(assignment: string): string {
  return `"${assignment}"`;
}

function at(reason: Extract<Reason, { kind: "declared" | "expired" | "left" }>): string {
  return reason.place === undefined ? "" : `, ${formatPlace(reason.place)}`;
}
