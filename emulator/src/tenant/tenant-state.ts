import type { Group, Organization, ServicePrincipal, Subscription, User } from "./model";

export interface DeletedUser {
  readonly user: User;
  readonly groupIds: readonly string[];
}

export interface DeletedGroup {
  readonly group: Group;
  readonly memberIds: readonly string[];
}

/** Everything a tenant is, with the indexes that make it quick. Only `applyChange` writes to it. */
export interface TenantState {
  readonly organization: Organization;
  readonly servicePrincipals: ReadonlyMap<string, ServicePrincipal>;
  readonly users: Map<string, User>;
  /** Every user id ever seen, in order of creation: pages follow it, so that a page token stays good. */
  readonly userOrder: string[];
  readonly userPositions: Map<string, number>;
  readonly userIdsByName: Map<string, string>;
  readonly deletedUsers: Map<string, DeletedUser>;
  readonly groups: Map<string, Group>;
  readonly groupOrder: string[];
  readonly deletedGroups: Map<string, DeletedGroup>;
  readonly members: Map<string, Set<string>>;
  readonly memberOf: Map<string, Set<string>>;
  /** Users with a state that a group assigned, also after they left it. */
  readonly inheritors: Map<string, Set<string>>;
  readonly subscriptions: Map<string, Subscription>;
  /** People who hold a SKU, whatever the number of sources. */
  readonly consumed: Map<string, number>;
  readonly proxyOwners: Map<string, Set<string>>;
}

export function emptyState(
  organization: Organization,
  servicePrincipals: ReadonlyMap<string, ServicePrincipal> = new Map(),
): TenantState {
  return {
    organization,
    servicePrincipals,
    users: new Map(),
    userOrder: [],
    userPositions: new Map(),
    userIdsByName: new Map(),
    deletedUsers: new Map(),
    groups: new Map(),
    groupOrder: [],
    deletedGroups: new Map(),
    members: new Map(),
    memberOf: new Map(),
    inheritors: new Map(),
    subscriptions: new Map(),
    consumed: new Map(),
    proxyOwners: new Map(),
  };
}

/** Assignable seats that nobody has; negative where units were taken away under people who hold the SKU. */
export function availableSeats(
  state: TenantState,
  subscription: Subscription,
  warningUnitsAssignable: boolean,
): number {
  const pool = subscription.units.enabled + (warningUnitsAssignable ? subscription.units.warning : 0);
  return pool - (state.consumed.get(subscription.skuId) ?? 0);
}
