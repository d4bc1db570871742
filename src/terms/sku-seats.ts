import { skuNames } from "../catalog/sku-names";
import type { ObservedSku } from "./observed";

/** One product's seats; `free` never goes below zero, `over` says by how much more is used than there is. */
export interface SkuSeats {
  readonly partNumber: string;
  readonly name: string;
  readonly skuId: string;
  readonly bought: number;
  readonly used: number;
  readonly free: number;
  readonly over: number;
  /** Of `bought`, expired and in grace: gone when the grace ends, a date that Graph does not tell. */
  readonly expiring: number;
  /** Cancelled or locked: no seat of these can be assigned. */
  readonly unusable: number;
  readonly status: ObservedSku["capabilityStatus"];
}

export function countSeats(sku: ObservedSku): SkuSeats {
  // Seats in grace can still be assigned ("available for normal use and assignment", Graph's licenseUnitsDetail).
  const bought = sku.enabled + sku.warning;
  return {
    ...skuNames(sku.skuId, sku.partNumber),
    skuId: sku.skuId,
    bought,
    used: sku.consumed,
    free: Math.max(0, bought - sku.consumed),
    over: Math.max(0, sku.consumed - bought),
    expiring: sku.warning,
    unusable: sku.suspended + sku.lockedOut,
    status: sku.capabilityStatus,
  };
}
