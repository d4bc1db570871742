import type { ObjectId, SkuId } from "../../terms/observed";
import { query, userPath } from "../batches/odata";
import type { Reader } from "./reader";
import type { Snapshot } from "./snapshot";

/**
 * Only `licenseAssignmentStates` tells direct from inherited; Graph returns it, like most of these, only when it is
 * selected. `assignedLicenses` is read to see whether the states leave something out.
 */
export const userProperties =
  "id,userPrincipalName,displayName,accountEnabled,usageLocation,country,onPremisesSyncEnabled," +
  "licenseAssignmentStates,assignedLicenses";
export const groupProperties =
  "id,displayName,mailNickname,securityEnabled,assignedLicenses,licenseProcessingState,groupTypes,membershipRule";
export const userSelect = query({ $select: userProperties });

export function userUrl(nameOrId: string): string {
  return `${userPath(nameOrId)}?${userSelect}`;
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
