import type { PlanSelection, Roster, RosterLicense } from "./types";

function formatPlans(sign: "-" | "+", plans: readonly string[]): string {
  return `(${[...new Set(plans)]
    .sort()
    .map((plan) => sign + plan)
    .join(",")})`;
}

function formatSelection(selection: PlanSelection): string {
  switch (selection.kind) {
    case "unmanaged":
      return "";
    case "off":
      return selection.plans.length === 0 ? "(all)" : formatPlans("-", selection.plans);
    case "only":
      return selection.plans.length === 0 ? "(none)" : formatPlans("+", selection.plans);
  }
}

function formatLicense({ sku, selection }: RosterLicense): string {
  return sku + formatSelection(selection);
}

function formatLicenses(licenses: readonly RosterLicense[]): string {
  const [only] = licenses;
  if (only !== undefined && licenses.length === 1) return formatLicense(only);
  return [...licenses]
    .sort((a, b) => (a.sku < b.sku ? -1 : 1))
    .map(formatLicense)
    .join(", ");
}

/**
 * A roster as the line that a reviewer reads: `ENTERPRISEPACK(-YAMMER_ENTERPRISE), MCOEV @GB`.
 *
 * After a SKU: nothing, its service plans are not managed; `(-A,-B)`, exactly A and B are off; `(all)`, none is off;
 * `(+A,+B)`, only A and B are on; `(none)`, none is on. Sorted by code unit, so that equal rosters are equal lines.
 * `parseRoster` is the inverse. Names must consist of characters other than white space and `,()@`.
 */
export function formatRoster(roster: Roster): string {
  const licenses = formatLicenses(roster.licenses);
  if (roster.usageLocation === undefined) return licenses;
  return licenses === "" ? `@${roster.usageLocation}` : `${licenses} @${roster.usageLocation}`;
}
