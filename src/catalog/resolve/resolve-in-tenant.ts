import { disputeOf } from "../aliases";
import type { Catalog } from "../catalog";
import { foldName } from "../names";
import { nearestNames } from "../nearest";
import type { Product, SkuId, TenantSku } from "../types";
import type { KnownName } from "./license-resolution";
import { candidateOf, exceptDepartmental, productsOf } from "./resolve-offline";
import { splitRosterName } from "./roster-name";
import { looselyNamed, shortlyNamed } from "./usual-names";
import { isGuid } from "../../text/guid";

export interface TenantIndex {
  readonly skus: readonly TenantSku[];
  readonly byId: ReadonlyMap<SkuId, TenantSku>;
  readonly byPartNumber: ReadonlyMap<string, readonly TenantSku[]>;
}

export function indexTenant(skus: readonly TenantSku[]): TenantIndex {
  const byPartNumber = new Map<string, TenantSku[]>();
  for (const sku of skus)
    byPartNumber.set(foldName(sku.partNumber), [...(byPartNumber.get(foldName(sku.partNumber)) ?? []), sku]);
  return { skus, byId: new Map(skus.map((sku) => [sku.skuId.toLowerCase(), sku])), byPartNumber };
}

/**
 * Part number, GUID or product name in a tenant; undefined where nothing is known of it. What the tenant has comes
 * first: an id is that id, a part number that part number, whatever the catalog knows by it.
 */
export function resolveInTenant(folded: string, catalog: Catalog, tenant: TenantIndex): KnownName | undefined {
  const exact = exactly(folded, tenant);
  if (exact.length > 0) return oneOf(exact, catalog);
  const any = resolveAny(splitRosterName(folded), catalog, tenant);
  if (any !== undefined) return any;
  const meant = meanings(folded, catalog);
  for (const products of meant) {
    const held = heldOf(products, tenant);
    if (held.length > 0) return oneOf(held, catalog);
  }
  return absent([...new Set(meant.flat())], folded, catalog, tenant);
}

/** A line that means one of several SKUs: those of them that the tenant has. */
function resolveAny(names: readonly string[], catalog: Catalog, tenant: TenantIndex): KnownName | undefined {
  if (names.length === 1) return undefined;
  const parts = names.map((name) => {
    const exact = exactly(name, tenant);
    const products = [
      ...productsOf(catalog, isGuid(name) ? [name] : []),
      ...(isGuid(name) ? [] : (catalog.byPartNumber.get(name) ?? [])),
    ];
    return { products, held: exact.length > 0 ? exact : heldOf(products, tenant) };
  });
  if (parts.some(({ products, held }) => products.length + held.length === 0)) return undefined;
  const held = [...new Set(parts.flatMap((part) => part.held))];
  const products = parts.flatMap((part) => part.products);
  return held.length > 0 ? oneOf(held, catalog) : absent(products, names.join(" "), catalog, tenant);
}

function exactly(folded: string, { byId, byPartNumber }: TenantIndex): readonly TenantSku[] {
  const sku = byId.get(folded);
  return sku === undefined ? (byPartNumber.get(folded) ?? []) : [sku];
}

/** What a name can mean, the closest meaning first. */
function meanings(folded: string, catalog: Catalog): readonly (readonly Product[])[] {
  const exact = [
    productsOf(catalog, isGuid(folded) ? [folded] : []),
    catalog.byPartNumber.get(folded) ?? [],
    productsOf(catalog, disputeOf(folded)?.skuIds ?? []),
    catalog.byName.get(folded) ?? [],
  ];
  if (exact.some((products) => products.length > 0)) return exact;
  const short = shortlyNamed(catalog, folded);
  return [short.length > 0 ? short : looselyNamed(catalog, folded)];
}

function heldOf(products: readonly Product[], tenant: TenantIndex): readonly TenantSku[] {
  return exceptDepartmental(products.filter((product) => tenant.byId.has(product.skuId)))
    .map((product) => tenant.byId.get(product.skuId))
    .filter((sku) => sku !== undefined);
}

function absent(
  known: readonly Product[],
  folded: string,
  catalog: Catalog,
  tenant: TenantIndex,
): KnownName | undefined {
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
  const related = tenant.skus
    .filter((sku) => {
      const family = catalog.bySkuId.get(sku.skuId)?.family;
      return family !== undefined && families.has(family);
    })
    .map((sku) => sku.partNumber);
  const all = tenant.skus.map((sku) => sku.partNumber);
  const ordered = [...nearestNames(folded, related), ...related.sort(), ...nearestNames(folded, all)];
  return [...new Set(ordered)].slice(0, 3);
}

function oneOf(skus: readonly TenantSku[], catalog: Catalog): KnownName {
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

function resolvedSku(sku: TenantSku, catalog: Catalog): KnownName {
  const product = catalog.bySkuId.get(sku.skuId.toLowerCase());
  return {
    kind: "resolved",
    skuId: sku.skuId.toLowerCase(),
    partNumber: sku.partNumber,
    ...(product === undefined ? {} : { product }),
  };
}
