import type { SkuId } from "../../terms/observed";
import type { Policy } from "../../terms/policy";
import { resolveSku } from "./resolve-licenses";
import type { TenantIndex } from "../basis/tenant-index";

/** SKUs under authority that can be assigned to people at all. Names that do not resolve are left out. */
export function authoritativeSkus(index: TenantIndex, policy: Pick<Policy, "authoritative">): ReadonlySet<SkuId> {
  const skus = new Set<SkuId>();
  for (const written of policy.authoritative?.skus ?? []) {
    const found = resolveSku(index, written);
    if (found.kind === "found" && found.sku.sku.appliesTo === "User") skus.add(found.sku.sku.skuId);
  }
  return skus;
}
