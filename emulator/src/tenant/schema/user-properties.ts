/** How a property is stored and written. `computed` ones follow from the tenant and cannot be written. */
export type PropertyType = "string" | "boolean" | "strings" | "object" | "date" | "computed";

export interface Property {
  readonly type: PropertyType;
  /** Part of an answer without $select. */
  readonly byDefault?: true;
  /** Operators of $filter that work without, and with, ConsistencyLevel: eventual and $count=true. */
  readonly filter?: { readonly plain: readonly string[]; readonly advanced: readonly string[] };
}

const text = { plain: ["eq", "in", "ge", "le", "startswith"], advanced: ["ne", "not"] };
const suffix = { plain: text.plain, advanced: [...text.advanced, "endswith"] };
const flag = { plain: ["eq", "in"], advanced: ["ne", "not"] };
const string: Property = { type: "string" };

/**
 * Microsoft: "Properties" of the user resource, and the operators in "Advanced query capabilities on directory
 * objects".
 */
export const userProperties: ReadonlyMap<string, Property> = new Map<string, Property>([
  ["businessPhones", { type: "strings", byDefault: true }],
  ["displayName", { type: "string", byDefault: true, filter: text }],
  ["givenName", { type: "string", byDefault: true, filter: text }],
  ["jobTitle", { type: "string", byDefault: true, filter: text }],
  ["mail", { type: "string", byDefault: true, filter: suffix }],
  ["mobilePhone", { type: "string", byDefault: true, filter: text }],
  ["officeLocation", { type: "string", byDefault: true, filter: text }],
  ["preferredLanguage", { type: "string", byDefault: true, filter: text }],
  ["surname", { type: "string", byDefault: true, filter: text }],
  ["userPrincipalName", { type: "string", byDefault: true, filter: suffix }],
  ["id", { type: "computed", byDefault: true, filter: { plain: ["eq", "in"], advanced: ["ne", "not"] } }],
  ["accountEnabled", { type: "boolean", filter: flag }],
  ["assignedLicenses", { type: "computed", filter: { plain: ["any"], advanced: ["not", "count"] } }],
  ["assignedPlans", { type: "computed" }],
  ["provisionedPlans", { type: "computed" }],
  ["licenseAssignmentStates", { type: "computed" }],
  ["createdDateTime", { type: "computed", filter: { plain: ["ge", "le"], advanced: ["ne", "not"] } }],
  ["deletedDateTime", { type: "computed" }],
  ["usageLocation", { type: "string", filter: text }],
  ["onPremisesSyncEnabled", { type: "computed", filter: flag }],
  ["proxyAddresses", { type: "computed" }],
  ["city", { ...string, filter: text }],
  ["companyName", { ...string, filter: text }],
  ["country", { ...string, filter: text }],
  ["department", { ...string, filter: text }],
  ["employeeId", { ...string, filter: text }],
  ["employeeType", { ...string, filter: text }],
  ["faxNumber", string],
  ["mailNickname", { ...string, filter: text }],
  ["onPremisesImmutableId", { ...string, filter: text }],
  ["onPremisesSamAccountName", { type: "computed" }],
  ["otherMails", { type: "strings" }],
  ["postalCode", { ...string, filter: text }],
  ["state", { ...string, filter: text }],
  ["streetAddress", string],
  ["userType", { ...string, filter: flag }],
  ["employeeHireDate", { type: "date" }],
  ["passwordPolicies", string],
  ["passwordProfile", { type: "object" }],
  ["ageGroup", string],
  ["consentProvidedForMinor", string],
  ["showInAddressList", { type: "boolean" }],
]);

export const groupProperties: ReadonlyMap<string, Property> = new Map<string, Property>([
  ["id", { type: "computed", byDefault: true, filter: { plain: ["eq", "in"], advanced: ["ne", "not"] } }],
  ["deletedDateTime", { type: "computed", byDefault: true }],
  ["classification", { type: "string", byDefault: true }],
  ["createdDateTime", { type: "computed", byDefault: true }],
  ["description", { type: "string", byDefault: true, filter: text }],
  ["displayName", { type: "string", byDefault: true, filter: text }],
  ["groupTypes", { type: "strings", byDefault: true }],
  ["isAssignableToRole", { type: "boolean", byDefault: true }],
  ["mail", { type: "string", byDefault: true, filter: suffix }],
  ["mailEnabled", { type: "boolean", byDefault: true, filter: flag }],
  ["mailNickname", { type: "string", byDefault: true, filter: text }],
  ["membershipRule", { type: "string", byDefault: true, filter: text }],
  ["membershipRuleProcessingState", { type: "string", byDefault: true }],
  ["onPremisesSyncEnabled", { type: "computed", byDefault: true, filter: flag }],
  ["proxyAddresses", { type: "strings", byDefault: true }],
  ["renewedDateTime", { type: "computed", byDefault: true }],
  ["securityEnabled", { type: "boolean", byDefault: true, filter: flag }],
  ["securityIdentifier", { type: "computed", byDefault: true }],
  ["visibility", { type: "string", byDefault: true }],
  ["assignedLicenses", { type: "computed", filter: { plain: ["any"], advanced: ["not", "count"] } }],
  ["licenseProcessingState", { type: "computed" }],
  ["hasMembersWithLicenseErrors", { type: "computed", filter: { plain: ["eq"], advanced: [] } }],
]);
