import type { Group, GroupLicense, Purchase, User } from "../tenant/model";
import type { PendingGroup } from "../tenant/groups/group-queue";
import type { TenantState } from "../tenant/tenant-state";
import type { PlanRule } from "../tenant/model";
import { savePending } from "./pending-work";
import type { ApplicationDocument, GroupDocument, SkuDocument, TenantDocument, UserDocument } from "./tenant-document";

/**
 * A tenant as a document from which the same tenant can be built: ids, dates and every state exactly. Deleted people
 * are among the users, with the date of their deletion. Group processing goes on after loading where its queue's
 * `pending` is given.
 */
export function saveTenant(
  state: TenantState,
  extraRules: readonly PlanRule[] = [],
  settings: Readonly<Record<string, unknown>> = {},
  apps: readonly ApplicationDocument[] = [],
  pending: readonly PendingGroup[] = [],
): TenantDocument {
  const { organization } = state;
  const users = state.userOrder.flatMap((id) => {
    const user = state.users.get(id);
    const deleted = state.deletedUsers.get(id);
    if (user !== undefined) return [saveUser(user, [])];
    return deleted === undefined ? [] : [saveUser(deleted.user, deleted.groupIds)];
  });
  const groups = state.groupOrder.flatMap((id) => {
    const group = state.groups.get(id);
    const deleted = state.deletedGroups.get(id);
    if (group !== undefined) return [saveGroup(group, [...(state.members.get(id) ?? [])])];
    return deleted === undefined ? [] : [saveGroup(deleted.group, deleted.memberIds)];
  });
  return {
    id: organization.id,
    displayName: organization.displayName,
    companyName: organization.companyName,
    verifiedDomains: [...organization.verifiedDomains],
    countryLetterCode: organization.countryLetterCode,
    created: new Date(organization.createdAt).toISOString(),
    skus: [...state.subscriptions.values()].map((subscription) => ({
      sku: subscription.skuPartNumber,
      id: subscription.skuId,
      appliesTo: subscription.appliesTo,
      ...subscription.units,
      servicePlans: subscription.servicePlans.map((plan) => ({
        name: plan.servicePlanName,
        id: plan.servicePlanId,
        appliesTo: plan.appliesTo,
      })),
      selfService: subscription.selfService,
      ...(subscription.gone ? { gone: true } : {}),
      prohibitedLocations: [...subscription.prohibitedLocations],
      ...(subscription.purchases.length === 0 ? {} : { subscriptions: subscription.purchases.map(savePurchase) }),
      ...(subscription.capabilityStatus === null ? {} : { capabilityStatus: subscription.capabilityStatus }),
    })),
    users,
    groups,
    ...(pending.length === 0 ? {} : { pending: pending.map(savePending) }),
    rules: extraRules.map((rule) =>
      rule.kind === "dependency"
        ? { plan: rule.plan, needsAnyOf: [...rule.anyOf] }
        : { excludes: [rule.plans[0], rule.plans[1]] as [string, string] },
    ),
    apps: [...apps],
    settings: { ...settings },
  };
}

function savePurchase(purchase: Purchase): NonNullable<SkuDocument["subscriptions"]>[number] {
  const { totalLicenses, status, isTrial, createdAt, nextLifecycleAt } = purchase;
  return {
    licenses: totalLicenses,
    status,
    created: new Date(createdAt).toISOString(),
    ...(nextLifecycleAt === null ? {} : { nextLifecycle: new Date(nextLifecycleAt).toISOString() }),
    ...(isTrial ? { trial: true } : {}),
  };
}

function saveUser(user: User, formerGroups: readonly string[]): UserDocument {
  return {
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    usageLocation: user.usageLocation,
    accountEnabled: user.accountEnabled,
    onPremisesSyncEnabled: user.onPremisesSyncEnabled,
    proxyAddresses: [...user.proxyAddresses],
    restricted: user.restricted,
    statesHidden: user.statesHidden,
    created: new Date(user.createdAt).toISOString(),
    ...(user.deletedAt === null
      ? {}
      : { deleted: new Date(user.deletedAt).toISOString(), formerGroups: [...formerGroups].sort() }),
    properties: { ...user.properties },
    states: user.states.map((held) => ({
      ...held,
      disabledPlans: [...held.disabledPlans],
      lastUpdated: new Date(held.lastUpdated).toISOString(),
    })),
  };
}

function saveGroup(group: Group, members: readonly string[]): GroupDocument {
  return {
    id: group.id,
    displayName: group.displayName,
    mailNickname: group.mailNickname,
    securityEnabled: group.securityEnabled,
    mailEnabled: group.mailEnabled,
    groupTypes: [...group.groupTypes],
    onPremisesSyncEnabled: group.onPremisesSyncEnabled,
    created: new Date(group.createdAt).toISOString(),
    ...(group.deletedAt === null ? {} : { deleted: new Date(group.deletedAt).toISOString() }),
    properties: { ...group.properties },
    members: [...members].sort(),
    ...(group.ownerIds.length === 0 ? {} : { owners: [...group.ownerIds] }),
    licenses: group.licenses.map((license: GroupLicense) => ({
      sku: license.skuId,
      disabledPlans: [...license.disabledPlans],
    })),
    processing: group.processing,
  };
}
