import { describe, expect, it } from "vitest";
import { defaultCatalog } from "../../src/catalog/catalog";
import { isLicenseName, resolveLicenseName } from "../../src/catalog/resolve-license";
import { loosen } from "../../src/catalog/resolve/usual-names";
import type { TenantSku } from "../../src/catalog/types";

const held = (...partNumbers: readonly string[]): readonly TenantSku[] =>
  partNumbers.map((partNumber) => {
    const { skuId } = defaultCatalog.byPartNumber.get(partNumber.toLowerCase())![0]!;
    return { skuId, partNumber, appliesTo: "User", servicePlans: [] };
  });

function told(text: string, tenant?: readonly TenantSku[]): string {
  const answer = resolveLicenseName(text, tenant);
  if (answer.kind === "resolved") return answer.partNumber;
  return "candidates" in answer
    ? `${answer.kind}: ${answer.candidates.map((one) => one.partNumber).join(", ")}`
    : answer.kind;
}

describe("a name as people write it means the product that they mean, or leaves it to the tenant", () => {
  it.each([
    ["Microsoft 365 Business Premium", "SPB"],
    ["M365 Business Premium", "SPB"],
    ["Business Premium", "SPB"],
    ["BP", "SPB"],
    ["SPB", "SPB"],
    ["Microsoft 365 Business", "SPB"],
    ["O365_BUSINESS_PREMIUM", "O365_BUSINESS_PREMIUM"],
    ["Office 365 Business Premium", "O365_BUSINESS_PREMIUM"],
    ["Microsoft 365 Business Standard", "O365_BUSINESS_PREMIUM"],
    ["M365 Business Standard", "O365_BUSINESS_PREMIUM"],
    ["Microsoft 365 Business Basic", "deferred: O365_BUSINESS_ESSENTIALS, SMB_BUSINESS_ESSENTIALS"],
    ["M365 Business Basic", "deferred: O365_BUSINESS_ESSENTIALS, SMB_BUSINESS_ESSENTIALS"],
    ["Office 365 Business Essentials", "O365_BUSINESS_ESSENTIALS"],
    ["Microsoft 365 Business Premium (no Teams)", "Microsoft_365_ Business_ Premium_(no Teams)"],
    ["Microsoft 365 Business Premium Donation", "Microsoft_365_Business_Premium_Donation_(Non_Profit_Pricing)"],
    [
      "Microsoft 365 Business Premium (Nonprofit Staff Pricing)",
      "deferred: SPB, Microsoft_365_Business_Premium_Donation_(Non_Profit_Pricing)",
    ],
    [
      "Microsoft 365 Business Basic (Nonprofit Staff Pricing)",
      "deferred: O365_BUSINESS_ESSENTIALS, SMB_BUSINESS_ESSENTIALS",
    ],
    ["Microsoft 365 E3", "SPE_E3"],
    ["M365 E3", "SPE_E3"],
    ["M365E3", "SPE_E3"],
    ["Microsoft 365 Enterprise E3", "SPE_E3"],
    ["SPE_E3", "SPE_E3"],
    ["E3", "deferred: SPE_E3, ENTERPRISEPACK"],
    ["E3 licence", "deferred: SPE_E3, ENTERPRISEPACK"],
    ["Microsoft 365 E3 (no Teams)", "Microsoft_365_E3_(no_Teams)"],
    ["Microsoft 365 E3 (no teams)", "Microsoft_365_E3_(no_Teams)"],
    ["Microsoft 365 E3 without Teams", "Microsoft_365_E3_(no_Teams)"],
    ["Microsoft 365 E3 EEA (no Teams)", "O365_w/o Teams Bundle_M3"],
    ["Microsoft_365_E3_(no_Teams)", "Microsoft_365_E3_(no_Teams)"],
    ["Microsoft 365 E5", "SPE_E5"],
    ["M365 E5", "SPE_E5"],
    ["SPE_E5", "SPE_E5"],
    ["Microsoft 365 E5 (no Teams)", "Microsoft_365_E5_(no_Teams)"],
    ["Microsoft 365 E5 EEA (no Teams)", "O365_w/o_Teams_Bundle_M5"],
    ["Microsoft 365 E5 Security", "IDENTITY_THREAT_PROTECTION"],
    ["Microsoft Defender Suite", "IDENTITY_THREAT_PROTECTION"],
    ["Microsoft 365 E5 Compliance", "INFORMATION_PROTECTION_COMPLIANCE"],
    ["Microsoft Purview Suite", "INFORMATION_PROTECTION_COMPLIANCE"],
    ["Microsoft 365 E7", "MICROSOFT_365_E7"],
    ["Office 365 E1", "STANDARDPACK"],
    ["O365 E1", "STANDARDPACK"],
    ["Office 365 Enterprise E1", "STANDARDPACK"],
    ["E1", "STANDARDPACK"],
    ["Office365 E3", "ENTERPRISEPACK"],
    ["Exchange Online Plan 1", "EXCHANGESTANDARD"],
    ["Entra ID P2", "AAD_PREMIUM_P2"],
  ])("%s: %s", (text, expected) => {
    expect(told(text)).toBe(expected);
    expect(told(` ${text.toUpperCase()}`)).toBe(expected);
  });

  it.each([
    ["E3", ["ENTERPRISEPACK", "MCOEV"], "ENTERPRISEPACK"],
    ["E3", ["SPE_E3"], "SPE_E3"],
    ["E3", ["SPE_E3", "ENTERPRISEPACK"], "ambiguous: SPE_E3, ENTERPRISEPACK"],
    ["E3", ["MCOEV"], "absent: SPE_E3, ENTERPRISEPACK"],
    ["SPE_E3/ENTERPRISEPACK", ["ENTERPRISEPACK", "MCOEV"], "ENTERPRISEPACK"],
    ["SPE_E3/ENTERPRISEPACK", ["SPE_E3", "ENTERPRISEPACK"], "ambiguous: SPE_E3, ENTERPRISEPACK"],
    ["SPE_E3/ENTERPRISEPACK", ["MCOEV"], "absent: SPE_E3, ENTERPRISEPACK"],
    ["SPE_E3/NONSENSE", ["SPE_E3"], "unknown"],
    ["Microsoft 365 E3", ["Microsoft_365_E3"], "absent: SPE_E3"],
    ["Office 365 Business Premium", ["SPB"], "absent: O365_BUSINESS_PREMIUM"],
  ] as const)("%s where the tenant has %j: %s", (text, tenant, expected) => {
    expect(told(text, held(...tenant))).toBe(expected);
  });

  it("never makes one of two products that Microsoft names apart", () => {
    const products = new Map<string, Set<string>>();
    for (const { name } of defaultCatalog.products) {
      const names = products.get(loosen(name)) ?? new Set();
      products.set(loosen(name), names.add(name.toLowerCase()));
    }
    expect([...products.values()].filter((names) => names.size > 1).map((names) => [...names])).toEqual([]);
  });

  it("leaves short names to bundles", () => {
    expect(["E3", "BP", "m365-e3", "business premium"].filter((name) => isLicenseName(name))).toEqual([]);
    expect(["Office 365 E3", "spb", "MCOPSTN6"].filter((name) => !isLicenseName(name))).toEqual([]);
  });
});

