import type { TenantDocument } from "../../../emulator/src/start";

const people = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${at + 1}@contoso.com`);

const swappers = people("swapper", 24);
export const movers = people("mover", 2);
const phones = people("phone", 2);
const interns = people("intern", 2);

const located = (names: readonly string[], licenses: readonly string[] = []) =>
  names.map((userPrincipalName) => ({ userPrincipalName, usageLocation: "US", licenses: [...licenses] }));

/**
 * One person or group for each kind of change, some that nobody declares, and one seat too few unless the leaver's is
 * used.
 */
export const everydayTenant: TenantDocument = {
  displayName: "Contoso",
  verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
  countryLetterCode: "US",
  skus: [
    ...["ENTERPRISEPACK", "ENTERPRISEPREMIUM", "STANDARDPACK", "MCOEV", "MCOPSTN1", "MCOMEETADV"].map((sku) => ({
      sku,
      enabled: 60,
    })),
    { sku: "VISIOCLIENT", enabled: 2 },
    { sku: "FLOW_FREE", enabled: 1000, selfService: true },
  ],
  users: [
    { userPrincipalName: "joiner@contoso.com" },
    ...located(["leaver@contoso.com"], ["ENTERPRISEPACK", "VISIOCLIENT"]),
    ...swappers.map((userPrincipalName) => ({
      userPrincipalName,
      usageLocation: "US",
      licenses: [{ sku: "ENTERPRISEPACK", disabledPlans: ["YAMMER_ENTERPRISE"] }, "MCOEV"],
    })),
    ...located(movers, ["STANDARDPACK"]),
    ...located(phones),
    ...located(interns.slice(0, 1)),
    { userPrincipalName: interns[1] ?? "" },
    ...located(["planner@contoso.com"], ["ENTERPRISEPACK"]),
    ...located(["caller@contoso.com"], ["ENTERPRISEPACK", "MCOMEETADV"]),
    ...located(["stranger@contoso.com"], ["ENTERPRISEPACK", "VISIOCLIENT", "FLOW_FREE"]),
    ...located(["breakglass@contoso.com"], ["ENTERPRISEPREMIUM"]),
  ],
  groups: [
    { displayName: "Sales", mailNickname: "sales", members: movers },
    { displayName: "Phones", mailNickname: "phones", members: phones, licenses: ["ENTERPRISEPACK", "MCOEV"] },
    { displayName: "Interns", mailNickname: "interns", members: interns },
    { displayName: "Others", mailNickname: "others", members: ["stranger@contoso.com"], licenses: ["STANDARDPACK"] },
  ],
};

export const header = `tenant: contoso.onmicrosoft.com
usageLocation: { default: US }
limits: { people: 100%, atMost: 1000, per: 7d }
protected: [breakglass@contoso.com]
assignments:
`;
const list = (names: readonly string[]): string => `[${names.join(", ")}]`;

/** What stands at the start, declared: adopted without a call, but for the plan that is switched off. */
export const before = `${header}
  - { name: leaving, licenses: [ENTERPRISEPACK, VISIOCLIENT], users: [leaver@contoso.com] }
  - { name: office, licenses: [ENTERPRISEPACK, MCOEV], users: ${list(swappers)} }
  - { name: sales, licenses: [STANDARDPACK], users: ${list(movers)} }
  - { name: phones, licenses: [ENTERPRISEPACK, MCOEV], groups: [Phones] }
  - { name: planner, licenses: [{ sku: ENTERPRISEPACK, disable: [YAMMER_ENTERPRISE] }], users: [planner@contoso.com] }
  - { name: caller, licenses: [ENTERPRISEPACK, MCOMEETADV], users: [caller@contoso.com] }
`;

/**
 * A joiner who needs the leaver's seat, a swap, direct to group, group to direct, a grant to a group, another plan
 * selection, add-ons beside their prerequisites.
 */
export const after = `${header}
  - { name: joining, licenses: [ENTERPRISEPACK, VISIOCLIENT], users: [joiner@contoso.com] }
  - { name: office, licenses: [ENTERPRISEPREMIUM], users: ${list(swappers)} }
  - { name: sales, licenses: [STANDARDPACK], groups: [Sales] }
  - { name: phones, licenses: [ENTERPRISEPACK, MCOEV], users: ${list(phones)} }
  - { name: interns, licenses: [ENTERPRISEPACK], groups: [interns] }
  - { name: planner, licenses: [{ sku: ENTERPRISEPACK, disable: [SWAY] }], users: [planner@contoso.com] }
  - { name: caller, licenses: [ENTERPRISEPACK, MCOMEETADV, MCOEV, MCOPSTN1], users: [caller@contoso.com] }
`;

type Holdings = Readonly<Record<string, readonly string[]>>;
const each = (names: readonly string[], licenses: readonly string[]): Holdings =>
  Object.fromEntries(names.map((name) => [name, licenses]));

/** Nobody declares them: they are the same after everything. */
export const untouched: Holdings = {
  "stranger@contoso.com": ["ENTERPRISEPACK", "FLOW_FREE", "STANDARDPACK by Others", "VISIOCLIENT"],
  "breakglass@contoso.com": ["ENTERPRISEPREMIUM"],
};

/** Who holds what after `after`, with the plans that are off; everybody else holds nothing. */
export const holdingsAfter: Holdings = {
  ...untouched,
  "joiner@contoso.com": ["ENTERPRISEPACK", "VISIOCLIENT"],
  ...each(swappers, ["ENTERPRISEPREMIUM(-YAMMER_ENTERPRISE)"]),
  ...each(movers, ["STANDARDPACK by Sales"]),
  ...each(phones, ["ENTERPRISEPACK", "MCOEV"]),
  ...each(interns, ["ENTERPRISEPACK by Interns"]),
  "planner@contoso.com": ["ENTERPRISEPACK(-SWAY)"],
  "caller@contoso.com": ["ENTERPRISEPACK", "MCOEV", "MCOMEETADV", "MCOPSTN1"],
};

const exchanged = swappers.flatMap((name) => [
  `${name}: ENTERPRISEPACK for ENTERPRISEPREMIUM`,
  `${name}: MCOEV for ENTERPRISEPREMIUM`,
]);

/** What people are without from one moment on between `before` and `after`, sorted; nobody else loses anything. */
export const asked = [
  "leaver@contoso.com: ENTERPRISEPACK",
  "leaver@contoso.com: VISIOCLIENT",
  "planner@contoso.com: SWAY",
  ...exchanged,
].sort();
