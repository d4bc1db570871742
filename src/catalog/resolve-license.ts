import { disputeOf, sharedDispute } from "./aliases";
import { type Catalog, defaultCatalog } from "./catalog";
import { foldName, isGuid, isPlainPartNumber, tidyBlanks } from "./names";
import { nearestNames } from "./nearest";
import type { Product, SkuId, TenantSku } from "./types";

/** A SKU that a name may mean. `name` is the display name, or the part number where the catalog has none. */
export interface Candidate {
  readonly skuId: SkuId;
  readonly partNumber: string;
  readonly name: string;
}

/**
 * What a written licence name means. `company` is what stood before the colon in the old form `contoso:ENTERPRISEPACK`.
 */
export type LicenseResolution = { readonly company?: string } & (
  | { readonly kind: "resolved"; readonly skuId: SkuId; readonly partNumber: string; readonly product?: Product }
  /**
   * Without a tenant only: which SKU is meant depends on what the tenant has. `partNumber` is what a roster line says
   * meanwhile.
   */
  | { readonly kind: "deferred"; readonly partNumber: string; readonly candidates: readonly Candidate[] }
  /** Several SKUs bear the name: part number or GUID has to be written. */
  | { readonly kind: "ambiguous"; readonly candidates: readonly Candidate[] }
  /** Without a tenant only: shaped like a part number or a GUID, and not known. To be checked against the tenant. */
  | {
      readonly kind: "uncatalogued";
      readonly partNumber?: string;
      readonly skuId?: SkuId;
      readonly nearest: readonly string[];
    }
  /** With a tenant only: a known product that the tenant does not have. */
  | { readonly kind: "absent"; readonly candidates: readonly Candidate[]; readonly nearest: readonly string[] }
  | { readonly kind: "unknown"; readonly nearest: readonly string[] }
);

/**
 * Resolves a licence as people write it: part number, GUID, product name (current or former), or the old
 * `companyname:SKU`; case and white space do not matter.
 *
 * With `tenantSkus` (`GET /subscribedSkus`) the tenant is the truth and the catalog only lends names. Whether `company`
 * is the tenant's is for the caller to say (`companyMatchesTenant`). Answers are remembered for each catalog and
 * tenant.
 */
export function resolveLicenseName(
  text: string,
  tenantSkus?: readonly TenantSku[],
  catalog: Catalog = defaultCatalog,
): LicenseResolution {
  const context = contextFor(catalog, tenantSkus);
  const folded = foldName(text);
  const remembered = context.answers.get(folded);
  if (remembered !== undefined) return remembered;
  const answer = resolveFolded(folded, text, context);
  context.answers.set(folded, answer);
  return answer;
}

/** Whether the company of `company:SKU` is the tenant: one of its domains, or the first label of one. */
export function companyMatchesTenant(company: string, domains: readonly string[]): boolean {
  const wanted = foldName(company);
  return domains.map(foldName).some((domain) => domain === wanted || domain.split(".")[0] === wanted);
}

/**
 * How a SKU is named in canonical lines: its part number in upper case; its GUID where another SKU of the tenant has
 * the same part number, or where the part number has characters that canonical lines use themselves.
 */
export function rosterSkuName(
  sku: { readonly skuId: SkuId; readonly partNumber: string },
  tenantSkus: readonly TenantSku[] = [],
): string {
  const own = foldName(sku.partNumber);
  const shared = tenantSkus.some((other) => other.skuId !== sku.skuId && foldName(other.partNumber) === own);
  return shared || !isPlainPartNumber(sku.partNumber) ? sku.skuId.toLowerCase() : sku.partNumber.toUpperCase();
}

interface TenantIndex {
  readonly skus: readonly TenantSku[];
  readonly byId: ReadonlyMap<SkuId, TenantSku>;
  readonly byPartNumber: ReadonlyMap<string, readonly TenantSku[]>;
}

interface Context {
  readonly catalog: Catalog;
  readonly tenant?: TenantIndex;
  readonly answers: Map<string, LicenseResolution>;
}

