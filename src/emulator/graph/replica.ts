import type { User } from "../tenant/model";
import type { Tenant } from "../tenant/tenant";

/** What lists, filters and counts show: the tenant as it was a little while ago. Single objects are read from the tenant itself. */
export interface Replica {
  user(id: string): User | undefined;
  /** Ids by name, in the present and in the past that is still shown. */
  userIdByName(name: string): string | undefined;
  consumedUnits(skuId: string): number;
  /** Notes an assignment that was refused for want of seats; it shows in consumedUnits for a while. */
  noteFailedRace(skuId: string): void;
}

interface Past {
  readonly user: User | undefined;
  readonly until: number;
}

const failedRaceMs = 5000;

export function createReplica(tenant: Tenant): Replica {
  const past = new Map<string, Past[]>();
  const pastConsumed = new Map<string, { readonly units: number; readonly until: number }[]>();
  const failedRaces: { readonly skuId: string; readonly until: number }[] = [];
  let known = new Map(tenant.state.consumed);

  tenant.onCommit((before, time) => {
    const { replicationLagMs, consumedUnitsLagMs } = tenant.settings();
    if (replicationLagMs > 0) for (const [id, user] of before) push(past, id, { user, until: time + replicationLagMs });
    if (consumedUnitsLagMs > 0) {
      for (const [skuId, units] of tenant.state.consumed) {
        const was = known.get(skuId) ?? 0;
        if (was !== units) push(pastConsumed, skuId, { units: was, until: time + consumedUnitsLagMs });
      }
      known = new Map(tenant.state.consumed);
    }
  });

  const user = (id: string): User | undefined => {
    const seen = oldest(past, id, tenant.clock());
    return seen === undefined ? tenant.state.users.get(id) : seen.user;
  };
  return {
    user,
    userIdByName(name) {
      const wanted = name.toLowerCase();
      for (const id of past.keys()) if (user(id)?.userPrincipalName.toLowerCase() === wanted) return id;
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

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** The oldest value that is still shown; what nobody is shown any more is dropped. */
function oldest<Value extends { readonly until: number }>(map: Map<string, Value[]>, key: string, now: number): Value | undefined {
  const values = map.get(key);
  if (values === undefined) return undefined;
  const shown = values.filter((value) => value.until > now);
  if (shown.length === 0) map.delete(key);
  else map.set(key, shown);
  return shown[0];
}
