import { describe, it } from "vitest";
import { differences, interruptions } from "../oracle/compare";
import { losers } from "../oracle/losing";
import { simulateTenant } from "../oracle/simulated-tenant";
import { licensingOf } from "../oracle/small-tenant";
import { targetOf } from "../oracle/specification";
import { declaredOf, ownedOf } from "../oracle/stack";
import { checkProperty, timeLimit, trial } from "./check-property";
import { runStack, shortfalls } from "./run-stack";

describe("applying a plan", () => {
  it(
    `ends as declared, owned and untouched say, and never calls nonsense ${trial(0.08)}`,
    { timeout: timeLimit(0.08) },
    () =>
      checkProperty(
        0.08,
        { seats: "ample", groups: true, oddities: true, limits: "wide" },
        async ({ tenant, stack, behaviour }) => {
          const simulated = simulateTenant(tenant, behaviour);
          const up = await runStack(simulated, stack);
          if (up.refused.length > 0) return [];
          return [...differences(targetOf(tenant, stack), simulated.tenant), ...shortfalls(up), ...simulated.nonsense];
        },
      ),
  );

  it(
    `changes nobody who is not declared, owned, under authority or in a group of the stack ${trial(0.05)}`,
    { timeout: timeLimit(0.05) },
    () =>
      checkProperty(
        0.05,
        { seats: "tight", groups: true, oddities: true, failing: true, limits: "wide" },
        async ({ tenant, stack, behaviour }) => {
          const simulated = simulateTenant(tenant, behaviour);
          await runStack(simulated, stack);
          const changed = new Set(simulated.log.map(({ personId }) => personId));
          const groupsOfStack = tenant.groups.filter(
            (group) =>
              stack.desired.groups.some(({ name }) => name === group.name) ||
              ownedOf(stack.ledger.groups, group.id) !== undefined,
          );
          return tenant.people.flatMap((person, i) => {
            const before = licensingOf({ ...tenant, people: [person], groups: [] });
            const after = licensingOf({ ...tenant, people: [simulated.tenant.people[i]!], groups: [] });
            const concerned =
              declaredOf(stack, person) !== undefined ||
              ownedOf(stack.ledger.users, person.id) !== undefined ||
              stack.policy.authoritative?.scope === "tenant" ||
              groupsOfStack.some((group) => group.members.includes(person.id));
            return !concerned && (changed.has(person.id) || before !== after) ? [`${before} became ${after}`] : [];
          });
        },
      ),
  );

  it(
    `leaves nobody in between without what they have before and after ${trial(0.07)}`,
    { timeout: timeLimit(0.07) },
    () =>
      checkProperty(
        0.07,
        { seats: "tight", groups: true, oddities: true, limits: "wide" },
        async ({ tenant, stack, behaviour }, tape) => {
          const groups = tape.choose([behaviour.groups, { kind: "slow", membersPerWait: tape.pick(3) } as const]);
          const refuses = new Set(tenant.people.filter(() => tape.oneIn(8)).map(({ id }) => id));
          const simulated = simulateTenant(tenant, { ...behaviour, groups, refuses });
          await runStack(simulated, stack);
          simulated.settle();
          // Of people who cannot be read nobody knows whether what a group gives them arrives; the guard is told of
          // them.
          const seen = simulated.log.filter(
            ({ personId }) => tenant.people.find(({ id }) => id === personId)?.sight === "clear",
          );
          return interruptions(tenant, simulated.tenant, seen);
        },
      ),
  );

  it(`takes something from exactly those of whom the guard was told ${trial(0.05)}`, { timeout: timeLimit(0.05) }, () =>
    checkProperty(
      0.05,
      { seats: "ample", groups: true, oddities: false, limits: "wide" },
      async ({ tenant, stack, behaviour }) => {
        const simulated = simulateTenant(tenant, behaviour);
        const { plan, refused, execution } = await runStack(simulated, stack);
        if (refused.length > 0 || execution === undefined) return [];
        const losing = losers(tenant, simulated.tenant);
        const told = new Set(plan.losses.map(({ userId }) => userId));
        const recorded = Object.values(execution.ledger.lossesByDay).reduce((sum, count) => sum + count, 0);
        return [
          ...losing.filter((id) => !told.has(id)).map((id) => `${id} lost something and was not told of`),
          ...[...told].filter((id) => !losing.includes(id)).map((id) => `${id} was told of and lost nothing`),
          ...(plan.guard.losing === losing.length
            ? []
            : [`the guard was told ${plan.guard.losing}, ${losing.length} lost something`]),
          ...(recorded === losing.length ? [] : [`the ledger remembers ${recorded}, ${losing.length} lost something`]),
        ];
      },
    ),
  );

  it(`takes nothing more where members are slow or people refuse ${trial(0.05)}`, { timeout: timeLimit(0.05) }, () =>
    checkProperty(
      0.05,
      { seats: "tight", groups: true, oddities: true, failing: true, limits: "wide" },
      async ({ tenant, stack, behaviour }, tape) => {
        const refuses = new Set(tenant.people.filter(() => tape.oneIn(4)).map(({ id }) => id));
        const simulated = simulateTenant(tenant, {
          ...behaviour,
          groups: { kind: "slow", membersPerWait: tape.pick(3) },
          refuses,
        });
        const { plan } = await runStack(simulated, stack);
        simulated.settle();
        const told = new Set(plan.losses.map(({ userId }) => userId));
        return losers(tenant, simulated.tenant)
          .filter((id) => !told.has(id))
          .map((id) => `${id} lost something and was not told of`);
      },
    ),
  );
});
