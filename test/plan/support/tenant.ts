import type { Declaration, Desired, DesiredPrincipal } from "../../../src/terms/desired";
import type { Ledger } from "../../../src/terms/ledger";
import { emptyLedger } from "../../../src/plan/ledger/ledger-text";
import type {
  Observed,
  ObservedAssignment,
  ObservedGroup,
  ObservedSku,
  ObservedUser,
} from "../../../src/terms/observed";
import { defaultLimits, type Policy } from "../../../src/terms/policy";
import { parseRoster } from "../../../src/roster/parse";

/** Real ids of Microsoft's table, so that the built-in catalog knows families and critical plans. */
export const skuIds = {
  E1: "18181a46-0d4e-45cd-891e-60aabd171b4e",
  E3: "6fd2c87f-b296-42f0-b197-1e91e994b900",
  E5: "c7df2760-2c81-4ef7-b578-5b5392b571df",
  MCOEV: "e43b5b99-8dfb-405f-9987-dc307f34bcbd",
  MCOPSTN1: "0dab259f-bf13-4952-b7f8-7db8f131b28d",
  VISIO: "c5928f49-12ba-48f7-ada3-0d743a3601d5",
} as const;

export const planIds = {
  EXCHANGE: "efb87545-963c-4e0d-99df-69c6916d9eb0",
  EXCHANGE_E1: "9aaf7827-d63c-4b61-89c3-182f06f82e5c",
  SHAREPOINT: "5dbe027f-2339-4123-9542-606e4d348a72",
  SHAREPOINT_E1: "c7699d2e-19aa-44de-8edf-1736da088ca1",
  TEAMS: "57ff2da0-773e-42df-b2af-ffb7a2317929",
  YAMMER: "7547a3fe-08ee-4ccb-b430-5077c5041653",
  MCOEV: "4828c8ec-dc2e-4779-b502-87ac9ce28ab7",
  PSTN1: "4ed3ff63-69d7-4fb7-b984-5aec7f605ca8",
  VISIO: "663a804f-1c30-4ff0-9915-9db84f0d1cea",
  VISIO_DRIVE: "da792a53-cbc0-4184-a10d-e544dd34b3c1",
} as const;

const planNames: Record<keyof typeof planIds, string> = {
  EXCHANGE: "EXCHANGE_S_ENTERPRISE",
  EXCHANGE_E1: "EXCHANGE_S_STANDARD",
  SHAREPOINT: "SHAREPOINTENTERPRISE",
  SHAREPOINT_E1: "SHAREPOINTSTANDARD",
  TEAMS: "TEAMS1",
  YAMMER: "YAMMER_ENTERPRISE",
  MCOEV: "MCOEV",
  PSTN1: "MCOPSTN1",
  VISIO: "VISIO_CLIENT_SUBSCRIPTION",
  VISIO_DRIVE: "ONEDRIVE_BASIC",
};

const products: Record<keyof typeof skuIds, readonly [partNumber: string, plans: readonly (keyof typeof planIds)[]]> = {
  E1: ["STANDARDPACK", ["EXCHANGE_E1", "SHAREPOINT_E1", "TEAMS", "YAMMER"]],
  E3: ["ENTERPRISEPACK", ["EXCHANGE", "SHAREPOINT", "TEAMS", "YAMMER"]],
  E5: ["ENTERPRISEPREMIUM", ["EXCHANGE", "SHAREPOINT", "TEAMS", "YAMMER", "MCOEV"]],
  MCOEV: ["MCOEV", ["MCOEV"]],
  MCOPSTN1: ["MCOPSTN1", ["PSTN1"]],
  VISIO: ["VISIOCLIENT", ["VISIO", "VISIO_DRIVE"]],
};

export type SkuName = keyof typeof skuIds;

export const tenantId = "11111111-0000-4000-8000-000000000000";
export const today = "2026-11-23";
export const now = "2026-11-23T09:00:00.000Z";

export function sku(name: SkuName, over: Partial<ObservedSku> = {}): ObservedSku {
  const [partNumber, plans] = products[name];
  return {
    skuId: skuIds[name],
    partNumber,
    appliesTo: "User",
    capabilityStatus: "Enabled",
    enabled: 1000,
    warning: 0,
    suspended: 0,
    lockedOut: 0,
    consumed: 0,
    servicePlans: plans.map((plan) => ({ id: planIds[plan], name: planNames[plan], appliesTo: "User" as const })),
    ...over,
  };
}

/** The SKUs of a tenant that has bought so many seats of these, and ample of the others. */
export function pools(seats: Partial<Record<SkuName, number>>): ObservedSku[] {
  return (Object.keys(skuIds) as SkuName[]).map((name) =>
    sku(name, seats[name] === undefined ? {} : { enabled: seats[name] }),
  );
}

