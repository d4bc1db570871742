import type { TenantDocument } from "../../src/start";

export const skuIds = {
  ENTERPRISEPACK: "6fd2c87f-b296-42f0-b197-1e91e994b900",
  ENTERPRISEPREMIUM: "c7df2760-2c81-4ef7-b578-5b5392b571df",
  STANDARDPACK: "18181a46-0d4e-45cd-891e-60aabd171b4e",
  MCOEV: "e43b5b99-8dfb-405f-9987-dc307f34bcbd",
  MCOPSTN1: "0dab259f-bf13-4952-b7f8-7db8f131b28d",
  MCOMEETADV: "0c266dff-15dd-4b49-8397-2bb16070ed52",
  VISIOCLIENT: "c5928f49-12ba-48f7-ada3-0d743a3601d5",
  STANDARDWOFFPACK_STUDENT: "314c4481-f395-4525-be8b-2ec4bb1e9d91",
  FLOW_FREE: "f30db892-07e9-47e9-837c-80727f46fd3d",
} as const;

export const planIds = {
  MCOEV: "4828c8ec-dc2e-4779-b502-87ac9ce28ab7",
  TEAMS1: "57ff2da0-773e-42df-b2af-ffb7a2317929",
  MCOSTANDARD: "0feaeb32-d00e-4d66-bd5a-43b5b83db82c",
  YAMMER_ENTERPRISE: "7547a3fe-08ee-4ccb-b430-5077c5041653",
  SWAY: "a23b959c-7ce8-4e57-9140-b90eb88a9e97",
  MCOPSTN1: "4ed3ff63-69d7-4fb7-b984-5aec7f605ca8",
} as const;

/** A small company: E3 and E5, phones, one licensed group, one person in every awkward situation. */
export function contoso(): TenantDocument {
  return {
    displayName: "Contoso",
    companyName: "contoso",
    verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
    countryLetterCode: "US",
    skus: [
      { sku: "ENTERPRISEPACK", enabled: 5 },
      { sku: "ENTERPRISEPREMIUM", enabled: 3 },
      { sku: "STANDARDPACK", enabled: 10 },
      { sku: "MCOEV", enabled: 4 },
      { sku: "MCOPSTN1", enabled: 2 },
      { sku: "MCOMEETADV", enabled: 2 },
      { sku: "VISIOCLIENT", enabled: 1 },
      { sku: "STANDARDWOFFPACK_STUDENT", enabled: 5 },
      { sku: "FLOW_FREE", enabled: 10_000, selfService: true },
      { sku: "MCOPSTNC", enabled: 100, appliesTo: "Company" },
    ],
    users: [
      {
        userPrincipalName: "adele@contoso.com",
        displayName: "Adele Vance",
        usageLocation: "US",
        licenses: ["ENTERPRISEPACK"],
      },
      { userPrincipalName: "diego@contoso.com", displayName: "Diego Siciliani", usageLocation: "GB" },
      { userPrincipalName: "nowhere@contoso.com", displayName: "No Where" },
      { userPrincipalName: "grady@contoso.com", displayName: "Grady Archie", usageLocation: "US" },
      { userPrincipalName: "lynne@contoso.com", displayName: "Lynne Robbins", usageLocation: "US" },
      { userPrincipalName: "vip@contoso.com", displayName: "Very Important", usageLocation: "US", restricted: true },
    ],
    groups: [
      { displayName: "Sales Team", mailNickname: "sales", members: ["grady@contoso.com"], licenses: ["STANDARDPACK"] },
      { displayName: "Empty", mailNickname: "empty" },
      {
        displayName: "Newsletter",
        mailNickname: "news",
        securityEnabled: false,
        mailEnabled: true,
        groupTypes: ["Unified"],
      },
    ],
  };
}
