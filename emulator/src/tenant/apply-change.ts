import type { PrimitiveChange } from "./changes";
import { effectiveSkuIds } from "./effective";
import type { Group, LicenseState, User } from "./model";
import type { TenantState } from "./tenant-state";

type ChangeOf<Kind extends PrimitiveChange["kind"]> = Extract<PrimitiveChange, { readonly kind: Kind }>;

type Appliers = {
  readonly [Kind in PrimitiveChange["kind"]]: (state: TenantState, change: ChangeOf<Kind>, time: number) => void;
};

/** Applies one change. The change was judged before: this never refuses, and ignores what no longer exists. */
export function applyChange(state: TenantState, change: PrimitiveChange, time: number): void {
  // The compiler does not see that the change and what applies it are of the same kind.
  const apply = appliers[change.kind] as (state: TenantState, change: PrimitiveChange, time: number) => void;
  apply(state, change, time);
}

const appliers: Appliers = {
  userCreated: createUser,
  userPatched: (state, { userId, set }) => editUser(state, userId, (user) => ({ ...user, ...set })),
  userDeleted: deleteUser,
  userRestored: restoreUser,
  userPurged: (state, { userId }) => void state.deletedUsers.delete(userId),
  stateSet: (state, { userId, state: held }) =>
    editUser(state, userId, (user) => ({ ...user, states: withState(user.states, held) })),
  stateRemoved: (state, { userId, skuId, assignedByGroup }) =>
    editUser(state, userId, (user) => ({
      ...user,
      states: user.states.filter((held) => held.skuId !== skuId || held.assignedByGroup !== assignedByGroup),
    })),
  groupCreated: (state, { group }) => {
    state.groups.set(group.id, group);
    state.groupOrder.push(group.id);
  },
  groupPatched: (state, { groupId, set }) => editGroup(state, groupId, (group) => ({ ...group, ...set })),
  groupLicensesSet: (state, { groupId, licenses }) => editGroup(state, groupId, (group) => ({ ...group, licenses })),
  groupProcessing: (state, { groupId, state: processing }) =>
    editGroup(state, groupId, (group) => ({ ...group, processing })),
  groupDeleted: deleteGroup,
  groupRestored: restoreGroup,
  groupPurged: (state, { groupId }) => void state.deletedGroups.delete(groupId),
  memberAdded: (state, { groupId, memberId }) => link(state, groupId, memberId),
  memberRemoved: (state, { groupId, memberId }) => unlink(state, groupId, memberId),
  subscriptionSet: ({ subscriptions }, { subscription }) => void subscriptions.set(subscription.skuId, subscription),
  seatsSet: ({ subscriptions }, { skuId, units }) => {
    const subscription = subscriptions.get(skuId);
    if (subscription !== undefined) subscriptions.set(skuId, { ...subscription, units });
  },
};

function createUser(state: TenantState, { user }: ChangeOf<"userCreated">): void {
  if (!state.userPositions.has(user.id)) {
    state.userPositions.set(user.id, state.userOrder.length);
    state.userOrder.push(user.id);
  }
  replaceUser(state, undefined, user);
}

function deleteUser(state: TenantState, { userId, groupIds }: ChangeOf<"userDeleted">, time: number): void {
  const user = state.users.get(userId);
  if (user === undefined) return;
  replaceUser(state, user, undefined);
  for (const groupId of groupIds) unlink(state, groupId, user.id);
  state.deletedUsers.set(user.id, { user: { ...user, deletedAt: time }, groupIds });
}

function restoreUser(state: TenantState, { userId, groupIds, states }: ChangeOf<"userRestored">): void {
  const deleted = state.deletedUsers.get(userId);
  if (deleted === undefined) return;
  state.deletedUsers.delete(userId);
  replaceUser(state, undefined, { ...deleted.user, deletedAt: null, states });
  for (const groupId of groupIds) link(state, groupId, userId);
}

function deleteGroup(state: TenantState, change: ChangeOf<"groupDeleted">, time: number): void {
  const { groupId, memberIds, kept } = change;
  const group = state.groups.get(groupId);
  if (group === undefined) return;
  state.groups.delete(groupId);
  for (const memberId of memberIds) unlink(state, groupId, memberId);
  if (kept) state.deletedGroups.set(group.id, { group: { ...group, deletedAt: time }, memberIds });
}

function restoreGroup(state: TenantState, { groupId, memberIds }: ChangeOf<"groupRestored">): void {
  const deleted = state.deletedGroups.get(groupId);
  if (deleted === undefined) return;
  state.deletedGroups.delete(groupId);
  state.groups.set(groupId, { ...deleted.group, deletedAt: null });
  for (const memberId of memberIds) link(state, groupId, memberId);
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
