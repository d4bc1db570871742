import type { Before } from "../tenant/before";
import type { Group, User } from "../tenant/model";
import type { Tenant } from "../tenant/tenant-type";

/** A value of before, and how long it is still shown. */
interface Past<Value> {
  readonly value: Value;
  readonly until: number;
}

/** For each object of a relation: those that came or went lately, and whether they were there. */
type PastRelation = Map<string, Map<string, Past<boolean>[]>>;

const failedRaceMs = 5000;

/**
 * What lists, filters and counts show: the tenant as it was a little while ago. Single objects are read from the tenant
 * itself.
 */
export class Replica {
  readonly #tenant: Tenant;
  readonly #users = new Map<string, Past<User | undefined>[]>();
  readonly #groups = new Map<string, Past<Group | undefined>[]>();
  readonly #members: PastRelation = new Map();
  readonly #memberOf: PastRelation = new Map();
  readonly #consumed = new Map<string, Past<number>[]>();
  readonly #failedRaces: { readonly skuId: string; readonly until: number }[] = [];
  #known: ReadonlyMap<string, number>;

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
    this.#known = new Map(tenant.state.consumed);
    tenant.onCommit((before, time) => {
      const { replicationLagMs, consumedUnitsLagMs } = tenant.settings();
      if (replicationLagMs > 0) this.#rememberObjects(before, time + replicationLagMs);
      if (consumedUnitsLagMs > 0) this.#rememberConsumed(time + consumedUnitsLagMs);
    });
  }

  /** People are shown as they are: none of them as they were before. */
  showsPresentPeople(): boolean {
    return this.#users.size === 0;
  }

  user(id: string): User | undefined {
    const seen = oldest(this.#users, id, this.#tenant.clock());
    return seen === undefined ? this.#tenant.state.users.get(id) : seen.value;
  }

  group(id: string): Group | undefined {
    const seen = oldest(this.#groups, id, this.#tenant.clock());
    return seen === undefined ? this.#tenant.state.groups.get(id) : seen.value;
  }

  /** Ids of the members of a group: users and groups, not those of nested groups. */
  members(groupId: string): ReadonlySet<string> {
    const { state, clock } = this.#tenant;
    return asBefore(state.members.get(groupId), this.#members.get(groupId), clock());
  }

  /** Ids of the groups of a user or group, not the groups of those. */
  memberOf(memberId: string): ReadonlySet<string> {
    const { state, clock } = this.#tenant;
    return asBefore(state.memberOf.get(memberId), this.#memberOf.get(memberId), clock());
  }

  /** Ids by name, in the present and in the past that is still shown. */
  userIdByName(name: string): string | undefined {
    const wanted = name.toLowerCase();
    const isCalledSo = (id: string): boolean => this.user(id)?.userPrincipalName.toLowerCase() === wanted;
    for (const id of this.#users.keys()) if (isCalledSo(id)) return id;
    const id = this.#tenant.state.userIdsByName.get(wanted);
    return id !== undefined && isCalledSo(id) ? id : undefined;
  }

  consumedUnits(skuId: string): number {
    const { state, clock } = this.#tenant;
    const now = clock();
    const failed = this.#failedRaces.filter((race) => race.skuId === skuId && race.until > now).length;
    return (oldest(this.#consumed, skuId, now)?.value ?? state.consumed.get(skuId) ?? 0) + failed;
  }

  /** Notes an assignment that was refused for want of seats; it shows in consumedUnits for a while. */
  noteFailedRace(skuId: string): void {
    if (this.#tenant.settings().failedRaceConsumes)
      this.#failedRaces.push({ skuId, until: this.#tenant.clock() + failedRaceMs });
  }

  #rememberObjects(before: Before, until: number): void {
    for (const [id, value] of before.users) push(this.#users, id, { value, until });
    for (const [id, value] of before.groups) push(this.#groups, id, { value, until });
    for (const { groupId, memberId, was } of before.memberships) {
      push(within(this.#members, groupId), memberId, { value: was, until });
      push(within(this.#memberOf, memberId), groupId, { value: was, until });
    }
  }

  #rememberConsumed(until: number): void {
    const { consumed } = this.#tenant.state;
    for (const [skuId, units] of consumed) {
      const was = this.#known.get(skuId) ?? 0;
      if (was !== units) push(this.#consumed, skuId, { value: was, until });
    }
    this.#known = new Map(consumed);
  }
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
  if (map.size === 0) return undefined;
  const values = map.get(key);
  if (values === undefined) return undefined;
  const shown = values.filter((value) => value.until > now);
  if (shown.length === 0) map.delete(key);
  else map.set(key, shown);
  return shown[0];
}
