import { describe, it } from "vitest";
import { differences, interruptions } from "../oracle/compare";
import { losers } from "../oracle/losing";
import { miniSkus } from "../oracle/miniature-catalog";
import { type SimulatedTenant, simulateTenant } from "../oracle/simulated-tenant";
import type { SmallTenant } from "../oracle/small-tenant";
import { targetOf } from "../oracle/specification";
import type { Stack } from "../oracle/stack";
import { checkProperty, timeLimit, trial } from "./check-property";
import { runStack, shortfalls, type Up } from "./run-stack";
import type { Tape } from "./tape";

const planNamed = (name: string): string =>
  miniSkus.flatMap(({ plans }) => plans).find((plan) => plan.name === name)!.id;

/** Yammer only beside Teams, Phone System only beside Yammer, Visio only beside OneDrive. */
const needs = {
  [planNamed("YAMMER_ENTERPRISE")]: planNamed("TEAMS1"),
  [planNamed("MCOEV")]: planNamed("YAMMER_ENTERPRISE"),
  [planNamed("VISIO_CLIENT_SUBSCRIPTION")]: planNamed("ONEDRIVE_BASIC"),
};

/** What happened to somebody that the plan had not told. */
function harm(tenant: SmallTenant, simulated: SimulatedTenant, { plan }: Up): string[] {
  const told = new Set(plan.losses.map(({ userId }) => userId));
  const untold = losers(tenant, simulated.tenant).filter((id) => !told.has(id));
  const seen = simulated.log.filter(
    ({ personId }) => tenant.people.find(({ id }) => id === personId)?.sight === "clear",
  );
  return [
    ...untold.map((id) => `${id} lost something and was not told of`),
    ...interruptions(tenant, simulated.tenant, seen),
    ...simulated.nonsense,
  ];
}

/**
 * Runs until nothing is left to do, the plan is refused, or there are no seats; what is left after some runs, in words.
 */
async function runOn(simulated: SimulatedTenant, stack: Stack): Promise<readonly string[]> {
  let current = stack;
  for (let run = 0; run < 4; run += 1) {
    const shortages = simulated.shortages.length;
    simulated.settle();
    const up = await runStack(simulated, current);
    simulated.settle();
    if (up.refused.length > 0 || up.plan.transitions.length === 0 || simulated.shortages.length > shortages) return [];
    current = up.next;
  }
  return ["after four runs there is still something to do"];
}

describe("service plans that need others", () => {
  it(
    `fail for those who would be without, harm nobody, and are done by a later run ${trial(0.03)}`,
    { timeout: timeLimit(0.03) },
    () =>
      checkProperty(
        0.03,
        { seats: "ample", groups: true, oddities: true, limits: "wide" },
        async ({ tenant, stack, behaviour }) => {
          const simulated = simulateTenant(tenant, { ...behaviour, needs });
          const up = await runStack(simulated, stack);
          simulated.settle();
          if (up.execution === undefined) return differences(tenant, simulated.tenant);
          const objections = harm(tenant, simulated, up);
          const failed = new Set(
            up.execution.outcomes.flatMap((outcome) =>
              outcome.kind === "applied" && outcome.note === undefined ? [] : [outcome.id],
            ),
          );
          const troubled = new Set(up.execution.memberProblems.map(({ userId }) => userId));
          const reached = simulated.tenant.groups.filter(({ id }) => failed.has(id)).flatMap(({ members }) => members);
          const target = targetOf(tenant, stack);
          const isWell = (id: string): boolean => !failed.has(id) && !troubled.has(id) && !reached.includes(id);
          const only = (one: SmallTenant): SmallTenant => ({
            ...one,
            people: one.people.filter(
              ({ id, holdings }) =>
                isWell(id) &&
                !simulated.tenant.people.some(
                  (person) =>
                    person.id === id && [...person.holdings, ...holdings].some(({ trouble }) => trouble !== undefined),
                ),
            ),
            groups: [],
          });
          const well = new Set(only(simulated.tenant).people.map(({ id }) => id));
          objections.push(
            ...differences(
              { ...target, people: target.people.filter(({ id }) => well.has(id)), groups: [] },
              only(simulated.tenant),
            ),
          );
          simulated.behave(behaviour);
          return [...objections, ...(await runOn(simulated, up.next))];
        },
      ),
  );
});

const drawLag = (tape: Tape, tenant: SmallTenant): Record<string, number> =>
  Object.fromEntries(Object.keys(tenant.seats).map((skuId) => [skuId, tape.choose([0, 1, -1, 2, -2, 20])]));

describe("consumedUnits that lag behind", () => {
  it(
    `harm nobody, and once they are right a later run does what is left ${trial(0.03)}`,
    { timeout: timeLimit(0.03) },
    () =>
      checkProperty(
        0.03,
        { seats: "tight", groups: true, oddities: true, limits: "wide" },
        async ({ tenant, stack, behaviour }, tape) => {
          const simulated = simulateTenant(tenant, { ...behaviour, lag: drawLag(tape, tenant) });
          const up = await runStack(simulated, stack);
          simulated.settle();
          const objections = harm(tenant, simulated, up);
          simulated.behave(behaviour);
          return [...objections, ...(await runOn(simulated, up.next))];
        },
      ),
  );

  it(`make no difference where everybody is read ${trial(0.01)}`, { timeout: timeLimit(0.01) }, () =>
    checkProperty(
      0.01,
      { seats: "tight", groups: true, oddities: false, limits: "wide" },
      async ({ tenant, stack: drawn, behaviour }, tape) => {
        const [sku] = Object.keys(tenant.seats);
        const stack = {
          ...drawn,
          policy: { ...drawn.policy, authoritative: { skus: [sku!], scope: "tenant" as const } },
        };
        const [lagging, exact] = [
          simulateTenant(tenant, { ...behaviour, lag: drawLag(tape, tenant) }),
          simulateTenant(tenant, behaviour),
        ];
        const [one, two] = [await runStack(lagging, stack), await runStack(exact, stack)];
        if (shortfalls(two).length > 0) return [];
        return [
          ...(JSON.stringify(one.plan) === JSON.stringify(two.plan) ? [] : ["the plan is another one"]),
          ...differences(exact.tenant, lagging.tenant),
        ];
      },
    ),
  );
});
