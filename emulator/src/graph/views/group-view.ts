import type { AssignedLicense, Group as GraphGroup } from "@microsoft/microsoft-graph-types";
import type { Group as BetaGroup } from "@microsoft/microsoft-graph-types-beta";
import type { Settings } from "../../settings/settings";
import { formatTime } from "../../tenant/format-time";
import { groupProperties } from "../../tenant/schema/group-properties";
import type { Group } from "../../tenant/model";
import type { TenantState } from "../../tenant/tenant-state";
import { defaultsOf, securityIdentifier, viewStored } from "./stored-value";
import type { Published } from "./published";

const defaults = defaultsOf(groupProperties);

export function viewGroup(
  group: Group,
  select: readonly string[] | undefined,
  state: TenantState,
  settings: Settings,
): Record<string, unknown> {
  const view: Record<string, unknown> = {};
  for (const name of select ?? defaults) {
    // Microsoft: "This property is never returned on a GET operation."
    if (name !== "hasMembersWithLicenseErrors") view[name] = readGroupProperty(group, name, state, settings);
  }
  return view;
}

/** Of these only the type of /beta knows the organization of a group. */
type Shown = keyof GraphGroup | Extract<keyof BetaGroup, "organizationId">;

export function readGroupProperty(group: Group, name: string, state: TenantState, settings: Settings): unknown {
  switch (name) {
    case "id" satisfies Shown:
      return group.id;
    case "displayName" satisfies Shown:
      return group.displayName;
    case "mailNickname" satisfies Shown:
      return group.mailNickname;
    case "securityEnabled" satisfies Shown:
      return group.securityEnabled;
    case "mailEnabled" satisfies Shown:
      return group.mailEnabled;
    case "groupTypes" satisfies Shown:
      return group.groupTypes;
    case "onPremisesSyncEnabled" satisfies Shown:
      return group.onPremisesSyncEnabled;
    case "createdDateTime" satisfies Shown:
    case "renewedDateTime" satisfies Shown:
      return formatTime(group.createdAt);
    case "deletedDateTime" satisfies Shown:
      return group.deletedAt === null ? null : formatTime(group.deletedAt);
    case "securityIdentifier" satisfies Shown:
      return securityIdentifier(group.id);
    case "assignedLicenses" satisfies Shown:
      return group.licenses.map(
        (license) =>
          ({ disabledPlans: license.disabledPlans, skuId: license.skuId }) satisfies Published<AssignedLicense>,
      );
    case "licenseProcessingState" satisfies Shown:
      return viewProcessing(group, state, settings);
    case "hasMembersWithLicenseErrors" satisfies Shown:
      return membersWithErrors(group.id, state).length > 0;
    case "organizationId" satisfies Shown:
      return state.organization.id;
    // For filters: the relation itself is no property.
    case "owners" satisfies Shown:
      return group.ownerIds;
    default:
      return viewStored(groupProperties, name, group.properties[name]);
  }
}

/** People on whom this group's licences failed, wholly or in part. */
export function membersWithErrors(groupId: string, state: TenantState): readonly string[] {
  const found: string[] = [];
  for (const userId of state.inheritors.get(groupId) ?? []) {
    if (
      state.users.get(userId)?.states.some((held) => held.assignedByGroup === groupId && held.error !== "None") === true
    )
      found.push(userId);
  }
  return found;
}

function viewProcessing(group: Group, state: TenantState, settings: Settings): unknown {
  if (group.processing === null)
    return settings.unlicensedProcessingState === "null" ? null : { state: "ProcessingComplete" };
  const failed =
    group.processing === "ProcessingComplete" &&
    settings.processingStateWithErrors === "ProcessingFailed" &&
    membersWithErrors(group.id, state).length > 0;
  return { state: failed ? "ProcessingFailed" : group.processing };
}
