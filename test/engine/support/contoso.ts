import type { TenantDocument } from "../../../emulator/src/file/tenant-document";

export type { TenantDocument };

type License = NonNullable<NonNullable<TenantDocument["users"]>[number]["licenses"]>[number];

export interface ContosoOptions {
  /** Person's short name → what they hold directly at the start. */
  readonly people?: Readonly<Record<string, readonly License[]>>;
  /** Part number → bought seats. */
  readonly seats?: Readonly<Record<string, number>>;
  readonly groups?: TenantDocument["groups"];
  readonly settings?: TenantDocument["settings"];
  readonly withoutLocation?: readonly string[];
  readonly id?: string;
}

/** A small tenant of ours: contoso.com, everybody in the US, plenty of seats unless a test says otherwise. */
export function contoso({
  people = {},
  seats = {},
  groups = [],
  settings = {},
  withoutLocation = [],
  id,
}: ContosoOptions = {}): TenantDocument {
  const enabled = {
    ENTERPRISEPACK: 50,
    ENTERPRISEPREMIUM: 50,
    STANDARDPACK: 50,
    MCOEV: 50,
    MCOPSTN1: 50,
    MCOMEETADV: 50,
    VISIOCLIENT: 50,
    ...seats,
  };
  return {
    ...(id === undefined ? {} : { id }),
    displayName: "Contoso",
    companyName: "contoso",
    verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
    countryLetterCode: "US",
    skus: Object.entries(enabled).map(([sku, count]) => ({ sku, enabled: count })),
    users: Object.entries(people).map(([name, licenses]) => ({
      userPrincipalName: `${name}@contoso.com`,
      displayName: name,
      ...(withoutLocation.includes(name) ? {} : { usageLocation: "US" }),
      licenses: [...licenses],
    })),
    groups,
    settings,
  };
}

/** `count` people called p1, p2, … who hold the same. */
export function crowd(count: number, ...licenses: License[]): Record<string, readonly License[]> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index + 1}`, licenses]));
}
