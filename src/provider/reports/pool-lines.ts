import { skuNames } from "../../catalog/sku-names";
import { poolsOf } from "../../plan/seats/seats";
import type { Observed } from "../../terms/observed";
import type { PoolLine } from "../../terms/plan";
import { byText } from "../../text/order";

/** Seats of every product that can be given to people, for those who look back at reports. */
export function poolLines(observed: Observed): readonly PoolLine[] {
  const pools = poolsOf(observed);
  return observed.skus
    .filter(({ appliesTo }) => appliesTo === "User")
    .flatMap(({ skuId, partNumber }) => {
      const pool = pools.get(skuId);
      return pool === undefined ? [] : [{ skuId, ...skuNames(skuId, partNumber), ...pool }];
    })
    .sort((one, other) => byText(one.partNumber, other.partNumber));
}
