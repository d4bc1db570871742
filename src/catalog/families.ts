import { type Catalog, defaultCatalog } from "./catalog";
import { coversAll } from "./plan-cover";
import type { PlanId, ProductFamily, SkuId } from "./types";

/** The family of a product: what it can be exchanged for. Undefined: nothing replaces it, or it is not catalogued. */
export function productFamily(skuId: SkuId, catalog: Catalog = defaultCatalog): ProductFamily | undefined {
  return catalog.bySkuId.get(skuId.toLowerCase())?.family;
}

/** A SKU with the service plans that are on for the person. */
export interface HeldSku {
  readonly skuId: SkuId;
  readonly plans: Iterable<PlanId>;
}

/**
 * What taking a SKU away from a person means.
 *
 * - `covered`: what stays or comes contains every plan of it that was on (Phone System, where E5 comes).
 * - `exchanged`: the same run gives another product of its family (E3 → E1, Visio Plan 1 → Plan 2). A product that
 *   merely was there before is no exchange: whoever has E3 and E1 and loses E3 loses something.
 * - `lost`: neither.
 *
 * Only about the SKU: which critical services stop working is `criticalLosses`, and counts in every case.
 *
 * @param removed the SKU that goes, with the plans that were on.
 * @param granted SKUs that the same run gives to the person, on any path.
 * @param kept    SKUs that the person has before and after, on any path.
 */
export function judgeRemoval(
  {
    removed,
    granted,
    kept,
  }: { readonly removed: HeldSku; readonly granted: readonly HeldSku[]; readonly kept: readonly HeldSku[] },
  catalog: Catalog = defaultCatalog,
): "covered" | "exchanged" | "lost" {
  if (kept.some((sku) => sku.skuId === removed.skuId)) return "covered";
  const after = new Set([...granted, ...kept].flatMap((sku) => [...sku.plans]));
  if (coversAll(after, removed.plans)) return "covered";
  const family = productFamily(removed.skuId, catalog);
  if (family === undefined) return "lost";
  return granted.some((sku) => sku.skuId !== removed.skuId && productFamily(sku.skuId, catalog) === family)
    ? "exchanged"
    : "lost";
}
