import type { TenantDocument } from "../../src/start";
import { builtInProducts } from "../../src/products/built-in-products";

/** A tenant of so many people with 50 SKUs, each person with two licences. */
export function largeTenant(people: number): TenantDocument {
  const built = builtInProducts
    .filter((product) => product.skuPartNumber !== "STANDARDWOFFPACK_STUDENT")
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
