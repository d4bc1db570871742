import { defaultCatalog } from "../../src/catalog/catalog";
import type { Observed, ObservedAssignment, ObservedGroup, ObservedSku, ObservedUser } from "../../src/terms/observed";

/** A product of the catalog as a tenant has bought it. */
export function skuOf(partNumber: string, parts: Partial<ObservedSku> = {}): ObservedSku {
  const product = defaultCatalog.products.find((candidate) => candidate.partNumber === partNumber);
  if (product?.plans === undefined) throw new Error(`${partNumber} is not in the catalog with its plans`);
  return {
    skuId: product.skuId,
    partNumber,
    appliesTo: "User",
    capabilityStatus: "Enabled",
    enabled: 1000,
    warning: 0,
    suspended: 0,
    lockedOut: 0,
    consumed: 0,
    servicePlans: product.plans.map(({ id, name }) => ({ id, name, appliesTo: "User" })),
    ...parts,
  };
}

export function userOf(
  name: string,
  assignments: readonly ObservedAssignment[],
  parts: Partial<ObservedUser> = {},
): ObservedUser {
  return {
    id: guidOf(name),
    userPrincipalName: name,
    usageLocation: "GB",
    onPremisesSyncEnabled: false,
    assignments,
    ...parts,
  };
}

export function directOf(
  sku: ObservedSku,
  off: readonly string[] = [],
  parts: Partial<ObservedAssignment> = {},
): ObservedAssignment {
  return { skuId: sku.skuId, disabledPlans: off, state: "Active", ...parts };
}

export function groupOf(
  displayName: string,
  licenses: ObservedGroup["licenses"],
  members: readonly string[] = [],
): ObservedGroup {
  return {
    id: guidOf(`group ${displayName}`),
    displayName,
    securityEnabled: true,
    licenses,
    members,
    nestedGroups: 0,
    processing: "ProcessingComplete",
  };
}

export function tenantOf(parts: Partial<Observed>): Observed {
  return {
    tenant: {
      id: guidOf("tenant"),
      displayName: "Contoso",
      verifiedDomains: ["contoso.com", "contoso.onmicrosoft.com"],
    },
    skus: [],
    users: [],
    groups: [],
    absent: [],
    wholeTenant: true,
    ...parts,
  };
}

/** An id that depends on the name alone. */
function guidOf(name: string): string {
  let [high, low] = [0x811c9dc5, 0x01000193];
  for (let index = 0; index < name.length; index += 1) {
    high = Math.imul(high ^ name.charCodeAt(index), 0x01000193) >>> 0;
    low = Math.imul(low + name.charCodeAt(index) * 31 + 7, 0x85ebca6b) >>> 0;
  }
  const hex = (high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0")).repeat(2);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
