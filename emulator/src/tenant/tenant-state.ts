import type { PrimitiveChange } from "./changes";
import { effectiveSkuIds } from "./effective";
import type { Group, LicenseState, Organization, ServicePrincipal, Subscription, User } from "./model";

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

/** Applies one change. The change was judged before: this never refuses, and ignores what no longer exists. */
export function applyChange(state: TenantState, change: PrimitiveChange, time: number): void {
  switch (change.kind) {
    case "userCreated":
      if (!state.userPositions.has(change.user.id)) {
        state.userPositions.set(change.user.id, state.userOrder.length);
        state.userOrder.push(change.user.id);
      }
      replaceUser(state, undefined, change.user);
      return;
    case "userPatched":
      editUser(state, change.userId, (user) => ({ ...user, ...change.set }));
      return;
    case "stateSet":
      editUser(state, change.userId, (user) => ({ ...user, states: withState(user.states, change.state) }));
      return;
    case "stateRemoved":
      editUser(state, change.userId, (user) => ({
        ...user,
        states: user.states.filter(
          (held) => held.skuId !== change.skuId || held.assignedByGroup !== change.assignedByGroup,
        ),
      }));
      return;
    case "userDeleted": {
      const user = state.users.get(change.userId);
      if (user === undefined) return;
      replaceUser(state, user, undefined);
      for (const groupId of change.groupIds) unlink(state, groupId, user.id);
      state.deletedUsers.set(user.id, { user: { ...user, deletedAt: time }, groupIds: change.groupIds });
      return;
    }
    case "userRestored": {
      const deleted = state.deletedUsers.get(change.userId);
      if (deleted === undefined) return;
      state.deletedUsers.delete(change.userId);
      replaceUser(state, undefined, { ...deleted.user, deletedAt: null, states: change.states });
      for (const groupId of change.groupIds) link(state, groupId, change.userId);
      return;
    }
    case "userPurged":
      state.deletedUsers.delete(change.userId);
      return;
    case "groupCreated":
      state.groups.set(change.group.id, change.group);
      state.groupOrder.push(change.group.id);
      return;
    case "groupPatched":
      editGroup(state, change.groupId, (group) => ({ ...group, ...change.set }));
      return;
    case "groupLicensesSet":
      editGroup(state, change.groupId, (group) => ({ ...group, licenses: change.licenses }));
      return;
    case "groupProcessing":
      editGroup(state, change.groupId, (group) => ({ ...group, processing: change.state }));
      return;
    case "groupDeleted": {
      const group = state.groups.get(change.groupId);
      if (group === undefined) return;
      state.groups.delete(change.groupId);
      for (const memberId of change.memberIds) unlink(state, change.groupId, memberId);
      if (change.kept)
        state.deletedGroups.set(group.id, { group: { ...group, deletedAt: time }, memberIds: change.memberIds });
      return;
    }
    case "groupRestored": {
      const deleted = state.deletedGroups.get(change.groupId);
      if (deleted === undefined) return;
      state.deletedGroups.delete(change.groupId);
      state.groups.set(change.groupId, { ...deleted.group, deletedAt: null });
      for (const memberId of change.memberIds) link(state, change.groupId, memberId);
      return;
    }
    case "groupPurged":
      state.deletedGroups.delete(change.groupId);
      return;
    case "memberAdded":
      link(state, change.groupId, change.memberId);
      return;
    case "memberRemoved":
      unlink(state, change.groupId, change.memberId);
      return;
    case "subscriptionSet":
      state.subscriptions.set(change.subscription.skuId, change.subscription);
      return;
    case "seatsSet": {
      const subscription = state.subscriptions.get(change.skuId);
      if (subscription !== undefined) state.subscriptions.set(change.skuId, { ...subscription, units: change.units });
      return;
    }
  }
}

function editUser(state: TenantState, userId: string, edit: (user: User) => User): void {
  const user = state.users.get(userId);
  if (user !== undefined) replaceUser(state, user, edit(user));
}

function editGroup(state: TenantState, groupId: string, edit: (group: Group) => Group): void {
  const group = state.groups.get(groupId);
  if (group !== undefined) state.groups.set(groupId, edit(group));
}

function withState(states: readonly LicenseState[], set: LicenseState): readonly LicenseState[] {
  const at = states.findIndex((held) => held.skuId === set.skuId && held.assignedByGroup === set.assignedByGroup);
  return at < 0 ? [...states, set] : states.with(at, set);
}

/** The one place where a person changes, so that seats, names and addresses can never disagree with the people. */
function replaceUser(state: TenantState, before: User | undefined, after: User | undefined): void {
  if (before !== undefined) {
    if (before.userPrincipalName !== after?.userPrincipalName)
      state.userIdsByName.delete(before.userPrincipalName.toLowerCase());
    if (after === undefined) state.users.delete(before.id);
  }
  if (after !== undefined) {
    state.users.set(after.id, after);
    if (before?.userPrincipalName !== after.userPrincipalName)
      state.userIdsByName.set(after.userPrincipalName.toLowerCase(), after.id);
  }
  if (before?.states !== after?.states) recount(state, before, after);
  if (before?.proxyAddresses !== after?.proxyAddresses) reindexAddresses(state, before, after);
}

function recount(state: TenantState, before: User | undefined, after: User | undefined): void {
  for (const skuId of effectiveSkuIds(before?.states ?? []))
    state.consumed.set(skuId, (state.consumed.get(skuId) ?? 0) - 1);
  for (const skuId of effectiveSkuIds(after?.states ?? []))
    state.consumed.set(skuId, (state.consumed.get(skuId) ?? 0) + 1);
  for (const held of before?.states ?? []) {
    if (held.assignedByGroup !== null) state.inheritors.get(held.assignedByGroup)?.delete(before?.id ?? "");
  }
  for (const held of after?.states ?? []) {
    if (held.assignedByGroup !== null) addTo(state.inheritors, held.assignedByGroup, after?.id ?? "");
  }
}

function reindexAddresses(state: TenantState, before: User | undefined, after: User | undefined): void {
  for (const address of before?.proxyAddresses ?? [])
    state.proxyOwners.get(address.toLowerCase())?.delete(before?.id ?? "");
  for (const address of after?.proxyAddresses ?? []) addTo(state.proxyOwners, address.toLowerCase(), after?.id ?? "");
}

function link(state: TenantState, groupId: string, memberId: string): void {
  addTo(state.members, groupId, memberId);
  addTo(state.memberOf, memberId, groupId);
}

function unlink(state: TenantState, groupId: string, memberId: string): void {
  state.members.get(groupId)?.delete(memberId);
  state.memberOf.get(memberId)?.delete(groupId);
}

function addTo(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  if (values === undefined) index.set(key, new Set([value]));
  else values.add(value);
}
