import { deriveId, servicePrincipalId } from "../tenant/derive-id";
import type { Group, GroupLicense, LicenseState, Organization, ServicePrincipal, User } from "../tenant/model";
import type { TenantState } from "../tenant/tenant-state";
import type { ApplicationDocument, GroupDocument, TenantDocument, UserDocument } from "./tenant-document";

export function readOrganization(document: TenantDocument, now: number): Organization {
  const [domain = ""] = document.verifiedDomains;
  const company = domain.split(".")[0] ?? domain;
  return {
    id: (document.id ?? deriveId("tenant", domain.toLowerCase())).toLowerCase(),
    displayName: document.displayName ?? company,
    companyName: document.companyName ?? company,
    countryLetterCode: document.countryLetterCode ?? "US",
    verifiedDomains: document.verifiedDomains,
    createdAt: document.created === undefined ? now : Date.parse(document.created),
  };
}

/** The applications of a document as the directory has them, by id. */
export function readServicePrincipals(
  tenantId: string,
  applications: readonly ApplicationDocument[],
): ReadonlyMap<string, ServicePrincipal> {
  return new Map(
    applications.map(({ appId, displayName = appId }) => {
      const id = servicePrincipalId(tenantId, appId);
      return [id, { id, appId: appId.toLowerCase(), displayName }];
    }),
  );
}

export function readUser(
  state: TenantState,
  document: UserDocument,
  direct: readonly LicenseState[],
  now: number,
): User {
  const name = document.userPrincipalName;
  const exact = document.states?.map((held): LicenseState => ({ ...held, lastUpdated: Date.parse(held.lastUpdated) }));
  const nickname = name.split("@")[0] ?? name;
  return {
    id: (document.id ?? deriveId("user", state.organization.id, name.toLowerCase())).toLowerCase(),
    userPrincipalName: name,
    usageLocation: document.usageLocation ?? null,
    accountEnabled: document.accountEnabled ?? true,
    onPremisesSyncEnabled: document.onPremisesSyncEnabled ?? null,
    proxyAddresses: document.proxyAddresses ?? [],
    createdAt: document.created === undefined ? now : Date.parse(document.created),
    deletedAt: null,
    properties: {
      userType: "Member",
      mailNickname: nickname,
      ...document.properties,
      displayName: document.displayName ?? document.properties?.["displayName"] ?? nickname,
    },
    restricted: document.restricted ?? false,
    statesHidden: document.statesHidden ?? false,
    states: exact ?? direct,
  };
}

export function readGroup(
  state: TenantState,
  document: GroupDocument,
  licenses: readonly GroupLicense[],
  now: number,
): Group {
  return {
    id: (document.id ?? deriveId("group", state.organization.id, document.displayName)).toLowerCase(),
    displayName: document.displayName,
    mailNickname: document.mailNickname ?? document.displayName.replace(/[^A-Za-z0-9._-]/g, "").toLowerCase(),
    securityEnabled: document.securityEnabled ?? true,
    mailEnabled: document.mailEnabled ?? false,
    groupTypes: document.groupTypes ?? [],
    onPremisesSyncEnabled: document.onPremisesSyncEnabled ?? null,
    createdAt: document.created === undefined ? now : Date.parse(document.created),
    deletedAt: null,
    properties: document.properties ?? {},
    ownerIds: [],
    licenses,
    processing: document.processing ?? (licenses.length > 0 ? "ProcessingComplete" : null),
  };
}
