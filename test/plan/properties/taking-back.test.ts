import { describe, it } from "vitest";
import { deletePlan, destroyPolicy } from "../../../src/plan/delete-plan";
import { executePlan } from "../../../src/plan/execute/execute-plan";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { differences } from "../oracle/compare";
import type { LedgerEntry } from "../../../src/terms/ledger";
import { longAgo, now, today } from "../oracle/day";
import { type SimulatedTenant, simulateTenant } from "../oracle/simulated-tenant";
import { type Group, type Person, type SmallTenant, copyTenant, heldSkus, plansOn } from "../oracle/small-tenant";
import { ownedOf, type Stack } from "../oracle/stack";
import { checkProperty, timeLimit, trial } from "./check-property";
import { runStack } from "./run-stack";
import { refusals } from "../../../src/terms/refusals";

/** What somebody had and has no more, at any moment of the run. */
function takenFrom(before: SmallTenant, simulated: SimulatedTenant): string[] {
  const taken: string[] = [];
  for (const person of before.people) {
    const [skus, plans] = [heldSkus(person), plansOn(person)];
    const moments = [
      ...simulated.log.filter(({ personId }) => personId === person.id),
      simulated.tenant.people.find(({ id }) => id === person.id)!,
    ];
    for (const moment of moments) {
      const [held, on] = [heldSkus(moment), plansOn(moment)];
      for (const sku of skus) if (!held.has(sku)) taken.push(`${person.upn} is without ${sku}`);
      for (const plan of plans) if (!on.has(plan)) taken.push(`${person.upn} has ${plan} switched off`);
    }
  }
  for (const [i, group] of before.groups.entries()) {
    const after = simulated.tenant.groups[i]!;
    for (const { skuId, off } of group.licenses) {
      const now = after.licenses.find((license) => license.skuId === skuId);
      if (now?.off.every((plan) => off.includes(plan)) !== true) taken.push(`${group.name} has less of ${skuId}`);
    }
  }
  return taken;
}

describe("limits: none-removed", () => {
  it(
    `takes no licence and switches no plan off, for anybody, at any moment ${trial(0.04)}`,
    { timeout: timeLimit(0.04) },
    () =>
      checkProperty(
        0.04,
        { seats: "tight", groups: true, oddities: true, limits: "none", approvals: true },
        async ({ tenant, stack, behaviour }) => {
          const simulated = simulateTenant(tenant, behaviour);
          const { plan } = await runStack(simulated, stack);
          const removals = plan.transitions.flatMap(({ name, removals: some }) =>
            some.length === 0 ? [] : [`${name} has removals in the plan`],
          );
          const told = plan.losses.map(({ name }) => `the plan says that ${name} loses something`);
          return [...takenFrom(tenant, simulated), ...removals, ...told, ...simulated.nonsense];
        },
      ),
  );

  it(`refuses a destroy ${trial(0.005)}`, { timeout: timeLimit(0.005) }, () =>
    checkProperty(
      0.005,
      { seats: "ample", groups: true, oddities: true, limits: "none" },
      async ({ tenant, stack, behaviour }) => {
        const { refused } = await destroyed(simulateTenant(tenant, behaviour), { ...stack.ledger, noneRemoved: true });
        return refused ? [] : ["not refused"];
      },
    ),
  );
});

/** One destroy of a stack of which nothing but this ledger is known. */
async function destroyed(
  simulated: SimulatedTenant,
  kept: Stack["ledger"],
): Promise<{ readonly refused: boolean; readonly left: number }> {
  const aged = (entry: LedgerEntry): LedgerEntry => ({ ...entry, writtenAt: longAgo });
  const ledger = { ...kept, users: kept.users.map(aged), groups: kept.groups.map(aged) };
  // How many may lose something is the guard's own property; here it stands in nobody's way.
  const applied = {
    limits: { kind: "limited", people: 100, atMost: 1_000_000, perDays: 1 },
    approvals: [],
    unprotected: true,
  } as const;
  const policy = destroyPolicy(ledger, applied);
  const observed = simulated.read(requestReads(undefined, ledger, policy));
  const planned = deletePlan({ ledger, observed, today, now, applied });
  if (refusals(planned.plan).length > 0) return { refused: true, left: 0 };
  const execution = await executePlan({ ...planned, port: simulated.port });
  return { refused: false, left: execution.ledger.users.length + execution.ledger.groups.length };
}

