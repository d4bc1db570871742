import type { ProductFamily, SkuId } from "../types";

/**
 * One product on one line: id, part number, family (empty: none), then its names. The first name is the display name of
 * Microsoft's table ("Product names and service plan identifiers for licensing"); the others are former names, short
 * names and those of Microsoft's Teams documentation ("Assign Microsoft Teams licenses").
 */
export type ProductRow = readonly [
  skuId: SkuId,
  partNumber: string,
  family: ProductFamily | "",
  name: string,
  ...others: string[],
];
