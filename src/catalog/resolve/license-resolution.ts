import type { Product, SkuId } from "../types";

/** A SKU that a name may mean. `name` is the display name, or the part number where the catalog has none. */
export interface Candidate {
  readonly skuId: SkuId;
  readonly partNumber: string;
  readonly name: string;
}

/**
 * What a written licence name means. `company` is what stood before the colon in the old form `contoso:ENTERPRISEPACK`.
 */
export type LicenseResolution = { readonly company?: string } & (
  | { readonly kind: "resolved"; readonly skuId: SkuId; readonly partNumber: string; readonly product?: Product }
  /**
   * Without a tenant only: which SKU is meant depends on what the tenant has. `line` is what a roster line says
   * meanwhile. `why`: Microsoft's documents use the part number differently, or several products bear the name.
   */
  | {
      readonly kind: "deferred";
      readonly line: string;
      readonly candidates: readonly Candidate[];
      readonly why: "disputed" | "shared";
    }
  /** With a tenant only: several of its SKUs bear the name; the GUID has to be written. */
  | { readonly kind: "ambiguous"; readonly candidates: readonly Candidate[] }
  /** Without a tenant only: shaped like a part number or a GUID, and not known. To be checked against the tenant. */
  | {
      readonly kind: "uncatalogued";
      readonly partNumber?: string;
      readonly skuId?: SkuId;
      readonly nearest: readonly string[];
    }
  /** With a tenant only: a known product that the tenant does not have. */
  | { readonly kind: "absent"; readonly candidates: readonly Candidate[]; readonly nearest: readonly string[] }
  | { readonly kind: "unknown"; readonly nearest: readonly string[] }
);

/** What a name means where something is known of it. */
export type KnownName = Exclude<LicenseResolution, { kind: "uncatalogued" | "unknown" }>;
