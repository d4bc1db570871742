import type { Group, User } from "../tenant/model";
import type { Tenant } from "../tenant/tenant-type";

/**
 * What lists, filters and counts show: the tenant as it was a little while ago. Single objects are read from the tenant
 * itself.
 */
export interface Replica {
  user(id: string): User | undefined;
  group(id: string): Group | undefined;
  /** Ids of the members of a group: users and groups, not those of nested groups. */
  members(groupId: string): ReadonlySet<string>;
  /** Ids of the groups of a user or group, not the groups of those. */
  memberOf(memberId: string): ReadonlySet<string>;
  /** Ids by name, in the present and in the past that is still shown. */
  userIdByName(name: string): string | undefined;
  consumedUnits(skuId: string): number;
  /** Notes an assignment that was refused for want of seats; it shows in consumedUnits for a while. */
  noteFailedRace(skuId: string): void;
}

/** A value of before, and how long it is still shown. */
interface Past<Value> {
  readonly value: Value;
  readonly until: number;
}

/** For each object of a relation: those that came or went lately, and whether they were there. */
type PastRelation = Map<string, Map<string, Past<boolean>[]>>;

const failedRaceMs = 5000;

export function createReplica(tenant: Tenant): Replica {
  const pastUsers = new Map<string, Past<User | undefined>[]>();
  const pastGroups = new Map<string, Past<Group | undefined>[]>();
  const pastMembers: PastRelation = new Map();
  const pastMemberOf: PastRelation = new Map();
  const pastConsumed = new Map<string, { readonly units: number; readonly until: number }[]>();
  const failedRaces: { readonly skuId: string; readonly until: number }[] = [];
  let known = new Map(tenant.state.consumed);

  tenant.onCommit((before, time) => {
    const { replicationLagMs, consumedUnitsLagMs } = tenant.settings();
    if (replicationLagMs > 0) {
      const until = time + replicationLagMs;
      for (const [id, value] of before.users) push(pastUsers, id, { value, until });
      for (const [id, value] of before.groups) push(pastGroups, id, { value, until });
      for (const { groupId, memberId, was } of before.memberships) {
        push(within(pastMembers, groupId), memberId, { value: was, until });
        push(within(pastMemberOf, memberId), groupId, { value: was, until });
      }
    }
    if (consumedUnitsLagMs > 0) {
      for (const [skuId, units] of tenant.state.consumed) {
        const was = known.get(skuId) ?? 0;
        if (was !== units) push(pastConsumed, skuId, { units: was, until: time + consumedUnitsLagMs });
      }
      known = new Map(tenant.state.consumed);
    }
  });

  const user = (id: string): User | undefined => {
    const seen = oldest(pastUsers, id, tenant.clock());
    return seen === undefined ? tenant.state.users.get(id) : seen.value;
  };
  return {
    user,
    group(id) {
      const seen = oldest(pastGroups, id, tenant.clock());
      return seen === undefined ? tenant.state.groups.get(id) : seen.value;
    },
    members: (groupId) => asBefore(tenant.state.members.get(groupId), pastMembers.get(groupId), tenant.clock()),
    memberOf: (memberId) => asBefore(tenant.state.memberOf.get(memberId), pastMemberOf.get(memberId), tenant.clock()),
    userIdByName(name) {
      const wanted = name.toLowerCase();
      for (const id of pastUsers.keys()) if (user(id)?.userPrincipalName.toLowerCase() === wanted) return id;
      const id = tenant.state.userIdsByName.get(wanted);
      return id !== undefined && user(id)?.userPrincipalName.toLowerCase() === wanted ? id : undefined;
    },
    consumedUnits(skuId) {
      const now = tenant.clock();
      const failed = failedRaces.filter((race) => race.skuId === skuId && race.until > now).length;
      return (oldest(pastConsumed, skuId, now)?.units ?? tenant.state.consumed.get(skuId) ?? 0) + failed;
    },
    noteFailedRace(skuId) {
      if (tenant.settings().failedRaceConsumes) failedRaces.push({ skuId, until: tenant.clock() + failedRaceMs });
    },
  };
}

function within(relation: PastRelation, id: string): Map<string, Past<boolean>[]> {
  const found = relation.get(id) ?? new Map<string, Past<boolean>[]>();
  relation.set(id, found);
  return found;
}

/** The present, with those who came lately left out and those who went lately still there. */
function asBefore(
  present: ReadonlySet<string> = new Set(),
  past: Map<string, Past<boolean>[]> | undefined,
  now: number,
): ReadonlySet<string> {
  if (past === undefined || past.size === 0) return present;
  const shown = new Set(present);
  for (const id of [...past.keys()]) {
    const seen = oldest(past, id, now);
    if (seen?.value === true) shown.add(id);
    else if (seen !== undefined) shown.delete(id);
  }
  return shown;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** The oldest value that is still shown; what nobody is shown any more is dropped. */
function oldest<Value extends { readonly until: number }>(
  map: Map<string, Value[]>,
  key: string,
  now: number,
): Value | undefined {
  const values = map.get(key);
  if (values === undefined) return undefined;
  const shown = values.filter((value) => value.until > now);
  if (shown.length === 0) map.delete(key);
  else map.set(key, shown);
  return shown[0];
}
