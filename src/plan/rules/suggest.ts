import type { Content, RuleContext } from "./rule";
import { contentOf } from "./holding-book";
import { byText } from "../../text/order";

const everything = [{ disabledPlans: [] }];

/** What lines call those SKUs of the tenant for which something holds, the ones with the fewest service plans first. */
export function skusWith(skus: RuleContext["skus"], holds: (content: Content) => boolean): string[] {
  return [...skus.values()]
    .filter((sku) => sku.sku.appliesTo === "User")
    .map((sku) => contentOf(sku, everything))
    .filter(holds)
    .sort((a, b) => a.plans.size - b.plans.size || byText(a.label, b.label))
    .map(({ label }) => label);
}

/** The tenant's smallest SKU for which something holds: what to give to somebody who lacks just that. */
export function smallestSku(skus: RuleContext["skus"], holds: (content: Content) => boolean): string | undefined {
  return skusWith(skus, holds)[0];
}
