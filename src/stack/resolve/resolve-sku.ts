import { companyMatchesTenant, resolveLicenseName } from "../../catalog/resolve-license";
import type { LicenseResolution } from "../../catalog/resolve/license-resolution";
import { rosterSkuName } from "../../catalog/resolve/roster-name";
import type { Product } from "../../catalog/types";
import type { Place } from "../../terms/place";
import { didYouMean } from "../problems/did-you-mean";
import type { StackReport } from "../problems/report";
import type { Lookups } from "./lookups";

/** A SKU as rosters name it, and the product where the catalog knows it. */
export interface ResolvedSku {
  readonly sku: string;
  readonly product?: Product;
}

/** What resolving needs of the stack. */
export interface LicenseContext {
  readonly tenant: string;
  readonly report: StackReport;
  readonly lookups: Lookups;
}

/**
 * Resolves a licence by its name: part number in upper case where it is unique, else the lower-case GUID; a GUID stays
 * what it is, since the tenant may have its part number twice. What only the tenant can tell (a part number that the
 * catalog does not know, a name of several products) is a finding. Undefined: a problem was reported.
 */
export function resolveSku(written: string, place: Place, context: LicenseContext): ResolvedSku | undefined {
  const text = written.trim();
  const resolution = context.lookups.license(text, place);
  if (resolution === undefined) return undefined;
  checkCompany(resolution, text, place, context);
  switch (resolution.kind) {
    case "resolved":
      return withProduct(offlineName(resolution, text), resolution.product);
    case "deferred":
      if (resolution.why === "shared") reportShared(resolution, text, place, context);
      return { sku: resolution.line };
    case "uncatalogued":
      return uncatalogued(resolution, text, place, context);
    case "ambiguous":
    case "absent":
    case "unknown": {
      const nearest = "nearest" in resolution ? resolution.nearest : [];
      const near = [...new Set([...context.lookups.nearestBundles(text), ...nearest])].slice(0, 3);
      context.report.problem(
        "license-unknown",
        place,
        `\`${text}\` is no licence that is known here.`,
        didYouMean(near) ?? "Write the part number or the GUID, as the tenant's list of products shows it.",
      );
      return undefined;
    }
  }
}

/** A SKU as rosters name it, where the catalog knows the name; nothing is reported. */
export function skuNamed(text: string): string | undefined {
  const resolution = resolveLicenseName(text);
  if (resolution.kind === "resolved") return offlineName(resolution, text);
  return resolution.kind === "deferred" ? resolution.line : undefined;
}

/** Several products bear the name: which of them is meant is what the tenant has. */
function reportShared(
  { candidates }: Extract<LicenseResolution, { kind: "deferred" }>,
  text: string,
  place: Place,
  context: LicenseContext,
): void {
  const names = candidates.map((candidate) => `${candidate.partNumber} (${candidate.name}, ${candidate.skuId})`);
  context.report.finding({
    code: "license-ambiguous",
    place,
    message:
      `\`${text}\` is the name of ${names.length} products: ${names.join("; ")}. Which of them the tenant has is ` +
      "checked at preview.",
    remedy: "To leave no doubt, write the part number or the GUID of the one that is meant.",
  });
}

/**
 * The part number, unless the GUID was written, or the catalog knows another product that has it too: then only the
 * GUID says which one is meant.
 */
function offlineName(product: { readonly skuId: string; readonly partNumber: string }, text: string): string {
  if (text.toLowerCase().endsWith(product.skuId)) return product.skuId;
  const back = resolveLicenseName(product.partNumber);
  return back.kind === "resolved" && back.skuId === product.skuId ? rosterSkuName(product) : product.skuId;
}

function withProduct(sku: string, product: Product | undefined): ResolvedSku {
  return product === undefined ? { sku } : { sku, product };
}

function uncatalogued(
  resolution: Extract<LicenseResolution, { kind: "uncatalogued" }>,
  text: string,
  place: Place,
  context: LicenseContext,
): ResolvedSku | undefined {
  const bundles = context.lookups.nearestBundles(text);
  const [nearBundle] = bundles;
  if (nearBundle !== undefined && resolution.skuId === undefined) {
    context.report.problem(
      "license-unknown",
      place,
      `\`${text}\` is no licence that is known here, and no bundle.`,
      didYouMean(bundles),
    );
    return undefined;
  }
  const remedy = didYouMean(resolution.nearest);
  context.report.finding({
    code: "license-uncatalogued",
    place,
    message: `\`${text}\` is not in the catalog; whether the tenant has it is checked at preview.`,
    ...(remedy === undefined ? {} : { remedy }),
  });
  return { sku: resolution.skuId?.toLowerCase() ?? (resolution.partNumber ?? text).toUpperCase() };
}

/**
 * `contoso:ENTERPRISEPACK`: the company must be the tenant's. Only an onmicrosoft.com domain says which company that
 * is.
 */
function checkCompany(resolution: LicenseResolution, text: string, place: Place, context: LicenseContext): void {
  const { company } = resolution;
  if (company === undefined || companyMatchesTenant(company, [context.tenant])) return;
  const bare = text.slice(text.indexOf(":") + 1).trim();
  if (/\.onmicrosoft\.[a-z]+$/i.test(context.tenant)) {
    context.report.problem(
      "license-company",
      place,
      `\`${text}\` belongs to the company \`${company}\`, and this stack to ${context.tenant}.`,
      `Write \`${bare}\`.`,
    );
    return;
  }
  context.report.finding({
    code: "license-company-unchecked",
    place,
    message: `Whether \`${company}\` is the company of ${context.tenant} cannot be seen from its name.`,
    remedy: `Write \`${bare}\`.`,
  });
}
