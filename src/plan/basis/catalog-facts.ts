import { defaultCatalog, findProduct } from "../../catalog/catalog";
import { criticalLosses } from "../../catalog/critical";
import { type HeldSku, judgeRemoval, productFamily } from "../../catalog/families";
import type { PlanId, SkuId } from "../../terms/observed";
import type { CriticalFamily } from "../../terms/plan";

/** What planning needs to know of products. Narrow, so that a test can say it in a few lines. */
export interface CatalogFacts {
  /** Products of one family replace each other (E1, E3, E5); undefined: the product stands alone. */
  family(skuId: SkuId): string | undefined;
  /** `lost`: the SKU goes and nothing of its kind comes or stays in exchange. */
  judgeRemoval(change: {
    readonly removed: HeldSku;
    readonly granted: readonly HeldSku[];
    readonly kept: readonly HeldSku[];
  }): "covered" | "exchanged" | "lost";
  /** Critical services that worked with the plans `before` and do not with those `after`. */
  criticalLosses(before: Iterable<PlanId>, after: Iterable<PlanId>): readonly CriticalFamily[];
  productName(skuId: SkuId): string | undefined;
}

/** The project's own knowledge of Microsoft's products. */
export const builtInCatalog: CatalogFacts = {
  family: (skuId) => productFamily(skuId),
  judgeRemoval: (change) => judgeRemoval(change),
  criticalLosses,
  productName: (skuId) => findProduct(defaultCatalog, skuId)?.name,
};
