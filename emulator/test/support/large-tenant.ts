import type { TenantDocument } from "../../src/start";
import { builtInProducts } from "../../src/products/built-in-products";

const sold = new Set(
  (
    "ENTERPRISEPREMIUM ENTERPRISEPREMIUM_NOPSTNCONF ENTERPRISEPACK STANDARDPACK SPE_E3 SPE_E5" +
    " MCOEV MCOMEETADV MCOMEETACPEA MCOPSTN1 MCOPSTN2 MCOPSTN5" +
    " MCOPSTN_5 MCOPSTN_6 MCOPSTNPP MCOPSTNC VISIOCLIENT PROJECTPROFESSIONAL" +
    " SPB AAD_PREMIUM AAD_PREMIUM_P2 EXCHANGESTANDARD EXCHANGEENTERPRISE DESKLESSPACK" +
    " INTUNE_A POWER_BI_STANDARD FLOW_FREE WORKPLACE_ANALYTICS Microsoft_Teams_Rooms_Pro"
  ).split(" "),
);

/** A tenant of so many people with 50 SKUs, each person with two licences. */
export function largeTenant(people: number): TenantDocument {
  const built = builtInProducts
    .filter(({ skuPartNumber }, at, all) => skuPartNumber !== all[at - 1]?.skuPartNumber && sold.has(skuPartNumber))
    .map(({ skuPartNumber }) => ({ sku: skuPartNumber, enabled: people * 2 }));
  const own = Array.from({ length: 50 - built.length }, (_, at) => ({
    sku: `OWN_${at}`,
    id: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
    enabled: people,
    servicePlans: [{ name: `OWN_PLAN_${at}`, id: `00000000-0000-4000-9000-${String(at).padStart(12, "0")}` }],
  }));
  return {
    verifiedDomains: ["large.onmicrosoft.com"],
    settings: { throttling: "off" },
    skus: [...built, ...own],
    users: Array.from({ length: people }, (_, at) => ({
      userPrincipalName: `user${at}@large.onmicrosoft.com`,
      usageLocation: "US",
      licenses: ["ENTERPRISEPACK", at % 2 === 0 ? "MCOEV" : "VISIOCLIENT"],
    })),
  };
}