/** The tenant without what the ledger lists: of a group for its members too, once Graph has processed it. */
function withoutOwned(before: SmallTenant, ledger: Stack["ledger"]): SmallTenant {
  const owns = (entries: Stack["ledger"]["users"], id: string, skuId: string): boolean =>
    ownedOf(entries, id)?.skus.some((sku) => sku.skuId === skuId) ?? false;
  const isLeft = (person: Person): boolean => ledger.protectedIds.includes(person.id) || person.sight !== "clear";
  const target = copyTenant(before);
  for (const group of target.groups)
    group.licenses = group.licenses.filter(({ skuId }) => !owns(ledger.groups, group.id, skuId));
  for (const person of target.people) {
    person.holdings = person.holdings.filter(({ skuId, group }) =>
      group === undefined
        ? isLeft(person) || !owns(ledger.users, person.id, skuId)
        : !owns(ledger.groups, group, skuId),
    );
  }
  return target;
}

function wasSeenGone(entry: LedgerEntry | undefined): boolean {
  const skus = entry?.skus ?? [];
  return skus.every(({ seenAbsent }) => entry?.gone === "missing" && seenAbsent !== undefined && seenAbsent < now);
}

describe("a destroy", () => {
  it(
    `takes back what the ledger lists and nothing else, protected people excepted ${trial(0.025)}`,
    { timeout: timeLimit(0.025) },
    () =>
      checkProperty(
        0.025,
        { seats: "tight", groups: true, oddities: true, limits: "tight" },
        async ({ tenant, stack, behaviour }, tape) => {
          const seen = tenant.people.filter(({ sight }) => sight === "clear");
          const protectedIds = tape.oneIn(4) && seen.length > 0 ? [seen[tape.pick(seen.length)]!.id] : [];
          const ledger = { ...stack.ledger, protectedIds };
          const simulated = simulateTenant(tenant, behaviour);
          const { refused, left } = await destroyed(simulated, ledger);
          simulated.settle();
          const loses = (group: Group): boolean =>
            group.licenses.some(({ skuId }) =>
              ownedOf(ledger.groups, group.id)?.skus.some((sku) => sku.skuId === skuId),
            );
          const isReached = tenant.groups.some(
            (group) => loses(group) && group.members.some((id) => protectedIds.includes(id)),
          );
          const vanished = tenant.gone.filter(({ id }) => {
            const entry = ownedOf(ledger.users, id);
            return entry !== undefined && entry.gone === undefined;
          });
          const haveVanished = vanished.length > 3;
          if (refused)
            return [
              ...(isReached || haveVanished ? [] : ["refused without need"]),
              ...differences(tenant, simulated.tenant),
            ];
          if (haveVanished) return ["people have vanished at once, and the destroy is not refused"];
          if (isReached)
            return ["a group would take something from a protected person, and the destroy is not refused"];
          const unseen = [
            ...tenant.people.filter((person) => person.sight !== "clear" || protectedIds.includes(person.id)),
            // An account that is seen to be gone for good for the first time is believed to be the second time.
            ...tenant.gone.filter(({ id, kind }) => kind !== "purged" || !wasSeenGone(ownedOf(ledger.users, id))),
          ];
          const stays = unseen.filter(({ id }) => ownedOf(ledger.users, id) !== undefined).length;
          return [
            ...differences(withoutOwned(tenant, ledger), simulated.tenant),
            ...simulated.nonsense,
            ...(left === stays ? [] : [`the ledger keeps ${left} and not ${stays}`]),
          ];
        },
      ),
  );
});
