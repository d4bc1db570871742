import { boolean, date, inBeta, number, object, objects, readOnly, string, strings, type Properties } from "./property";

/**
 * Microsoft: "Properties" of the organization resource. Nothing of it can be changed here: "Update organization" is
 * answered 501.
 */
export const organizationProperties: Properties = new Map([
  ["id", readOnly(string)],
  ["deletedDateTime", readOnly(date)],
  ["assignedPlans", readOnly(objects)],
  ["businessPhones", strings],
  ["city", string],
  ["country", string],
  ["countryLetterCode", string],
  ["createdDateTime", readOnly(date)],
  ["defaultUsageLocation", string],
  ["displayName", string],
  ["marketingNotificationEmails", strings],
  ["mobileDeviceManagementAuthority", string],
  ["onPremisesLastSyncDateTime", readOnly(date)],
  ["onPremisesSyncEnabled", boolean],
  ["partnerTenantType", string],
  ["postalCode", string],
  ["preferredLanguage", string],
  ["privacyProfile", object],
  ["provisionedPlans", readOnly(objects)],
  ["securityComplianceNotificationMails", strings],
  ["securityComplianceNotificationPhones", strings],
  ["state", string],
  ["street", string],
  ["technicalNotificationMails", strings],
  ["tenantType", string],
  ["verifiedDomains", objects],
  ["certificateConnectorSetting", inBeta(object)],
  ["directorySizeQuota", inBeta(object)],
  ["isMultipleDataLocationsForServicesEnabled", inBeta(boolean)],
  ["onPremisesLastPasswordSyncDateTime", inBeta(readOnly(date))],
]);

/** Microsoft: "Properties" of the subscribedSku resource; nothing of it can be written. */
export const subscribedSkuProperties: Properties = new Map([
  ["accountName", string],
  ["accountId", string],
  ["appliesTo", string],
  ["capabilityStatus", string],
  ["consumedUnits", number],
  ["id", string],
  ["skuId", string],
  ["skuPartNumber", string],
  ["subscriptionIds", strings],
  ["prepaidUnits", object],
  ["servicePlans", objects],
]);

/** Microsoft: "Properties" of the companySubscription resource; nothing of it can be written here. */
export const companySubscriptionProperties: Properties = new Map([
  ["commerceSubscriptionId", string],
  ["createdDateTime", readOnly(date)],
  ["id", string],
  ["isTrial", boolean],
  ["nextLifecycleDateTime", readOnly(date)],
  ["ownerId", string],
  ["ownerTenantId", string],
  ["ownerType", string],
  ["serviceStatus", objects],
  ["skuId", string],
  ["skuPartNumber", string],
  ["status", string],
  ["totalLicenses", number],
]);

/** Microsoft: "Properties" of the domain resource; nothing of it can be written here. */
export const domainProperties: Properties = new Map([
  ["id", string],
  ["authenticationType", string],
  ["availabilityStatus", string],
  ["isAdminManaged", boolean],
  ["isDefault", boolean],
  ["isInitial", boolean],
  ["isRoot", boolean],
  ["isVerified", boolean],
  ["manufacturer", string],
  ["model", string],
  ["passwordNotificationWindowInDays", number],
  ["passwordValidityPeriodInDays", number],
  ["state", object],
  ["supportedServices", strings],
]);
