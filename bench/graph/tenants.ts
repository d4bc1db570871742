import type { TenantDocument } from "../../emulator/src/start";
import type { PrincipalWrite } from "../../src/terms/port";

const e3 = "6fd2c87f-b296-42f0-b197-1e91e994b900";
export const e5 = "c7df2760-2c81-4ef7-b578-5b5392b571df";

export function nameOf(index: number): string {
  return `person${index}@contoso.com`;
}

export function idOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
}

/** People with a usage location who hold Office 365 E3, and seats for everybody. */
export function tenantOf(people: number, held: readonly string[] = ["ENTERPRISEPACK"]): TenantDocument {
  return {
    displayName: "Contoso",
    verifiedDomains: ["contoso.com"],
    skus: [
      { sku: "ENTERPRISEPACK", enabled: 2 * people },
      { sku: "ENTERPRISEPREMIUM", enabled: 2 * people },
    ],
    users: Array.from({ length: people }, (_, index) => ({
      id: idOf(index),
      userPrincipalName: nameOf(index),
      usageLocation: "US",
      licenses: [...held],
    })),
  };
}

/** E3 to E5, the change that adds and removes. */
export function swaps(people: number): PrincipalWrite[] {
  return Array.from({ length: people }, (_, index) => ({
    principal: "user",
    id: idOf(index),
    name: nameOf(index),
    add: [{ skuId: e5, disabledPlans: [] }],
    remove: [e3],
  }));
}
