/** Without anything, or only with `ConsistencyLevel: eventual` and `$count=true`. */
export type Support = "plain" | "advanced";

/** Which operators of $filter a path of properties has, and what they need. */
export interface Filterable {
  readonly eq: Support | undefined;
  readonly startsWith: Support | undefined;
  readonly range: Support | undefined;
  readonly eqNull: Support | undefined;
}

export type Filters = ReadonlyMap<string, Filterable>;

const supports: Readonly<Record<string, Support | undefined>> = { p: "plain", a: "advanced" };

/**
 * A path and four letters a line: eq, startsWith, ge and le, eq null. `p` = plain, `a` = advanced, `-` = not.
 * `any/field` is a lambda over a collection, `$count` the number of its items.
 */
function readTable(text: string): Filters {
  const rows = text
    .trim()
    .split("\n")
    .map((line): [string, Filterable] => {
      const [path = "", letters = ""] = line.trim().split(/\s+/);
      const [eq, startsWith, range, eqNull] = Array.from(letters, (letter) => supports[letter]);
      return [path, { eq, startsWith, range, eqNull }];
    });
  return new Map(rows);
}

const extensionAttributes = Array.from(
  { length: 15 },
  (_, at) => `onPremisesExtensionAttributes/extensionAttribute${at + 1} a--a`,
).join("\n");

/**
 * Microsoft: "Advanced query capabilities on directory objects", table of user properties. Where that table has no
 * word on ge and le and the property's own description names them, they work as eq does. signInActivity: "List users".
 */
export const userFilters: Filters = readTable(`
  id p---
  accountEnabled p---
  ageGroup p---
  assignedLicenses/any/skuId p---
  assignedLicenses/$count a---
  assignedPlans/any/capabilityStatus a---
  assignedPlans/any/service aa--
  assignedPlans/any/servicePlanId a---
  authorizationInfo/certificateUserIds/any a---
  businessPhones/any aa--
  city pppa
  companyName aaaa
  consentProvidedForMinor p---
  country pppa
  createdDateTime p-pa
  creationType p---
  department pppa
  displayName pppa
  employeeHireDate a-a-
  employeeId pppa
  employeeLeaveDateTime a-a-
  employeeOrgData/costCenter a---
  employeeOrgData/division a---
  employeeType aaa-
  externalUserState p---
  externalUserStateChangeDateTime a---
  faxNumber aaaa
  givenName pppa
  identities/any/issuer p---
  imAddresses/any pp--
  infoCatalogs/any pp--
  isLicenseReconciliationNeeded p---
  isResourceAccount p---
  jobTitle pppa
  mail pppa
  mailNickname pppa
  manager/id p---
  mobilePhone aaaa
  officeLocation aaaa
  ${extensionAttributes}
  onPremisesImmutableId ppp-
  onPremisesLastSyncDateTime p-p-
  onPremisesProvisioningErrors/any/category p---
  onPremisesProvisioningErrors/any/propertyCausingError p---
  onPremisesProvisioningErrors/$count a---
  onPremisesSamAccountName aaa-
  onPremisesSecurityIdentifier p--a
  onPremisesSyncEnabled p--a
  onPremisesUserPrincipalName aaa-
  otherMails/any pp--
  otherMails/$count a---
  passwordPolicies ---a
  passwordProfile/forceChangePasswordNextSignIn a--a
  passwordProfile/forceChangePasswordNextSignInWithMfa a--a
  postalCode aaaa
  preferredLanguage aaaa
  provisionedPlans/any/provisioningStatus a---
  provisionedPlans/any/service aa--
  proxyAddresses/any pp--
  proxyAddresses/$count a---
  showInAddressList a---
  signInActivity/lastSignInDateTime p-p-
  signInActivity/lastNonInteractiveSignInDateTime p-p-
  signInActivity/lastSuccessfulSignInDateTime p-p-
  state pppa
  streetAddress aaaa
  surname pppa
  usageLocation pppa
  userPrincipalName ppp-
  userType p--a
`);

/** Microsoft: the same, table of group properties. */
export const groupFilters: Filters = readTable(`
  id p---
  assignedLicenses/any/skuId p---
  assignedLicenses/$count a---
  classification ppp-
  createdByAppId p---
  description aaaa
  displayName pppa
  expirationDateTime a-a-
  groupTypes/any p---
  hasMembersWithLicenseErrors p--p
  infoCatalogs/any pp--
  isAssignableToRole p---
  mail pppa
  mailEnabled p---
  mailNickname pppa
  membershipRule ppp-
  membershipRuleProcessingState p---
  onPremisesLastSyncDateTime p-p-
  onPremisesProvisioningErrors/any/category p---
  onPremisesProvisioningErrors/any/propertyCausingError p---
  onPremisesProvisioningErrors/$count a---
  onPremisesSamAccountName aaa-
  onPremisesSecurityIdentifier p--a
  onPremisesSyncEnabled p--a
  owners/$count a---
  preferredLanguage aaaa
  proxyAddresses/any pp--
  proxyAddresses/$count a---
  renewedDateTime p-p-
  resourceBehaviorOptions/any p---
  resourceProvisioningOptions/any p---
  securityEnabled p---
  uniqueName ppp-
`);

/** Where "endsWith" works: advanced. (Microsoft: the properties' own descriptions) */
export const endsWithPaths: ReadonlySet<string> = new Set([
  "mail",
  "otherMails/any",
  "proxyAddresses/any",
  "userPrincipalName",
]);
