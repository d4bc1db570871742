import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPaidTwice, incidentalPlans } from "../../src/catalog/overlaps";
import { coversAll } from "../../src/catalog/plan-cover";
import { products } from "../../src/catalog/products";
import type { Product } from "../../src/catalog/types";

const byPartNumber = new Map(products.map((product) => [product.partNumber, product]));
const partNumberOf = new Map(products.map((product) => [product.skuId, product.partNumber]));

function heldProduct({ skuId, plans }: Product, off: readonly string[] = []) {
  return { skuId, plans: plans!.filter((plan) => !off.includes(plan.name)).map((plan) => plan.id) };
}

const held = (partNumber: string, off: readonly string[] = []) => heldProduct(byPartNumber.get(partNumber)!, off);

const told = (skus: Parameters<typeof findPaidTwice>[0]) =>
  findPaidTwice(skus)
    .map(({ skuId, containedIn }) => `${partNumberOf.get(skuId)!} in ${partNumberOf.get(containedIn)!}`)
    .sort();

describe("licences paid for twice", () => {
  it.each([
    [["ENTERPRISEPREMIUM", "MCOEV"], ["MCOEV in ENTERPRISEPREMIUM"]],
    [["ENTERPRISEPREMIUM", "MCOMEETADV", "MCOPSTN1"], ["MCOMEETADV in ENTERPRISEPREMIUM"]],
    [["ENTERPRISEPREMIUM_NOPSTNCONF", "MCOMEETADV"], []],
    [["ENTERPRISEPACK", "STANDARDPACK"], ["STANDARDPACK in ENTERPRISEPACK"]],
    [["ENTERPRISEPREMIUM", "ENTERPRISEPACK"], ["ENTERPRISEPACK in ENTERPRISEPREMIUM"]],
    [
      ["ENTERPRISEPREMIUM", "ENTERPRISEPACK", "STANDARDPACK"],
      ["ENTERPRISEPACK in ENTERPRISEPREMIUM", "STANDARDPACK in ENTERPRISEPREMIUM"],
    ],
    [["SPE_E5", "SPE_E3"], ["SPE_E3 in SPE_E5"]],
    [["ENTERPRISEPACK", "EXCHANGESTANDARD"], ["EXCHANGESTANDARD in ENTERPRISEPACK"]],
    [["ENTERPRISEPACK", "EXCHANGEARCHIVE_ADDON"], ["EXCHANGEARCHIVE_ADDON in ENTERPRISEPACK"]],
    [["STANDARDPACK", "EXCHANGEENTERPRISE"], []],
    [["ENTERPRISEPACK", "VISIOCLIENT"], []],
    [["VISIOCLIENT", "VISIOONLINE_PLAN1"], ["VISIOONLINE_PLAN1 in VISIOCLIENT"]],
    [
      ["SPE_E3", "EMS", "AAD_PREMIUM"],
      ["AAD_PREMIUM in SPE_E3", "EMS in SPE_E3"],
    ],
    [["MCOPSTN1", "MCOPSTN2"], ["MCOPSTN1 in MCOPSTN2"]],
    [["MCOPSTN_5", "MCOPSTN1"], []],
    [["ENTERPRISEPREMIUM", "POWER_BI_STANDARD"], []],
    [["Microsoft_365_Copilot", "M365_Copilot"], ["M365_Copilot in Microsoft_365_Copilot"]],
    [["ENTERPRISEPACK"], []],
    [[], []],
  ])("%j: %j", (skus, expected) => {
    expect(told(skus.map((sku) => held(sku)))).toEqual(expected);
  });

  it("counts only plans that are on", () => {
    expect(told([held("ENTERPRISEPREMIUM", ["MCOEV"]), held("MCOEV")])).toEqual([]);
    expect(told([held("ENTERPRISEPREMIUM"), held("MCOTEAMS_ESSENTIALS", ["MCOPSTN1"])])).toEqual([
      "MCOTEAMS_ESSENTIALS in ENTERPRISEPREMIUM",
    ]);
  });

  // Of the products themselves: two of them may share a part number, and nobody holds one SKU twice.
  const anySkus = fc
    .subarray(
      products.filter((product) => product.plans !== undefined),
      { maxLength: 12 },
    )
    .map((some) => some.map((product) => heldProduct(product)));

  it("whoever gives up everything that is paid twice still has every plan that is bought", () => {
    fc.assert(
      fc.property(anySkus, (skus) => {
        const redundant = new Map(findPaidTwice(skus).map(({ skuId, containedIn }) => [skuId, containedIn]));
        for (const [skuId, containedIn] of redundant) {
          expect(redundant.has(containedIn)).toBe(false);
          const plansOf = (id: string) =>
            skus.find((sku) => sku.skuId === id)!.plans.filter((plan) => !incidentalPlans.has(plan));
          expect(coversAll(new Set(plansOf(containedIn)), plansOf(skuId))).toBe(true);
        }
      }),
    );
  });

  it("does not depend on the order", () => {
    fc.assert(
      fc.property(anySkus, (skus) => {
        expect(findPaidTwice([...skus].reverse())).toEqual(findPaidTwice(skus));
      }),
    );
  });
});
