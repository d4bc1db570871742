import type { Domain, Organization as GraphOrganization, VerifiedDomain } from "@microsoft/microsoft-graph-types";
import { formatTime } from "../../tenant/format-time";
import type { Organization } from "../../tenant/model";
import { organizationProperties } from "../../tenant/schema/tenant-properties";
import { viewStored } from "./stored-value";
import type { Published } from "./published";

/** Every property of the organization. Those that the tenant file has no word for are null, or empty lists. */
export function viewOrganization(organization: Organization): Record<string, unknown> {
  const empty = [...organizationProperties.keys()].map((name): [string, unknown] => [
    name,
    viewStored(organizationProperties, name, undefined),
  ]);
  return {
    ...Object.fromEntries(empty),
    id: organization.id,
    countryLetterCode: organization.countryLetterCode,
    createdDateTime: formatTime(organization.createdAt),
    displayName: organization.displayName,
    mobileDeviceManagementAuthority: "unknown",
    tenantType: "AAD",
    verifiedDomains: organization.verifiedDomains.map(
      (name, at) =>
        ({
          capabilities: "Email, OfficeCommunicationsOnline",
          isDefault: isDefault(organization, at),
          isInitial: at === 0,
          name,
          type: "Managed",
        }) satisfies Published<VerifiedDomain>,
    ),
  } satisfies Published<GraphOrganization>;
}

/** A verified domain as Microsoft: "domain resource type" has it. */
export function viewDomain(organization: Organization, at: number): Record<string, unknown> {
  const id = organization.verifiedDomains[at] ?? "";
  return {
    authenticationType: "Managed",
    availabilityStatus: null,
    id,
    isAdminManaged: true,
    isDefault: isDefault(organization, at),
    isInitial: at === 0,
    isRoot: !organization.verifiedDomains.some((other) => id.endsWith(`.${other}`)),
    isVerified: true,
    manufacturer: null,
    model: null,
    passwordNotificationWindowInDays: null,
    passwordValidityPeriodInDays: null,
    state: null,
    supportedServices: ["Email", "OfficeCommunicationsOnline"],
  } satisfies Published<Domain>;
}

function isDefault({ verifiedDomains }: Organization, at: number): boolean {
  return at === verifiedDomains.length - 1;
}