/** "E3", "E3(-YAMMER)", "E3/g1", "E3/g1!CountViolation": a SKU, plans off, the group that gives it, and its error. */
export function held(text: string): ObservedAssignment {
  const match = /^(\w+)(?:\(-([\w,-]+)\))?(?:\/(\w+))?(?:!(\w+))?$/.exec(text);
  if (match === null) throw new Error(`held("${text}")`);
  const [, name, plans, group, error] = match;
  return {
    skuId: skuIds[name as SkuName],
    ...(group !== undefined && { assignedByGroup: group }),
    disabledPlans:
      plans === undefined ? [] : plans.split(",").map((plan) => planIds[plan.replace("-", "") as keyof typeof planIds]),
    state: error === undefined ? "Active" : "Error",
    ...(error !== undefined && { error }),
  };
}

export function user(id: string, assignments: readonly string[] = [], over: Partial<ObservedUser> = {}): ObservedUser {
  return {
    id,
    userPrincipalName: `${id}@contoso.com`,
    usageLocation: "US",
    onPremisesSyncEnabled: false,
    byId: true,
    assignments: assignments.map(held),
    ...over,
  };
}

export function group(
  id: string,
  licenses: readonly string[] = [],
  members: readonly string[] = [],
  over: Partial<ObservedGroup> = {},
): ObservedGroup {
  return {
    id,
    displayName: `Group ${id}`,
    securityEnabled: true,
    licenses: licenses.map((license) => ({ skuId: held(license).skuId, disabledPlans: held(license).disabledPlans })),
    processing: "ProcessingComplete",
    members,
    nestedGroups: 0,
    byId: true,
    ...over,
  };
}

export function observed(over: Partial<Observed> = {}): Observed {
  return {
    tenant: { id: tenantId, displayName: "Contoso", verifiedDomains: ["contoso.com", "contoso.onmicrosoft.com"] },
    skus: (Object.keys(skuIds) as SkuName[]).map((name) => sku(name)),
    users: [],
    groups: [],
    absent: [],
    wholeTenant: false,
    ...over,
  };
}

/** A principal with its canonical line: `declared("adele@contoso.com", "ENTERPRISEPACK, MCOEV @GB")`. */
export function declared(name: string, line: string, assignment = "staff"): DesiredPrincipal {
  const { licenses, usageLocation } = parseRoster(line);
  const declarations: Declaration[] = [
    {
      assignment,
      place: { file: "stacks/contoso.yaml", line: 5, column: 7 },
      skus: licenses.map((license) => license.sku),
    },
  ];
  return { name, licenses, declarations, ...(usageLocation !== undefined && { usageLocation }) };
}

export function desired(
  users: Readonly<Record<string, string>> = {},
  groups: Readonly<Record<string, string>> = {},
  over: Partial<Desired> = {},
): Desired {
  return {
    tenant: "contoso.com",
    users: Object.entries(users).map(([name, line]) =>
      declared(name.includes("@") ? name : `${name}@contoso.com`, line),
    ),
    groups: Object.entries(groups).map(([name, line]) => declared(name, line)),
    dormant: [],
    ...over,
  };
}

const byPartNumber = new Map((Object.keys(products) as SkuName[]).map((name) => [products[name][0], skuIds[name]]));

/** A ledger that owns what these lines say; keys are ids, names are made from them. */
export function owning(
  users: Readonly<Record<string, string>> = {},
  groups: Readonly<Record<string, string>> = {},
  over: Partial<Ledger> = {},
): Ledger {
  const entry = (id: string, name: string, line: string): Ledger["users"][number] => {
    const { licenses, usageLocation } = parseRoster(line);
    const skus = licenses
      .map((license) => ({
        skuId: byPartNumber.get(license.sku) ?? license.sku,
        written: license.sku,
        selection: license.selection,
      }))
      .sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
    return { id, name, skus, ...(usageLocation !== undefined && { usageLocation }) };
  };
  return {
    ...emptyLedger(tenantId),
    users: Object.entries(users).map(([id, line]) => entry(id, `${id}@contoso.com`, line)),
    groups: Object.entries(groups).map(([id, line]) => entry(id, `Group ${id}`, line)),
    ...over,
  };
}

/** The same, written last when no reading can be older: more than an hour before the runs of these tests. */
export function written(ledger: Ledger, writtenAt = "2026-11-23T07:00:00.000Z"): Ledger {
  const aged = (entry: Ledger["users"][number]): Ledger["users"][number] => ({ ...entry, writtenAt });
  return { ...ledger, users: ledger.users.map(aged), groups: ledger.groups.map(aged) };
}

/** Limits that let everything through, for tables that are about something else. */
export const noLimits: Policy["limits"] = { kind: "limited", people: 100, atMost: 1_000_000, perDays: 7 };

export function policy(over: Partial<Policy> = {}): Policy {
  return {
    limits: defaultLimits,
    approvals: [],
    protected: [],
    release: [],
    onMissingUser: "error",
    onShortage: { kind: "refuse" },
    allowInterruption: [],
    rules: {},
    ...over,
  };
}
