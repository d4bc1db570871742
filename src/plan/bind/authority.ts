import type { SkuId } from "../../terms/observed";
import type { Policy } from "../../terms/policy";
import { obstacleOf } from "../basis/removability";
import { resolveSku } from "./resolve-licenses";
import type { TenantIndex } from "../basis/tenant-index";

/**
 * SKUs under authority that can be managed: not what belongs to the company, nor what people buy for themselves. Names
 * that do not resolve are left out.
 */
export function authoritativeSkus(index: TenantIndex, policy: Pick<Policy, "authoritative">): ReadonlySet<SkuId> {
  const skus = new Set<SkuId>();
  for (const written of policy.authoritative?.skus ?? []) {
    const found = resolveSku(index, written);
    if (found.kind !== "found") continue;
    const { skuId } = found.sku.sku;
    const obstacle = obstacleOf(index, skuId)?.kind;
    if (obstacle !== "ofCompany" && obstacle !== "selfService") skus.add(skuId);
  }
  return skus;
}