const offlineContexts = new WeakMap<Catalog, Context>();
const tenantContexts = new WeakMap<readonly TenantSku[], WeakMap<Catalog, Context>>();

function contextFor(catalog: Catalog, tenantSkus: readonly TenantSku[] | undefined): Context {
  const contexts =
    tenantSkus === undefined ? offlineContexts : (tenantContexts.get(tenantSkus) ?? new WeakMap<Catalog, Context>());
  if (tenantSkus !== undefined) tenantContexts.set(tenantSkus, contexts);
  let context = contexts.get(catalog);
  if (context === undefined) {
    context = { catalog, answers: new Map(), ...(tenantSkus === undefined ? {} : { tenant: indexTenant(tenantSkus) }) };
    contexts.set(catalog, context);
  }
  return context;
}

function indexTenant(skus: readonly TenantSku[]): TenantIndex {
  const byPartNumber = new Map<string, TenantSku[]>();
  for (const sku of skus)
    byPartNumber.set(foldName(sku.partNumber), [...(byPartNumber.get(foldName(sku.partNumber)) ?? []), sku]);
  return { skus, byId: new Map(skus.map((sku) => [sku.skuId.toLowerCase(), sku])), byPartNumber };
}

function resolveFolded(folded: string, written: string, context: Context): LicenseResolution {
  const whole = resolveName(folded, context);
  if (whole !== undefined) return whole;
  const old = /^([^\s:]+):\s*(.+)$/.exec(folded);
  if (old?.[1] === undefined || old[2] === undefined) return resolveUnknown(written, folded, context);
  const rest = written.slice(written.indexOf(":") + 1);
  return { ...(resolveName(old[2], context) ?? resolveUnknown(rest, old[2], context)), company: old[1] };
}

/** Part number, GUID or product name; undefined where nothing is known of it. */
function resolveName(folded: string, context: Context): LicenseResolution | undefined {
  return context.tenant === undefined
    ? resolveOffline(folded, context.catalog)
    : resolveInTenant(folded, context.catalog, context.tenant);
}

function resolveOffline(folded: string, catalog: Catalog): LicenseResolution | undefined {
  const byId = catalog.bySkuId.get(folded);
  if (byId !== undefined) return resolvedProduct(byId);
  const dispute = disputeOf(folded);
  if (dispute?.partNumber.toLowerCase() === folded) {
    return {
      kind: "deferred",
      partNumber: dispute.partNumber,
      candidates: productsOf(catalog, dispute.skuIds).map(candidateOf),
    };
  }
  const matches = catalog.byPartNumber.get(folded) ?? namedProducts(catalog, folded);
  const [first] = matches;
  if (first === undefined) return undefined;
  if (matches.length === 1) return resolvedProduct(first);
  const shared = sharedDispute(matches.map((product) => product.skuId));
  if (shared !== undefined)
    return { kind: "deferred", partNumber: shared.partNumber, candidates: matches.map(candidateOf) };
  return { kind: "ambiguous", candidates: matches.map(candidateOf) };
}

function resolveInTenant(folded: string, catalog: Catalog, tenant: TenantIndex): LicenseResolution | undefined {
  const byId = tenant.byId.get(folded);
  if (byId !== undefined) return resolvedSku(byId, catalog);
  const exact = tenant.byPartNumber.get(folded) ?? [];
  if (exact.length > 0) return oneOf(exact, catalog);
  const meant = [
    productsOf(catalog, isGuid(folded) ? [folded] : []),
    catalog.byPartNumber.get(folded) ?? [],
    productsOf(catalog, disputeOf(folded)?.skuIds ?? []),
    catalog.byName.get(folded) ?? [],
  ];
  for (const products of meant) {
    const held = exceptDepartmental(products.filter((product) => tenant.byId.has(product.skuId)));
    if (held.length > 0)
      return oneOf(
        held.map((product) => tenant.byId.get(product.skuId)).filter((sku) => sku !== undefined),
        catalog,
      );
  }
  const known = [...new Set(meant.flat())];
  if (known.length === 0) return undefined;
  return {
    kind: "absent",
    candidates: known.map(candidateOf),
    nearest: alternativesTo(known, folded, catalog, tenant),
  };
}

