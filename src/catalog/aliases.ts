import type { SkuId } from "./types";

/**
 * Part numbers that Microsoft's documents use differently.
 *
 * "Assign Microsoft Teams licenses" (Teams documentation) prints MCOPSTN5, MCOPSTN6 and MCOPSTNPP ("Communications
 * Credits"). In "Product names and service plan identifiers for licensing" no SKU is called MCOPSTN6 (it is the name of
 * the only service plan of MCOPSTN_6), two SKUs are called MCOPSTN5 and two more sell the same 120 minutes, MCOPSTNPP
 * is the "PSTN Usage Calling Plan", and Communications Credits is MCOPSTNC. Which of them is meant only the tenant
 * can say: what it has is what was bought.
 */
export interface DisputedPartNumber {
  readonly partNumber: string;
  /** Every SKU that some document means by it. */
  readonly skuIds: readonly SkuId[];
  /**
   * Another document's part number for the same thing: resolves alike where the tenant has no SKU of exactly that name.
   */
  readonly sameAs?: readonly string[];
}

const disputedPartNumbers: readonly DisputedPartNumber[] = [
  {
    partNumber: "MCOPSTN5",
    skuIds: [
      "54a152dc-90de-4996-93d2-bc47e670fc06",
      "11dee6af-eca8-419f-8061-6864517c1875",
      "d43177b5-475b-4880-92d4-d54c27b5efbd",
      "d13e9d1b-316a-4946-98c6-362c97a4fdfe",
    ],
  },
  { partNumber: "MCOPSTN6", skuIds: ["729dbb8f-8d56-4994-8e33-2f218f549544"] },
  {
    partNumber: "MCOPSTNPP",
    skuIds: ["06b48c5f-01d9-4b18-9015-03b52040f51a", "47794cd0-f0e5-45c5-9033-2eb6b5fc84e0"],
    sameAs: ["MCOPSTNC"],
  },
];

const byPartNumber = new Map(
  disputedPartNumbers.flatMap((entry) =>
    [entry.partNumber, ...(entry.sameAs ?? [])].map((name) => [name.toLowerCase(), entry] as const),
  ),
);

/** The dispute about a part number (any case), also under its `sameAs` names. */
export function disputeOf(partNumber: string): DisputedPartNumber | undefined {
  return byPartNumber.get(partNumber.toLowerCase());
}

/** The dispute that several SKUs belong to together, if they all belong to one. */
export function sharedDispute(skuIds: readonly SkuId[]): DisputedPartNumber | undefined {
  return disputedPartNumbers.find((entry) => skuIds.every((id) => entry.skuIds.includes(id)));
}
