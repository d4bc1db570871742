import type { ProductFamily } from "../types";

/**
 * What the project knows of a product beside Microsoft's table, on one line: its part number (its id where two products
 * share the part number), its family (empty: none), and the names that people use beside the display name: former
 * names, short names, and those of Microsoft's Teams documentation ("Assign Microsoft Teams licenses").
 */
export type ProductRow = readonly [product: string, family: ProductFamily | "", ...names: string[]];