/** What the tenant has instead of products that it lacks: of their families first, then by spelling; at most three. */
function alternativesTo(
  lacking: readonly Product[],
  folded: string,
  catalog: Catalog,
  tenant: TenantIndex,
): readonly string[] {
  const families = new Set(lacking.flatMap(({ family }) => family ?? []));
  const related = tenant.skus.filter((sku) => {
    const family = catalog.bySkuId.get(sku.skuId)?.family;
    return family !== undefined && families.has(family);
  });
  const spelt = nearestNames(
    folded,
    tenant.skus.map((sku) => sku.partNumber),
  );
  return [
    ...new Set([
      ...nearestNames(
        folded,
        related.map((sku) => sku.partNumber),
      ),
      ...related.map((sku) => sku.partNumber).sort(),
      ...spelt,
    ]),
  ].slice(0, 3);
}

function resolveUnknown(written: string, folded: string, context: Context): LicenseResolution {
  const text = tidyBlanks(written);
  const nearest = nearestNames(text, knownNames(context));
  if (context.tenant !== undefined) return { kind: "unknown", nearest };
  if (isGuid(folded)) return { kind: "uncatalogued", skuId: folded, nearest };
  return looksLikePartNumber(text) ? { kind: "uncatalogued", partNumber: text, nearest } : { kind: "unknown", nearest };
}

/**
 * One word of three or more letters, digits and underscores; a few part numbers have other signs, and then an
 * underscore.
 */
function looksLikePartNumber(text: string): boolean {
  return /^\w{3,}$/.test(text) || /^[^\s@]*_[^\s@]*$/.test(text);
}

function knownNames({ catalog, tenant }: Context): Iterable<string> {
  if (tenant === undefined) return catalog.products.flatMap((product) => [product.partNumber, ...product.names]);
  return tenant.skus.flatMap((sku) => [sku.partNumber, ...(catalog.bySkuId.get(sku.skuId)?.names ?? [])]);
}

function namedProducts(catalog: Catalog, folded: string): readonly Product[] {
  return exceptDepartmental(catalog.byName.get(folded) ?? []);
}

/** A product name means a self-service product only where nothing else has that name. */
function exceptDepartmental(products: readonly Product[]): readonly Product[] {
  const managed = products.filter((product) => product.departmental !== true);
  return managed.length > 0 ? managed : products;
}

function productsOf(catalog: Catalog, skuIds: readonly SkuId[]): readonly Product[] {
  return skuIds.map((id) => catalog.bySkuId.get(id)).filter((product) => product !== undefined);
}

function oneOf(skus: readonly TenantSku[], catalog: Catalog): LicenseResolution {
  const [first, ...others] = skus;
  if (first !== undefined && others.length === 0) return resolvedSku(first, catalog);
  return {
    kind: "ambiguous",
    candidates: skus.map((sku) => ({
      skuId: sku.skuId,
      partNumber: sku.partNumber,
      name: catalog.bySkuId.get(sku.skuId)?.name ?? sku.partNumber,
    })),
  };
}

function resolvedSku(sku: TenantSku, catalog: Catalog): LicenseResolution {
  const product = catalog.bySkuId.get(sku.skuId.toLowerCase());
  return {
    kind: "resolved",
    skuId: sku.skuId.toLowerCase(),
    partNumber: sku.partNumber,
    ...(product === undefined ? {} : { product }),
  };
}

function resolvedProduct(product: Product): LicenseResolution {
  return { kind: "resolved", skuId: product.skuId, partNumber: product.partNumber, product };
}

function candidateOf(product: Product): Candidate {
  return { skuId: product.skuId, partNumber: product.partNumber, name: product.name };
}
