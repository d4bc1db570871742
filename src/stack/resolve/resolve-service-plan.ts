import type { Place } from "../../terms/place";
import { isGuid } from "../../text/guid";
import { didYouMean } from "../problems/did-you-mean";
import type { LicenseContext, ResolvedSku } from "./resolve-sku";

/**
 * A service plan of a licence as rosters name it. What the catalog does not know is checked at preview; undefined: a
 * problem was reported.
 */
export function resolveServicePlan(
  written: string,
  place: Place,
  resolved: ResolvedSku,
  context: LicenseContext,
): string | undefined {
  const text = written.trim();
  const resolution = context.lookups.plan(text, resolved.product, resolved.sku, place);
  if (resolution === undefined) return undefined;
  switch (resolution.kind) {
    case "resolved":
      return rosterPlanName(resolution.name, resolution.id);
    case "companyOnly":
      context.report.problem(
        "plan-of-company",
        place,
        `The service plan \`${text}\` applies to the whole tenant and cannot be switched for a person.`,
        "Take it out.",
      );
      return undefined;
    case "elsewhere":
    case "uncatalogued": {
      const name = rosterPlanName(resolution.name, resolution.kind === "elsewhere" ? resolution.id : undefined);
      if (name === undefined) break;
      const remedy = didYouMean(resolution.nearest);
      const known =
        resolution.kind === "elsewhere"
          ? `is not among the service plans that the catalog lists for ${resolved.sku}`
          : `is not in the catalog`;
      context.report.finding({
        code: "plan-uncatalogued",
        place,
        message: `\`${text}\` ${known}; whether the tenant's ${resolved.sku} has it is checked at preview.`,
        ...(remedy === undefined ? {} : { remedy }),
      });
      return name;
    }
    case "unknown":
      if (isGuid(text)) return text.toLowerCase();
      break;
  }
  const remedy =
    didYouMean(resolution.nearest) ?? "Write its service plan name, or its GUID where Microsoft has added it since.";
  context.report.problem("plan-unknown", place, `\`${text}\` is no service plan of ${resolved.sku}.`, remedy);
  return undefined;
}

/** Upper case; the lower-case GUID where there is no name, or one that canonical lines cannot hold. */
function rosterPlanName(name: string, id: string | undefined): string | undefined {
  if (isGuid(name)) return name.toLowerCase();
  return /^[^\s,()@]+$/.test(name) ? name.toUpperCase() : id;
}
