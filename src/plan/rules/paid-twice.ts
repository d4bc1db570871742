import { findPaidTwice } from "../../catalog/overlaps";
import type { SkuId } from "../../terms/observed";
import type { Policy } from "../../terms/policy";
import { skuLabel, type TenantSku } from "../basis/tenant-index";
import { defaultCatalog, findProduct } from "../../catalog/catalog";
import type { Breach, Cause, PersonRule, RuleContext } from "./rule";

/** The price of a seat and month, named by part number, id or product name. */
function priceOf(skuId: SkuId, sku: TenantSku | undefined, prices: NonNullable<Policy["prices"]>): number | undefined {
  const names = [sku?.sku.partNumber, skuId, findProduct(defaultCatalog, skuId)?.name].filter(
    (name) => name !== undefined,
  );
  const priced = new Map(Object.entries(prices.bySku).map(([name, price]) => [name.toUpperCase(), price]));
  return names.map((name) => priced.get(name.toUpperCase())).find((price) => price !== undefined);
}

/** ", 96.00 EUR a month", or nothing where the stack has no price for it. */
function wasted(skuId: SkuId, count: number, { skus, policy: { prices } }: RuleContext): string {
  if (prices === undefined) return "";
  const price = priceOf(skuId, skus.get(skuId), prices);
  return price === undefined ? "" : `, ${(price * count).toFixed(2)} ${prices.currency} a month`;
}

/**
 * A licence that gives nothing which another licence of the same person does not give already. Found from the service
 * plans that are on, not from a list of names: whoever switched the plans off in the larger one is left alone.
 */
export const paidTwice: PersonRule = {
  kind: "people",
  code: "paid-twice",
  severity: "warning",
  *check({ held, people }, context): Iterable<Breach> {
    const label = (skuId: SkuId): string => skuLabel(context, skuId);
    for (const { skuId, containedIn } of findPaidTwice(held.map(({ content }) => content))) {
      const cause: Cause = {
        key: `${skuId} ${containedIn}`,
        says: ({ subject, count }) =>
          `${subject} ${count === 1 ? "has" : "have"} both ${label(skuId)} and ${label(containedIn)}, which ` +
          `contains everything that is on in ${label(skuId)}: it is paid for ` +
          `twice${wasted(skuId, count, context)}`,
        remedy: () => `Take ${label(skuId)} away from them.`,
      };
      for (const person of people) yield { person, skus: [skuId, containedIn], cause };
    }
  },
};
