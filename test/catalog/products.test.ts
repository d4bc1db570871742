import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaultCatalog } from "../../src/catalog/catalog";
import { foldName, isGuid } from "../../src/catalog/names";
import { products } from "../../src/catalog/products";
import { servicePlans } from "../../src/catalog/service-plans";
import { hasSharedData, readTable, skuPlans } from "./table";

describe("the catalog by itself", () => {
  it("has 80 products or more, each id once", () => {
    expect(products.length).toBeGreaterThanOrEqual(80);
    expect(new Set(products.map((product) => product.skuId)).size).toBe(products.length);
  });

  it("writes every id as a lower-case GUID", () => {
    expect(
      [...products.map((product) => product.skuId), ...servicePlans.map((plan) => plan.id)].filter((id) => !isGuid(id)),
    ).toEqual([]);
  });

  it("has each service plan once", () => {
    expect(new Set(servicePlans.map((plan) => plan.id)).size).toBe(servicePlans.length);
  });

  it("has no product with the same name twice", () => {
    const doubled = products.filter((product) => new Set(product.names.map(foldName)).size !== product.names.length);
    expect(doubled.map((product) => product.partNumber)).toEqual([]);
  });

  it("shares names between products only where Microsoft does, or sells one thing twice", () => {
    const shared = [...defaultCatalog.byName]
      .filter(([, named]) => named.length > 1)
      .map(([name, named]) => [name, named.map((one) => one.partNumber).sort()] as const);
    expect(Object.fromEntries(shared)).toEqual({
      "microsoft 365 f1": ["M365_F1", "M365_F1_COMM"],
      "microsoft 365 business basic": ["O365_BUSINESS_ESSENTIALS", "SMB_BUSINESS_ESSENTIALS"],
      "microsoft 365 business standard eea (no teams)": [
        "Microsoft_365_Business_Standard_EEA_(no_Teams)",
        "Office_365_w/o_Teams_Bundle_Business_Standard",
      ],
      "microsoft 365 apps for business": ["O365_BUSINESS", "SMB_BUSINESS"],
      "domestic calling plan (120 minutes per user/month for each country)": ["MCOPSTN5", "MCOPSTN_5"],
      "domestic calling plan (120 minutes)": ["MCOPSTN5", "MCOPSTN_5"],
      "microsoft 365 domestic calling plan (120 minutes)": ["MCOPSTN5", "MCOPSTN_5"],
      "communications credits": ["MCOPSTNC", "MCOPSTNPP"],
      "visio plan 1": ["VISIOONLINE_PLAN1", "VISIO_PLAN1_DEPT"],
      "visio plan 2": ["VISIOCLIENT", "VISIO_PLAN2_DEPT"],
      "microsoft copilot for microsoft 365": ["M365_Copilot", "Microsoft_365_Copilot"],
      "microsoft 365 copilot": ["M365_Copilot", "Microsoft_365_Copilot"],
      "copilot for microsoft 365": ["M365_Copilot", "Microsoft_365_Copilot"],
      "azure information protection plan 1": ["RIGHTSMANAGEMENT", "RIGHTSMANAGEMENT_CE"],
      "windows 10/11 enterprise e3": ["WIN10_PRO_ENT_SUB", "WIN10_VDA_E3"],
      "windows 10 enterprise e3": ["WIN10_PRO_ENT_SUB", "WIN10_VDA_E3"],
      "windows 11 enterprise e3": ["WIN10_PRO_ENT_SUB", "WIN10_VDA_E3"],
    });
  });

  it("gives no name of one product to another as a part number", () => {
    const clashes = products.filter((product) =>
      product.names.some((name) =>
        (defaultCatalog.byPartNumber.get(foldName(name)) ?? []).some((other) => other !== product),
      ),
    );
    expect(clashes.map((product) => product.partNumber)).toEqual([]);
  });

  it("marks the self-service products", () => {
    expect(
      products
        .filter((product) => product.departmental)
        .map((product) => product.partNumber)
        .sort(),
    ).toEqual([
      "FLOW_PER_USER_DEPT",
      "PBI_PREMIUM_PER_USER_DEPT",
      "POWER_BI_PRO_DEPT",
      "PROJECT_PLAN1_DEPT",
      "PROJECT_PLAN3_DEPT",
      "Teams_Premium_(for_Departments)",
      "VISIO_PLAN1_DEPT",
      "VISIO_PLAN2_DEPT",
    ]);
  });
});

describe.skipIf(!hasSharedData)(
  "the catalog against Microsoft's published table (skipped where the table does not lie next to the repository)",
  () => {
    const rows = hasSharedData ? readTable() : [];
    const namesById = new Map<
      string,
      { readonly partNumber: string; readonly names: Set<string>; readonly plans: Set<string> }
    >();
    const planNames = new Map<string, Set<string>>();
    for (const row of rows) {
      const product = namesById.get(row.GUID) ?? { partNumber: row.String_Id, names: new Set(), plans: new Set() };
      namesById.set(row.GUID, product);
      product.names.add(row.Product_Display_Name);
      product.plans.add(row.Service_Plan_Id);
      planNames.set(
        row.Service_Plan_Id,
        (planNames.get(row.Service_Plan_Id) ?? new Set()).add(row.Service_Plan_Name.replace(/\)$/, "")),
      );
    }

    it.each(products.map((product) => [product.partNumber, product] as const))(
      "%s has the table's id, part number and display name",
      (_, product) => {
        const row = namesById.get(product.skuId);
        expect(row?.partNumber).toBe(product.partNumber);
        expect([...(row?.names ?? [])]).toContain(product.name);
        expect(product.names).toContain(product.name);
      },
    );

    it.each(
      products
        .filter((product) => product.plans !== undefined)
        .map((product) => [product.partNumber, product] as const),
    )("%s has the table's service plans", (_, product) => {
      expect(product.plans?.map((plan) => plan.id).sort()).toEqual(
        [...(namesById.get(product.skuId)?.plans ?? [])].sort(),
      );
    });

    it("names every service plan as the table does", () => {
      const wrong = servicePlans.filter((plan) => !planNames.get(plan.id)?.has(plan.name.replace(/\)$/, "")));
      expect(wrong).toEqual([]);
    });

    it("has the sixteen products of skus.json with all their plans", () => {
      const skus = JSON.parse(readFileSync(skuPlans, "utf8")) as Record<
        string,
        { skuId: string; servicePlans: { servicePlanName: string; servicePlanId: string }[] }
      >;
      expect(Object.keys(skus)).toHaveLength(16);
      for (const sku of Object.values(skus)) {
        const plans = defaultCatalog.bySkuId
          .get(sku.skuId)
          ?.plans?.map((plan) => `${plan.name} ${plan.id}`)
          .sort();
        expect(plans).toEqual(sku.servicePlans.map((plan) => `${plan.servicePlanName} ${plan.servicePlanId}`).sort());
      }
    });
  },
);
