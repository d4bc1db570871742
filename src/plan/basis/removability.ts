import { isDepartmental } from "../../catalog/products/departmental";
import type { ObservedSku, SkuId } from "../../terms/observed";
import type { TenantIndex } from "./tenant-index";

/**
 * What stands against taking a SKU back.
 *
 * Graph judges one call as a whole, so that a removal which it refuses for reasons of its own takes the grants of the
 * same call with it. `never`: nothing is even tried. A subscription that the tenant no longer lists is refused ("does
 * not correspond to a valid company License"), and what belongs to the company is nobody's ("cannot be assigned to a
 * user"). `perhaps`: Microsoft does not say; it is tried in a call of its own, after everything that is given.
 */
export type Obstacle =
  | { readonly removal: "never"; readonly kind: "gone" | "ofCompany" }
  | { readonly removal: "perhaps"; readonly kind: "lapsed" | "selfService" };

const gone: Obstacle = { removal: "never", kind: "gone" };
const ofCompany: Obstacle = { removal: "never", kind: "ofCompany" };
const lapsed: Obstacle = { removal: "perhaps", kind: "lapsed" };
const selfService: Obstacle = { removal: "perhaps", kind: "selfService" };

type Skus = Pick<TenantIndex, "skus">;

/** Undefined: an ordinary licence, which goes in the one call that gives something else. */
export function obstacleOf({ skus }: Skus, skuId: SkuId): Obstacle | undefined {
  const sku = skus.get(skuId)?.sku;
  return sku === undefined ? gone : obstacleOfSku(sku);
}

function obstacleOfSku({ appliesTo, capabilityStatus, partNumber }: ObservedSku): Obstacle | undefined {
  if (appliesTo === "Company") return ofCompany;
  if (capabilityStatus !== "Enabled" && capabilityStatus !== "Warning") return lapsed;
  return isDepartmental(partNumber) ? selfService : undefined;
}

/** Whether a plan may say that it takes this SKU back. */
export function isRemovable(index: Skus, skuId: SkuId): boolean {
  return obstacleOf(index, skuId)?.removal !== "never";
}
