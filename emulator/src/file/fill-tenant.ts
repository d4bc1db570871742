import { applyChange } from "../tenant/apply-change";
import type { PendingGroup } from "../tenant/groups/group-queue";
import type { Group, GroupLicense } from "../tenant/model";
import type { TenantState } from "../tenant/tenant-state";
import { readPending } from "./pending-work";
import type { Path } from "./places";
import { readGroup, readUser } from "./read-objects";
import { readLicense, readSubscription } from "./resolve-names";
import { SharedStates } from "./shared-states";
import type { TenantDocument, UserDocument } from "./tenant-document";

/** A tenant that is being filled from a document, in the order in which one thing names another. */
export interface Filling {
  readonly document: TenantDocument;
  readonly state: TenantState;
  readonly now: number;
  readonly report: (path: Path, problem: string) => void;
}

export function addSubscriptions({ document, state, now, report }: Filling): void {
  for (const [at, sku] of (document.skus ?? []).entries()) {
    const subscription = readSubscription(state.organization.id, sku, now, (problem) => report(["skus", at], problem));
    if (state.subscriptions.has(subscription.skuId)) report(["skus", at], `${sku.sku} stands here twice.`);
    applyChange(state, { kind: "subscriptionSet", subscription }, now);
  }
}

export function addUsers(filling: Filling): void {
  const { document, state, now, report } = filling;
  const shared = new SharedStates(now);
  for (const [at, user] of (document.users ?? []).entries()) {
    const read = readUser(state, user, shared.of(readLicenses(filling, ["users", at], user.licenses)), now);
    if (state.users.has(read.id) || state.userIdsByName.has(read.userPrincipalName.toLowerCase()))
      report(["users", at, "userPrincipalName"], `${user.userPrincipalName} stands here twice.`);
    applyChange(state, { kind: "userCreated", user: read }, now);
    if (user.deleted === undefined) continue;
    const groupIds = user.formerGroups ?? [];
    applyChange(state, { kind: "userDeleted", userId: read.id, groupIds }, Date.parse(user.deleted));
  }
}

/** @returns the groups in the order of the document */
export function addGroups(filling: Filling): readonly Group[] {
  const { document, state, now, report } = filling;
  const groups = (document.groups ?? []).map((group, at) =>
    readGroup(state, group, readLicenses(filling, ["groups", at], group.licenses), now),
  );
  for (const [at, group] of groups.entries()) {
    if (state.groups.has(group.id))
      report(["groups", at], `${group.displayName} stands here twice; give the second one an id.`);
    applyChange(state, { kind: "groupCreated", group }, now);
  }
  return groups;
}

export function addMembers({ document, state, now, report }: Filling, groups: readonly Group[]): void {
  for (const [at, { members = [] }] of (document.groups ?? []).entries()) {
    const groupId = groups[at]?.id ?? "";
    for (const [nth, name] of members.entries()) {
      const memberId = findUser(state, name) ?? findGroup(state, name);
      if (memberId === undefined)
        report(["groups", at, "members", nth], `${name} is neither a user nor a group of this tenant.`);
      else applyChange(state, { kind: "memberAdded", groupId, memberId }, now);
    }
  }
}

export function addOwners({ document, state, now, report }: Filling, groups: readonly Group[]): void {
  for (const [at, { owners = [] }] of (document.groups ?? []).entries()) {
    const groupId = groups[at]?.id ?? "";
    const ownerIds = owners.flatMap((name, nth) => {
      const ownerId = findUser(state, name) ?? findApplication(state, name);
      if (ownerId === undefined)
        report(["groups", at, "owners", nth], `${name} is neither a user nor an app of this tenant.`);
      return ownerId ?? [];
    });
    if (ownerIds.length > 0) applyChange(state, { kind: "groupPatched", groupId, set: { ownerIds } }, now);
  }
}

export function readAllPending({ document, report }: Filling, groups: readonly Group[]): readonly PendingGroup[] {
  const pending = (document.pending ?? []).map(readPending);
  for (const [at, { groupId }] of pending.entries())
    if (!groups.some(({ id }) => id === groupId))
      report(["pending", at, "group"], `${groupId} is not a group of this tenant.`);
  return pending;
}

function readLicenses(
  { state, report }: Filling,
  owner: Path,
  licenses: UserDocument["licenses"] = [],
): readonly GroupLicense[] {
  return licenses.flatMap(
    (license, at) =>
      readLicense(state.subscriptions, license, (problem) => report([...owner, "licenses", at], problem)) ?? [],
  );
}

/** A person by name or id. */
function findUser({ userIdsByName, users }: TenantState, name: string): string | undefined {
  const key = name.toLowerCase();
  return userIdsByName.get(key) ?? (users.has(key) ? key : undefined);
}

/** An application by its own id or by that of its service principal. */
function findApplication({ servicePrincipals }: TenantState, name: string): string | undefined {
  const key = name.toLowerCase();
  return [...servicePrincipals.values()].find(({ id, appId }) => id === key || appId === key)?.id;
}

function findGroup(state: TenantState, name: string): string | undefined {
  if (state.groups.has(name.toLowerCase())) return name.toLowerCase();
  for (const group of state.groups.values())
    if (group.displayName === name || group.mailNickname === name) return group.id;
  return undefined;
}
