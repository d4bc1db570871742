import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { defaultCatalog } from "../../src/catalog/catalog";
import { foldName, tidyBlanks } from "../../src/catalog/names";
import { products } from "../../src/catalog/products";
import { servicePlans } from "../../src/catalog/service-plans";
import { isGuid } from "../../src/text/guid";

describe("the catalog by itself", () => {
  it("has the 619 products of Microsoft's table or more, each id once", () => {
    expect(products.length).toBeGreaterThanOrEqual(619);
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
      "dynamics 365 for case management, enterprise edition for government": [
        "D365_ENTERPRISE_CASE_MANAGEMENT_GOV",
        "DYN365_ENTERPRISE_CASE_MANAGEMENT_GOV",
      ],
      "dynamics 365 customer insights attach": [
        "DYN365_CUSTOMER_INSIGHTS_ATTACH",
        "Dynamics_365_Customer_Insights_Attach_New",
      ],
      "dynamics 365 customer voice additional responses": ["DYN365_CUSTOMER_VOICE_ADDON", "Forms_Pro_AddOn"],
      "dynamics 365 enterprise edition - additional portal for government": [
        "CRM_ONLINE_PORTAL_GCC",
        "CRM_ONLINE_PORTAL_NOPREREQ",
      ],
      "power bi premium per user add-on for gcc": [
        "PBI_PREMIUM_PER_USER_ADDON_CE_GCC",
        "PBI_PREMIUM_PER_USER_ADDON_GCC",
      ],
      "privacy management - subject rights request (50)": [
        "PRIVACY_MANAGEMENT_SUB_RIGHTS_REQ_50",
        "PRIVACY_MANAGEMENT_SUB_RIGHTS_REQ_50_V2",
      ],
      "microsoft 365 business premium (nonprofit staff pricing)": [
        "Microsoft_365_Business_Premium_Donation_(Non_Profit_Pricing)",
        "SPB",
      ],
      "microsoft 365 business basic (nonprofit staff pricing)": ["O365_BUSINESS_ESSENTIALS", "SMB_BUSINESS_ESSENTIALS"],
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
      "Microsoft_Teams_Exploratory_Dept",
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

describe("every product", () => {
  const planIds = new Set(servicePlans.map((plan) => plan.id));

  it.each(products.map((product) => [product.partNumber, product.skuId, product] as const))(
    "%s (%s) is found by its id, its part number and its names, written as the table writes them",
    (_, skuId, product) => {
      expect(isGuid(skuId)).toBe(true);
      expect(defaultCatalog.bySkuId.get(skuId)).toBe(product);
      expect(defaultCatalog.byPartNumber.get(foldName(product.partNumber))).toContain(product);
      expect(product.names[0]).toBe(product.name);
      for (const name of [product.partNumber, ...product.names]) {
        expect(tidyBlanks(name)).toBe(name);
        expect(name).not.toBe("");
      }
      for (const name of product.names) expect(defaultCatalog.byName.get(foldName(name))).toContain(product);
    },
  );

  it.each(products.map((product) => [product.partNumber, product.skuId, product] as const))(
    "%s (%s) has service plans, each once, all of them known",
    (_, __, { plans = [] }) => {
      expect(plans.length).toBeGreaterThan(0);
      expect(new Set(plans).size).toBe(plans.length);
      expect(plans.filter((plan) => !planIds.has(plan.id))).toEqual([]);
      expect(plans.filter((plan) => plan.name === "" || plan.friendlyName === "")).toEqual([]);
    },
  );

  it("has every service plan in some product", () => {
    const used = new Set(products.flatMap((product) => (product.plans ?? []).map((plan) => plan.id)));
    expect(servicePlans.filter((plan) => !used.has(plan.id))).toEqual([]);
  });
});

/** Looked up one by one in another edition of Microsoft's table; the digest is of "NAME id" of every plan, sorted. */
describe("products that were verified by hand", () => {
  it.each([
    ["ENTERPRISEPREMIUM", "c7df2760-2c81-4ef7-b578-5b5392b571df", "Office 365 E5", 56, "20390013b058767e"],
    [
      "ENTERPRISEPREMIUM_NOPSTNCONF",
      "26d45bd9-adf1-46cd-a9e1-51e9a5524128",
      "Office 365 E5 Without Audio Conferencing",
      55,
      "d1d6e4299f575a97",
    ],
    ["ENTERPRISEPACK", "6fd2c87f-b296-42f0-b197-1e91e994b900", "Office 365 E3", 37, "389eb0a760407972"],
    ["STANDARDPACK", "18181a46-0d4e-45cd-891e-60aabd171b4e", "Office 365 E1", 34, "ad127c06a9956b91"],
    ["MCOEV", "e43b5b99-8dfb-405f-9987-dc307f34bcbd", "Microsoft Teams Phone Standard", 1, "cd99785ddc4a75d1"],
    [
      "MCOPSTN1",
      "0dab259f-bf13-4952-b7f8-7db8f131b28d",
      "Skype for Business PSTN Domestic Calling",
      1,
      "570d98197a3215e9",
    ],
    [
      "MCOPSTN2",
      "d3b4fe1f-9992-4930-8acb-ca6ec609365e",
      "Skype for Business PSTN Domestic and International Calling",
      1,
      "1656afabfe308e03",
    ],
    [
      "MCOPSTN5",
      "54a152dc-90de-4996-93d2-bc47e670fc06",
      "Skype for Business PSTN Domestic Calling (120 Minutes)",
      1,
      "e554b7e1c974599d",
    ],
    [
      "MCOPSTN_5",
      "11dee6af-eca8-419f-8061-6864517c1875",
      "Microsoft 365 Domestic Calling Plan (120 min)",
      2,
      "6b6a83029fe72826",
    ],
    [
      "MCOPSTN_6",
      "729dbb8f-8d56-4994-8e33-2f218f549544",
      "Microsoft Teams Domestic Calling Plan (240 min)",
      1,
      "e8cc104196181be8",
    ],
    [
      "MCOPSTNPP",
      "06b48c5f-01d9-4b18-9015-03b52040f51a",
      "Skype for Business PSTN Usage Calling Plan",
      1,
      "bfab862768863867",
    ],
    ["MCOPSTNC", "47794cd0-f0e5-45c5-9033-2eb6b5fc84e0", "Communications Credits", 1, "7131ea031a039e2c"],
    ["MCOMEETADV", "0c266dff-15dd-4b49-8397-2bb16070ed52", "Microsoft 365 Audio Conferencing", 1, "ce06acde33fa726c"],
    [
      "MCOMEETACPEA",
      "df9561a4-4969-4e6a-8e73-c601b68ec077",
      "Microsoft 365 Audio Conferencing Pay-Per-Minute - EA",
      1,
      "b550228ae44b60c5",
    ],
    ["SPE_E3", "05e9a617-0261-4cee-bb44-138d3ef5d965", "Microsoft 365 E3", 51, "d008d89cbc3aaf28"],
    ["SPE_E5", "06ebc4ee-1bb5-47dd-8120-11324bc54e06", "Microsoft 365 E5", 86, "1b169d7525499429"],
  ])("%s", (partNumber, skuId, name, count, digest) => {
    const product = defaultCatalog.bySkuId.get(skuId);
    const plans = (product?.plans ?? []).map((plan) => `${plan.name} ${plan.id}`).sort();
    expect(product).toMatchObject({ partNumber, name });
    expect(plans).toHaveLength(count);
    expect(createHash("sha256").update(plans.join("\n")).digest("hex").slice(0, 16)).toBe(digest);
  });
});
