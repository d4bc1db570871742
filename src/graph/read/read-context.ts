import type { Group, Organization, User } from "@microsoft/microsoft-graph-types";
import type { ObjectId, SkuId } from "../../terms/observed";
import { propertiesOf, query, userPath } from "../batches/odata";
import type { Reader } from "./reader";
import type { Snapshot } from "./snapshot";

/**
 * Only `licenseAssignmentStates` tells direct from inherited; Graph returns it, like most of these, only when it is
 * selected. `assignedLicenses` is read to see whether the states leave something out.
 */
export const userProperties = propertiesOf<User>(
  "id",
  "userPrincipalName",
  "displayName",
  "accountEnabled",
  "usageLocation",
  "country",
  "onPremisesSyncEnabled",
  "licenseAssignmentStates",
  "assignedLicenses",
);
export const groupProperties = propertiesOf<Group>(
  "id",
  "displayName",
  "mailNickname",
  "securityEnabled",
  "assignedLicenses",
  "licenseProcessingState",
  "groupTypes",
  "membershipRule",
);
export const organizationProperties = propertiesOf<Organization>(
  "id",
  "displayName",
  "verifiedDomains",
  "countryLetterCode",
);

/** With the properties that hold what people are selected by. */
export function userPropertiesWith(attributes: readonly string[]): string {
  const known = new Set(userProperties.split(","));
  for (const attribute of attributes) known.add(attribute.split("/")[0] ?? attribute);
  return [...known].join(",");
}

export function userSelectWith(attributes: readonly string[]): string {
  return query({ $select: userPropertiesWith(attributes) });
}

export function userUrl(nameOrId: string, select = userSelectWith([])): string {
  return `${userPath(nameOrId)}?${select}`;
}

export function groupUrl(id: ObjectId): string {
  return `/groups/${encodeURIComponent(id)}?${query({ $select: groupProperties })}`;
}

export interface ReadContext {
  readonly reader: Reader;
  readonly snapshot: Snapshot;
  /** People that lists and filters may still show as they were: only a GET of each is current. */
  readonly single: ReadonlySet<ObjectId>;
  /** What people are thought to hold directly: where a list shows them without, they are read by id. */
  readonly holdings: ReadonlyMap<ObjectId, readonly SkuId[]>;
  readonly log: (line: string) => void;
  /** Throws where the tenant is not the one that was expected. */
  readonly verify: (tenantId: ObjectId) => void;
}
