import type { Emulator, LogEntry } from "../../../emulator/src/start";
import { isHeld } from "../../../emulator/src/tenant/effective";

/**
 * What everybody holds, as the tenant itself knows it: part number, plans that are off, group. Who holds nothing is
 * left out.
 */
export function holdings({ tenant }: Emulator): Readonly<Record<string, readonly string[]>> {
  tenant.settle();
  const { users, groups, subscriptions } = tenant.state;
  const all: [string, string[]][] = [];
  for (const user of users.values()) {
    const held = user.states.map((state) => {
      const sku = subscriptions.get(state.skuId);
      const off = state.disabledPlans.map(
        (id) => sku?.servicePlans.find((plan) => plan.servicePlanId === id)?.servicePlanName ?? id,
      );
      const group =
        state.assignedByGroup === null
          ? ""
          : ` by ${groups.get(state.assignedByGroup)?.displayName ?? state.assignedByGroup}`;
      const without = off.length === 0 ? "" : `(-${off.sort().join(",-")})`;
      const fault = isHeld(state) && state.error === "None" ? "" : ` ${state.error}`;
      return `${sku?.skuPartNumber ?? state.skuId}${without}${group}${fault}`;
    });
    if (held.length > 0) all.push([user.userPrincipalName, held.sort()]);
  }
  return Object.fromEntries(all.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/**
 * Everything that anybody was without from one moment on, since entry `since` of the log: `name: part number or plan`,
 * in exchange or not.
 */
export function losses(emulator: Emulator, since = 0): readonly string[] {
  const { state, log } = emulator.tenant;
  const nameOf = (id: string): string =>
    (state.users.get(id) ?? state.deletedUsers.get(id)?.user)?.userPrincipalName ?? id;
  return log.slice(since).flatMap(({ change }) => {
    if (change.kind !== "effectiveLicenses") return [];
    const gained = change.gained.map((id) => state.subscriptions.get(id)?.skuPartNumber ?? id);
    const lost = change.lost.map((id) => state.subscriptions.get(id)?.skuPartNumber ?? id);
    const plans = change.lost.length > 0 ? [] : change.plansLost.map((id) => planName(emulator, id));
    return [...lost, ...plans].map(
      (what) => `${nameOf(change.userId)}: ${what}${gained.length === 0 ? "" : ` for ${gained.join(", ")}`}`,
    );
  });
}

/** What applications wrote since then. */
export function writesSince({ tenant }: Emulator, since: number): readonly LogEntry[] {
  return tenant.log.slice(since).filter(({ actor }) => actor.kind === "application");
}

function planName({ tenant }: Emulator, id: string): string {
  for (const { servicePlans } of tenant.state.subscriptions.values()) {
    const plan = servicePlans.find(({ servicePlanId }) => servicePlanId === id);
    if (plan !== undefined) return plan.servicePlanName;
  }
  return id;
}
