/**
 * What is declared of one SKU's service plans.
 *
 * - `unmanaged`: nothing is declared; whatever is on or off stays so.
 * - `off`: exactly these plans are off (an empty list: none is off, written `(all)`).
 * - `only`: only these plans are on, also when Microsoft adds plans to the product later.
 *
 * Plans are named by service plan name in upper case, or by lower-case GUID where there is no name.
 */
export type PlanSelection =
  | { readonly kind: "unmanaged" }
  | { readonly kind: "off"; readonly plans: readonly string[] }
  | { readonly kind: "only"; readonly plans: readonly string[] };

/** One SKU of a roster: part number in upper case, or lower-case GUID where the part number is ambiguous. */
export interface RosterLicense {
  readonly sku: string;
  readonly selection: PlanSelection;
}

/** What a principal holds or shall hold, as one line that a reviewer reads. */
export interface Roster {
  /** Sorted by `sku`, each SKU once. */
  readonly licenses: readonly RosterLicense[];
  /** ISO 3166-1 alpha-2, upper case; only where the usage location is enforced. */
  readonly usageLocation?: string;
}
