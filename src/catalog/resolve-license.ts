import { disputeOf } from "./aliases";
import { type Catalog, defaultCatalog } from "./catalog";
import { foldName, tidyBlanks } from "./names";
import type { KnownName, LicenseResolution } from "./resolve/license-resolution";
import { indexTenant, resolveInTenant, type TenantIndex } from "./resolve/resolve-in-tenant";
import { resolveOffline } from "./resolve/resolve-offline";
import { type NameOf, prepareNames, suggestProducts } from "./resolve/suggest-products";
import { telltaleNames } from "./resolve/usual-names";
import type { TenantSku } from "./types";
import { isGuid } from "../text/guid";

/**
 * Resolves a licence as people write it: part number, GUID, product name (current, former, or as people abbreviate it),
 * or the old `companyname:SKU`; case and white space do not matter.
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

/** Whether a text is by itself the name of a licence, not only short for one: no bundle can be called so. */
export function isLicenseName(text: string, catalog: Catalog = defaultCatalog): boolean {
  const folded = foldName(text);
  return (
    catalog.bySkuId.has(folded) ||
    catalog.byPartNumber.has(folded) ||
    catalog.byName.has(folded) ||
    disputeOf(folded) !== undefined
  );
}

/** What stands before the colon in names that a reseller's or a syndication partner's scripts show: no company. */
const partnerAccounts: readonly string[] = ["reseller-account", "syndication-account"];

/** Whether the company of `company:SKU` is the tenant: one of its domains, the first label of one, or a partner's. */
export function companyMatchesTenant(company: string, domains: readonly string[]): boolean {
  const wanted = foldName(company);
  if (partnerAccounts.includes(wanted)) return true;
  return domains.map(foldName).some((domain) => domain === wanted || domain.split(".")[0] === wanted);
}

interface Context {
  readonly catalog: Catalog;
  readonly tenant?: TenantIndex;
  readonly answers: Map<string, LicenseResolution>;
  suggestions?: ReturnType<typeof prepareNames>;
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

function resolveFolded(folded: string, written: string, context: Context): LicenseResolution {
  const whole = resolveName(folded, context);
  if (whole !== undefined) return whole;
  const old = /^([^\s:]+):\s*(.+)$/.exec(folded);
  if (old?.[1] === undefined || old[2] === undefined) return resolveUnknown(written, folded, context);
  const rest = written.slice(written.indexOf(":") + 1);
  return { ...(resolveName(old[2], context) ?? resolveUnknown(rest, old[2], context)), company: old[1] };
}

/** Part number, GUID or product name; undefined where nothing is known of it. */
function resolveName(folded: string, context: Context): KnownName | undefined {
  return context.tenant === undefined
    ? resolveOffline(folded, context.catalog)
    : resolveInTenant(folded, context.catalog, context.tenant);
}

function resolveUnknown(written: string, folded: string, context: Context): LicenseResolution {
  const text = tidyBlanks(written);
  context.suggestions ??= prepareNames(knownNames(context));
  const nearest = suggestProducts(text, context.suggestions);
  if (context.tenant !== undefined) return { kind: "unknown", nearest };
  if (isGuid(folded)) return { kind: "uncatalogued", skuId: folded, nearest };
  return looksLikePartNumber(text) ? { kind: "uncatalogued", partNumber: text, nearest } : { kind: "unknown", nearest };
}

/**
 * One word of three or more letters, digits and underscores; a few part numbers have other signs, and then an
 * underscore. Signs that canonical lines use themselves are left to GUIDs.
 */
function looksLikePartNumber(text: string): boolean {
  return /^\w{3,}$/.test(text) || /^[^\s,()@/]*_[^\s,()@/]*$/.test(text);
}

function knownNames({ catalog, tenant }: Context): Iterable<NameOf> {
  if (tenant === undefined) {
    const telltale = new Map(telltaleNames.map(([name, partNumber]) => [partNumber, [name]]));
    return catalog.products.flatMap(({ skuId, partNumber, names }) =>
      [partNumber, ...names, ...(telltale.get(partNumber) ?? [])].map((name) => ({ name, of: skuId })),
    );
  }
  return tenant.skus.flatMap(({ skuId, partNumber }) =>
    [partNumber, ...(catalog.bySkuId.get(skuId)?.names ?? [])].map((name) => ({ name, of: skuId })),
  );
}
