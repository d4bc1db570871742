/** Without anything, or only with `ConsistencyLevel: eventual` and `$count=true`; undefined: not at all. */
export type Support = "plain" | "advanced" | undefined;

/** What Graph filters people by, and how. */
export interface Attribute {
  /** As Graph spells it; a part of a complex property with its path. */
  readonly name: string;
  readonly type: "text" | "flag";
  readonly eq: Support;
  readonly startsWith: Support;
  readonly endsWith: Support;
  readonly eqNull: Support;
}

const supports: Readonly<Record<string, Support>> = { p: "plain", a: "advanced" };

const extensions = Array.from(
  { length: 15 },
  (_, at) => `onPremisesExtensionAttributes/extensionAttribute${at + 1} text a--a`,
).join("\n");

/**
 * Microsoft: "Advanced query capabilities on Microsoft Entra ID objects", table of user properties. A name, its type,
 * and four letters: eq (and in), startsWith, endsWith, eq null. `p` = plain, `a` = advanced, `-` = not.
 */
const table = `
  accountEnabled flag p---
  city text pp-a
  companyName text aa-a
  country text pp-a
  department text pp-a
  displayName text pp-a
  employeeId text pp-a
  employeeOrgData/costCenter text a---
  employeeOrgData/division text a---
  employeeType text aa--
  givenName text pp-a
  jobTitle text pp-a
  mail text ppaa
  mailNickname text pp-a
  officeLocation text aa-a
  ${extensions}
  onPremisesSamAccountName text aa--
  onPremisesSyncEnabled flag p--a
  postalCode text aa-a
  preferredLanguage text aa-a
  state text pp-a
  surname text pp-a
  usageLocation text pp-a
  userPrincipalName text ppa-
  userType text p--a
`;

const attributes: readonly Attribute[] = table
  .trim()
  .split("\n")
  .map((line): Attribute => {
    const [name = "", type = "", letters = ""] = line.trim().split(/\s+/);
    const [eq, startsWith, endsWith, eqNull] = Array.from(letters, (letter) => supports[letter]);
    return { name, type: type === "flag" ? "flag" : "text", eq, startsWith, endsWith, eqNull };
  });

const byName = new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));

/** Names of everything that people can be selected by. */
export const attributeNames: readonly string[] = attributes.map(({ name }) => name);

/** Upper and lower case are the same. */
export function findAttribute(name: string): Attribute | undefined {
  return byName.get(name.toLowerCase());
}
