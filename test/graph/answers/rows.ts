/** The ways in which a property may be other than it should be. */
export type Shape = "absent" | "null" | "empty" | "mistyped" | "contradicting";
export const shapes: readonly Shape[] = ["absent", "null", "empty", "mistyped", "contradicting"];

/** Answers of Graph in which a test changes something, each as it comes over the wire. */
export interface Answers {
  readonly organization: Wire;
  readonly sku: Wire;
  readonly people: Readonly<Record<"adele" | "bob" | "cleo" | "dan", Wire>>;
  readonly groups: Readonly<Record<"Sales" | "Old", Wire>>;
  readonly members: Wire;
}
export type Wire = Record<string, unknown>;

/** A property of what Graph answers. */
export interface Row {
  /** As the page calls it: `user: usageLocation`, `user: licenseAssignmentStates[].state`. */
  readonly property: string;
  /** Every holder of it in these answers. */
  readonly holders: (answers: Answers) => readonly Wire[];
  readonly key: string;
  /** What it is where it is right, which tells its type. */
  readonly right: "text" | "list" | "object" | "number" | "flag";
  /** Makes it contradict something else. */
  readonly contradict?: (answers: Answers) => void;
}

const people = (answers: Answers): readonly Wire[] => Object.values(answers.people);
const statesOf = (answers: Answers): readonly Wire[] =>
  people(answers).flatMap((person) => person["licenseAssignmentStates"] as Wire[]);
const groups = (answers: Answers): readonly Wire[] => Object.values(answers.groups);
const listOf = (holder: Wire, key: string): Wire[] => holder[key] as Wire[];
const unitsOf = ({ sku }: Answers): Wire => sku["prepaidUnits"] as Wire;

const user = (key: string, right: Row["right"], contradict?: Row["contradict"]): Row => ({
  property: `user: ${key}`,
  holders: people,
  key,
  right,
  ...(contradict && { contradict }),
});
const state = (key: string, right: Row["right"], contradict?: Row["contradict"]): Row => ({
  property: `user: licenseAssignmentStates[].${key}`,
  holders: statesOf,
  key,
  right,
  ...(contradict && { contradict }),
});
const sku = (key: string, right: Row["right"], contradict?: Row["contradict"]): Row => ({
  property: `subscribedSku: ${key}`,
  holders: (answers) => [answers.sku],
  key,
  right,
  ...(contradict && { contradict }),
});
const units = (key: string, contradict?: Row["contradict"]): Row => ({
  property: `subscribedSku: prepaidUnits.${key}`,
  holders: (answers) => [unitsOf(answers)],
  key,
  right: "number",
  ...(contradict && { contradict }),
});
const plan = (key: string): Row => ({
  property: `subscribedSku: servicePlans[].${key}`,
  holders: (answers) => listOf(answers.sku, "servicePlans"),
  key,
  right: "text",
});
const group = (key: string, right: Row["right"], contradict?: Row["contradict"]): Row => ({
  property: `group: ${key}`,
  holders: groups,
  key,
  right,
  ...(contradict && { contradict }),
});
const member = (key: string): Row => ({
  property: `group: members[].${key}`,
  holders: (answers) => listOf(answers.members, "value"),
  key,
  right: "text",
});
const organization = (key: string, right: Row["right"], contradict?: Row["contradict"]): Row => ({
  property: `organization: ${key}`,
  holders: (answers) => [answers.organization],
  key,
  right,
  ...(contradict && { contradict }),
});

/** Everything that planning relies on, in the order of the page. */
export const rows: readonly Row[] = [
  user("id", "text", ({ people: { adele } }) => (adele["id"] = "99999999-9999-4999-8999-999999999999")),
  user("userPrincipalName", "text"),
  user("displayName", "text"),
  user("accountEnabled", "flag", ({ people: { bob } }) => (bob["accountEnabled"] = false)),
  user("usageLocation", "text", ({ people: { bob } }) => (bob["usageLocation"] = "FR")),
  user("country", "text", ({ people: { dan } }) => (dan["country"] = "Atlantis")),
  user("onPremisesSyncEnabled", "flag", ({ people: { bob } }) =>
    Object.assign(bob, { onPremisesSyncEnabled: true, usageLocation: "FR" }),
  ),
  user("assignedLicenses", "list", ({ people: { adele } }) =>
    listOf(adele, "assignedLicenses").push({ skuId: "c7df2760-2c81-4ef7-b578-5b5392b571df", disabledPlans: [] }),
  ),
  {
    ...user("assignedLicenses[].skuId", "text"),
    key: "skuId",
    holders: (a) => listOf(a.people.adele, "assignedLicenses"),
  },
  user("licenseAssignmentStates", "list", ({ people: { adele } }) => (adele["licenseAssignmentStates"] = [])),
  state("skuId", "text"),
  state("assignedByGroup", "text"),
  state("disabledPlans", "list"),
  state("state", "text", ({ people: { cleo } }) =>
    Object.assign(listOf(cleo, "licenseAssignmentStates")[1] ?? {}, { state: "Error" }),
  ),
  state("error", "text", ({ people: { cleo } }) =>
    Object.assign(listOf(cleo, "licenseAssignmentStates")[1] ?? {}, { error: "CountViolation" }),
  ),
  sku("skuId", "text"),
  sku("skuPartNumber", "text"),
  sku("appliesTo", "text"),
  sku("capabilityStatus", "text", (answers) => (answers.sku["capabilityStatus"] = "Suspended")),
  sku("prepaidUnits", "object"),
  units("enabled", (answers) => (unitsOf(answers)["enabled"] = 2)),
  units("warning"),
  units("suspended"),
  units("lockedOut"),
  sku("consumedUnits", "number", (answers) => (answers.sku["consumedUnits"] = 0)),
  sku("servicePlans", "list"),
  plan("servicePlanId"),
  plan("servicePlanName"),
  plan("appliesTo"),
  group("id", "text", ({ groups: { Old } }) => (Old["id"] = "99999999-9999-4999-8999-999999999999")),
  group("displayName", "text"),
  group("mailNickname", "text"),
  group("securityEnabled", "flag", ({ groups: { Sales } }) => (Sales["securityEnabled"] = false)),
  group("assignedLicenses", "list"),
  {
    ...group("assignedLicenses[].skuId", "text"),
    key: "skuId",
    holders: (a) => listOf(a.groups.Old, "assignedLicenses"),
  },
  group("licenseProcessingState", "object"),
  { ...group("members", "list"), key: "value", holders: (answers) => [answers.members] },
  member("id"),
  member("@odata.type"),
  organization("id", "text", (answers) => (answers.organization["id"] = "99999999-9999-4999-8999-999999999999")),
  organization("displayName", "text"),
  organization("verifiedDomains", "list"),
  organization("countryLetterCode", "text"),
];

const emptyOf = { text: "", list: [], object: {} } as const;

/** Makes the property so in these answers. False where there is no such thing for it. */
export function spoil(answers: Answers, row: Row, shape: Shape): boolean {
  if (shape === "contradicting") {
    row.contradict?.(answers);
    return row.contradict !== undefined;
  }
  if (shape === "empty" && (row.right === "number" || row.right === "flag")) return false;
  for (const holder of row.holders(answers)) {
    if (shape === "absent") Reflect.deleteProperty(holder, row.key);
    else if (shape === "null") holder[row.key] = null;
    else if (shape === "empty") holder[row.key] = emptyOf[row.right as keyof typeof emptyOf];
    else holder[row.key] = row.right === "text" || row.right === "list" || row.right === "object" ? 5 : "x";
  }
  return true;
}
