import { disputeOf, sharedDispute } from "../aliases";
import type { Catalog } from "../catalog";
import type { Product, SkuId } from "../types";
import type { Candidate, KnownName } from "./license-resolution";
import { rosterNameOfAny } from "./roster-name";
import { looselyNamed, shortlyNamed } from "./usual-names";

/** Part number, GUID or product name without a tenant; undefined where nothing is known of it. */
export function resolveOffline(folded: string, catalog: Catalog): KnownName | undefined {
  const byId = catalog.bySkuId.get(folded);
  if (byId !== undefined) return resolvedProduct(byId);
  const dispute = disputeOf(folded);
  if (dispute?.partNumber.toLowerCase() === folded) {
    const candidates = productsOf(catalog, dispute.skuIds).map(candidateOf);
    return { kind: "deferred", line: dispute.partNumber, candidates, why: "disputed" };
  }
  const matches = productsNamed(folded, catalog);
  const [first] = matches;
  if (first === undefined) return undefined;
  if (matches.length === 1) return resolvedProduct(first);
  const candidates = matches.map(candidateOf);
  const shared = sharedDispute(matches.map((product) => product.skuId));
  if (shared !== undefined) return { kind: "deferred", line: shared.partNumber, candidates, why: "disputed" };
  return { kind: "deferred", line: rosterNameOfAny(candidates), candidates, why: "shared" };
}

/** What bears the name: by part number, by name, for short, and last as people write it. */
function productsNamed(folded: string, catalog: Catalog): readonly Product[] {
  const byPartNumber = catalog.byPartNumber.get(folded);
  if (byPartNumber !== undefined) return byPartNumber;
  const byName = catalog.byName.get(folded);
  if (byName !== undefined) return exceptDepartmental(byName);
  const short = shortlyNamed(catalog, folded);
  return short.length > 0 ? short : exceptDepartmental(looselyNamed(catalog, folded));
}

/** A product name means a self-service product only where nothing else has that name. */
export function exceptDepartmental(products: readonly Product[]): readonly Product[] {
  const managed = products.filter((product) => product.departmental !== true);
  return managed.length > 0 ? managed : products;
}

export function productsOf(catalog: Catalog, skuIds: readonly SkuId[]): readonly Product[] {
  return skuIds.map((id) => catalog.bySkuId.get(id)).filter((product) => product !== undefined);
}

export function candidateOf(product: Product): Candidate {
  return { skuId: product.skuId, partNumber: product.partNumber, name: product.name };
}

function resolvedProduct(product: Product): KnownName {
  return { kind: "resolved", skuId: product.skuId, partNumber: product.partNumber, product };
}