describe("the suggestion for an unknown name is the product that a person means", () => {
  it.each([
    ["M365 Business Premum", "Microsoft 365 Business Premium"],
    ["Bussiness Premium", "Business Premium"],
    ["M365 Buisness Standard", "Microsoft 365 Business Standard"],
    ["Exchange P1", "Exchange Online (Plan 1)"],
    ["Exchange Plan 2", "Exchange Online (Plan 2)"],
    ["Entra P1", "Microsoft Entra ID P1"],
    ["Azure AD P1", "Azure Active Directory Premium P1"],
    ["office 365 e33", "Office 365 E3"],
    ["Offise 365 E3", "Office 365 E3"],
    ["ENTERPRISEPAK", "ENTERPRISEPACK"],
    ["Apps for Enterprise", "Microsoft 365 Apps for Enterprise"],
    ["visio", "VISIOCLIENT"],
  ])("%s: %s", (text, expected) => {
    const answer = resolveLicenseName(text);
    expect("nearest" in answer ? answer.nearest[0] : answer.kind).toBe(expected);
  });

  it("E1 is no misspelt EMS, and E2 is nothing at all", () => {
    const tenant = held("EMS");
    const nearest = (text: string) => {
      const answer = resolveLicenseName(text, tenant);
      return "nearest" in answer ? answer.nearest : [answer.kind];
    };
    expect(nearest("E1")).toEqual([]);
    expect(nearest("E2")).toEqual([]);
  });

  it("names a product once", () => {
    const answer = resolveLicenseName("Office 365 E33");
    const skuIds = ("nearest" in answer ? answer.nearest : []).map((name) => {
      const meant = resolveLicenseName(name);
      return meant.kind === "resolved" ? meant.skuId : name;
    });
    expect(skuIds).toHaveLength(3);
    expect(new Set(skuIds).size).toBe(3);
  });
});
