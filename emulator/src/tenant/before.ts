import type { PrimitiveChange } from "./changes";
import type { Group, User } from "./model";
import type { TenantState } from "./tenant-state";

/** What a transaction touches, as it was before, for lists that lag behind. */
export interface Before {
  readonly users: ReadonlyMap<string, User | undefined>;
  readonly groups: ReadonlyMap<string, Group | undefined>;
  readonly memberships: readonly { readonly groupId: string; readonly memberId: string; readonly was: boolean }[];
}

export function recall(state: TenantState, changes: readonly PrimitiveChange[]): Before {
  const users = new Map<string, User | undefined>();
  const groups = new Map<string, Group | undefined>();
  const memberships = new Map<string, Before["memberships"][number]>();
  for (const change of changes) {
    const userId = change.kind === "userCreated" ? change.user.id : "userId" in change ? change.userId : undefined;
    if (userId !== undefined) users.set(userId, state.users.get(userId));
    const groupId = change.kind === "groupCreated" ? change.group.id : "groupId" in change ? change.groupId : undefined;
    if (groupId !== undefined) groups.set(groupId, state.groups.get(groupId));
    for (const [group, member] of concernedMemberships(change)) {
      memberships.set(`${group} ${member}`, {
        groupId: group,
        memberId: member,
        was: state.members.get(group)?.has(member) === true,
      });
    }
  }
  return { users, groups, memberships: [...memberships.values()] };
}

function concernedMemberships(change: PrimitiveChange): readonly (readonly [string, string])[] {
  if (change.kind === "memberAdded" || change.kind === "memberRemoved") return [[change.groupId, change.memberId]];
  if ("memberIds" in change) return change.memberIds.map((memberId) => [change.groupId, memberId] as const);
  if ("groupIds" in change) return change.groupIds.map((groupId) => [groupId, change.userId] as const);
  return [];
}
