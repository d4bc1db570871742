import { addMember, deleteGroup, removeMember } from "../tenant/groups/change-groups";
import { assignToGroup, assignToUser, endSubscription, setSeats } from "../tenant/change-licenses";
import { deleteUser, patchUser } from "../tenant/change-users";
import { findSubscription } from "../file/resolve-names";
import type { Group, GroupLicense, SeatUnits, User } from "../tenant/model";
import { refused, type Outcome } from "../tenant/refusals";
import type { Tenant, Cause } from "../tenant/tenant-type";

/** What an administrator does in the portal, behind the back of every application. */
export type AdministratorAction =
  | {
      readonly kind: "assignLicenses";
      readonly to: string;
      readonly add?: readonly LicenseName[];
      readonly remove?: readonly string[];
    }
  | { readonly kind: "patchUser"; readonly user: string; readonly set: Readonly<Record<string, unknown>> }
  | { readonly kind: "deleteUser"; readonly user: string }
  | { readonly kind: "deleteGroup"; readonly group: string }
  | { readonly kind: "addMember" | "removeMember"; readonly group: string; readonly member: string }
  | { readonly kind: "setSeats"; readonly sku: string; readonly units: Partial<SeatUnits> }
  | { readonly kind: "endSubscription"; readonly sku: string };

/** A SKU by part number or GUID, with plans to switch off by name or GUID. */
export type LicenseName = string | { readonly sku: string; readonly disabledPlans?: readonly string[] };

const cause: Cause = { actor: { kind: "administrator", id: "portal" }, requestId: null };

/**
 * Does what an administrator asks for, under the same rules as everybody. Names are UPNs, display names, nicknames or
 * ids.
 */
export function administrate(tenant: Tenant, action: AdministratorAction): Outcome<unknown> {
  tenant.settle();
  switch (action.kind) {
    case "assignLicenses":
      return assignLicenses(tenant, action);
    case "patchUser":
      return withUser(tenant, action.user, (user) => patchUser(tenant, user, action.set, cause));
    case "deleteUser":
      return withUser(tenant, action.user, (user) => deleteUser(tenant, user, cause));
    case "deleteGroup":
      return withGroup(tenant, action.group, (group) => deleteGroup(tenant, group, cause));
    case "addMember":
    case "removeMember":
      return withGroup(tenant, action.group, (group) => {
        const memberId = findUser(tenant, action.member)?.id ?? findGroup(tenant, action.member)?.id ?? action.member;
        return action.kind === "addMember"
          ? addMember(tenant, group, memberId, cause)
          : removeMember(tenant, group, memberId, cause);
      });
    case "setSeats":
      return setSeats(tenant, skuIdOf(tenant, action.sku), action.units, cause);
    case "endSubscription":
      return endSubscription(tenant, skuIdOf(tenant, action.sku), cause);
  }
}

function skuIdOf({ state }: Tenant, name: string): string {
  return findSubscription(state.subscriptions, name)?.skuId ?? name;
}

function assignLicenses(
  tenant: Tenant,
  action: Extract<AdministratorAction, { kind: "assignLicenses" }>,
): Outcome<unknown> {
  const { subscriptions } = tenant.state;
  const skuId = (name: string): string => skuIdOf(tenant, name);
  const add = (action.add ?? []).map((license): GroupLicense => {
    const { sku, disabledPlans = [] } = typeof license === "string" ? { sku: license } : license;
    const plans = findSubscription(subscriptions, sku)?.servicePlans ?? [];
    return {
      skuId: skuId(sku),
      disabledPlans: disabledPlans.map(
        (name) => plans.find((plan) => plan.servicePlanName === name)?.servicePlanId ?? name,
      ),
    };
  });
  const request = { add, remove: (action.remove ?? []).map(skuId) };
  const user = findUser(tenant, action.to);
  if (user !== undefined) return assignToUser(tenant, user, request, cause);
  return withGroup(tenant, action.to, (group) => assignToGroup(tenant, group, request, cause));
}

function withUser(tenant: Tenant, name: string, act: (user: User) => Outcome<unknown>): Outcome<unknown> {
  const user = findUser(tenant, name);
  return user === undefined ? refused({ kind: "notFound", name }) : act(user);
}

function withGroup(tenant: Tenant, name: string, act: (group: Group) => Outcome<unknown>): Outcome<unknown> {
  const group = findGroup(tenant, name);
  return group === undefined ? refused({ kind: "notFound", name }) : act(group);
}

function findUser(tenant: Tenant, name: string): User | undefined {
  const key = name.toLowerCase();
  return tenant.state.users.get(tenant.state.userIdsByName.get(key) ?? key);
}

function findGroup(tenant: Tenant, name: string): Group | undefined {
  const byId = tenant.state.groups.get(name.toLowerCase());
  if (byId !== undefined) return byId;
  for (const group of tenant.state.groups.values())
    if (group.displayName === name || group.mailNickname === name) return group;
  return undefined;
}
