import { elapsed, lag } from "../../plan/basis/readings";
import { poolsOf } from "../../plan/seats/seats";
import type { Ledger } from "../../terms/ledger";
import type { ObservedSku, Observed, SkuId } from "../../terms/observed";
import { visible } from "../../text/visible";
import type { LineByName } from "../contract/properties";

interface Seats {
  readonly skuId: SkuId;
  readonly used: number;
  readonly bought: number;
}

/** Part number → `used of bought`, of the SKUs that a stack owns. */
export function seatTexts(seats: Iterable<Seats>, { users, groups }: Ledger, skus: readonly ObservedSku[]): LineByName {
  const owned = new Set<SkuId>();
  for (const entries of [users, groups]) for (const { skus } of entries) for (const { skuId } of skus) owned.add(skuId);
  const names = new Map(skus.map(({ skuId, partNumber }) => [skuId, partNumber]));
  return Object.fromEntries(
    [...seats]
      .filter(({ skuId }) => owned.has(skuId))
      .map(({ skuId, used, bought }) => [visible(names.get(skuId) ?? skuId), `${used} of ${bought}`]),
  );
}

/**
 * The seats as a reading finds them. Until lists no longer lie behind the last run, what that run has counted itself is
 * nearer to the truth, and stays.
 */
export function seatsRead(counted: LineByName, ledger: Ledger, observed: Observed, now: string): LineByName {
  // Many people, few moments.
  const written = new Set([...ledger.users, ...ledger.groups].map(({ writtenAt }) => writtenAt));
  if ([...written].some((moment) => moment !== undefined && elapsed(moment, now) < lag)) return counted;
  const pools = [...poolsOf(observed)].sort(([one], [other]) => (one < other ? -1 : 1));
  return seatTexts(
    pools.map(([skuId, { used, bought }]) => ({ skuId, used, bought })),
    ledger,
    observed.skus,
  );
}
