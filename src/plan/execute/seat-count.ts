import type { Observed, ObservedAssignment, SkuId } from "../observed";
import { heldSkus } from "../collect-losses";
import { type Pool, poolsOf } from "../seats";

/**
 * Seats during a run. Graph's `consumedUnits` lags behind, so the run counts its own writes on top of what it read at
 * first, and believes a later reading only where it shows more room. An error for want of seats is the last word.
 */
export class SeatCount {
  private readonly pools = new Map<SkuId, Pool>();

  constructor(observed: Observed) {
    for (const [skuId, pool] of poolsOf(observed)) this.pools.set(skuId, pool);
  }

  recount(observed: Observed): void {
    for (const sku of observed.skus) {
      const known = this.pools.get(sku.skuId);
      const used = Math.min(known?.used ?? sku.consumed, sku.consumed);
      this.pools.set(sku.skuId, { bought: sku.enabled + sku.warning, warning: sku.warning, used });
    }
  }

  free(skuId: SkuId): number {
    const pool = this.pools.get(skuId);
    return pool === undefined ? 0 : pool.bought - pool.used;
  }

  private add(skuId: SkuId, seats: number): void {
    const pool = this.pools.get(skuId);
    if (pool !== undefined) this.pools.set(skuId, { ...pool, used: pool.used + seats });
  }

  /** A person's holdings have changed. */
  moved(before: readonly ObservedAssignment[], after: readonly ObservedAssignment[]): void {
    const had = heldSkus(before);
    const has = heldSkus(after);
    for (const skuId of has) if (!had.has(skuId)) this.add(skuId, 1);
    for (const skuId of had) if (!has.has(skuId)) this.add(skuId, -1);
  }

  toSeats(): { readonly skuId: SkuId; readonly bought: number; readonly used: number }[] {
    return [...this.pools].map(([skuId, { bought, used }]) => ({ skuId, bought, used })).sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
  }
}
