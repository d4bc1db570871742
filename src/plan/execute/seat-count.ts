import type { Observed, ObservedAssignment, SkuId } from "../../terms/observed";
import { heldSkus } from "../basis/holdings";
import { type Pool, poolsOf } from "../seats/seats";
import { byText } from "../../text/order";

/**
 * Seats during a run. Graph's `consumedUnits` lags behind, so the run keeps its own count: what was in use when it was
 * planned, its own writes, and what it sees of people whom groups have given or taken something. An error for want of
 * seats is the last word.
 */
export class SeatCount {
  private readonly pools = new Map<SkuId, Pool>();
  private readonly lastRead = new Map<SkuId, number>();

  constructor(observed: Observed) {
    for (const [skuId, pool] of poolsOf(observed)) this.pools.set(skuId, pool);
  }

  recount(observed: Observed): void {
    for (const sku of observed.skus) {
      const known = this.pools.get(sku.skuId);
      this.lastRead.set(sku.skuId, sku.enabled + sku.warning - sku.consumed);
      this.pools.set(sku.skuId, {
        bought: sku.enabled + sku.warning,
        warning: sku.warning,
        used: known?.used ?? sku.consumed,
      });
    }
  }

  free(skuId: SkuId): number {
    const pool = this.pools.get(skuId);
    return pool === undefined ? 0 : pool.bought - pool.used;
  }

  /** Whether asking for a seat is worth a try: by the run's own count, or as Graph last said. */
  isPerhapsFree(skuId: SkuId): boolean {
    return this.free(skuId) > 0 || (this.lastRead.get(skuId) ?? 0) > 0;
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
    return [...this.pools]
      .map(([skuId, { bought, used }]) => ({ skuId, bought, used }))
      .sort((a, b) => byText(a.skuId, b.skuId));
  }
}
