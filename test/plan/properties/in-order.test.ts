import { describe, it } from "vitest";
import { interruptions } from "../oracle/compare";
import { losers, lossesOf } from "../oracle/losing";
import { miniSkuNamed } from "../oracle/miniature-catalog";
import { simulateTenant } from "../oracle/simulated-tenant";
import { type Person, type SmallTenant, directHolding, heldSkus, licensingOf } from "../oracle/small-tenant";
import { targetOf } from "../oracle/specification";
import { declaredOf, type Stack } from "../oracle/stack";
import { checkProperty, timeLimit, trial } from "./check-property";
import { runStack } from "./run-stack";

const lineOf = (tenant: SmallTenant, person: Person): string =>
  licensingOf({ ...tenant, people: [person], groups: [] });

/** SKUs that are declared for a person who did not hold them. */
function wantedBy(person: Person, stack: Stack): string[] {
  const held = heldSkus(person);
  return (declaredOf(stack, person)?.licenses ?? [])
    .map(({ sku }) => miniSkuNamed(sku).id)
    .filter((skuId) => !held.has(skuId));
}

function placeOf(person: Person, stack: Stack): number {
  const { onShortage } = stack.policy;
  const at = onShortage.kind === "inOrder" ? onShortage.order.indexOf(declaredOf(stack, person)?.name ?? "") : -1;
  return at < 0 ? Infinity : at;
}

describe("onShortage: assignInOrder", () => {
  for (const shape of ["anything", "exchanges"] as const) {
    it(
      `gives nobody a seat that somebody earlier in the order went without, ${shape} ${trial(0.02)}`,
      { timeout: timeLimit(0.02) },
      () =>
        checkProperty(
          0.02,
          {
            seats: shape === "exchanges" ? "scarce" : "tight",
            groups: false,
            oddities: false,
            limits: "wide",
            inOrder: true,
            ...(shape === "exchanges" && { shape }),
          },
          async ({ tenant, stack, behaviour }) => {
            const simulated = simulateTenant(tenant, behaviour);
            const up = await runStack(simulated, stack);
            if (up.refused.length > 0) return [];
            const now = (person: Person): Person => simulated.tenant.people.find(({ id }) => id === person.id)!;
            const wanting = tenant.people
              .map((person) => ({ person, place: placeOf(person, stack), wanted: wantedBy(person, stack) }))
              .filter(({ wanted }) => wanted.length > 0);
            const objections: string[] = simulated.shortages.map((shortage) => shortage);
            const isServed = ({ person, wanted }: (typeof wanting)[number]): boolean =>
              wanted.every((skuId) => directHolding(now(person), skuId) !== undefined);
            const stuck = up.plan.findings.some(({ code }) => code === "seats-stuck");
            for (const one of wanting) {
              if (isServed(one)) continue;
              if (lineOf(tenant, one.person) !== lineOf(tenant, now(one.person)))
                objections.push(`${one.person.upn} goes without, and has not kept everything`);
              // Who waits for one thing alone can be compared with the others who got it; who waits for another's seat
              // waits for more than a place in the order.
              const [skuId, second] = one.wanted;
              if (skuId === undefined || second !== undefined || stuck) continue;
              for (const other of wanting) {
                if (other.place > one.place && other.wanted.includes(skuId) && isServed(other))
                  objections.push(`${other.person.upn} got a seat of ${skuId} that ${one.person.upn} went without`);
              }
            }
            return objections;
          },
        ),
    );
  }

  it(
    `takes nothing from anybody that they would keep if there were seats for all, by groups either ${trial(0.02)}`,
    { timeout: timeLimit(0.02) },
    () =>
      checkProperty(
        0.02,
        { seats: "tight", groups: true, oddities: false, limits: "wide", inOrder: true },
        async ({ tenant, stack, behaviour }) => {
          const simulated = simulateTenant(tenant, behaviour);
          await runStack(simulated, stack);
          simulated.settle();
          const target = targetOf(tenant, stack);
          return tenant.people.flatMap((person, i) => {
            const anyway = lossesOf(person, target.people[i]!);
            return lossesOf(person, simulated.tenant.people[i]!)
              .filter((loss) => !anyway.includes(loss))
              .map((loss) => `${person.upn} has lost ${loss}`);
          });
        },
      ),
  );

  it(
    `takes nothing untold, and leaves nobody in between without what they keep, where groups give too ${trial(0.02)}`,
    { timeout: timeLimit(0.02) },
    () =>
      checkProperty(
        0.02,
        { seats: "tight", groups: true, oddities: true, failing: true, limits: "wide", inOrder: true },
        async ({ tenant, stack, behaviour }) => {
          const simulated = simulateTenant(tenant, behaviour);
          const { plan } = await runStack(simulated, stack);
          simulated.settle();
          const told = new Set(plan.losses.map(({ userId }) => userId));
          // Whoever is told to lose something may get it back at the end, from a group that had failed before.
          const seen = simulated.log.filter(
            ({ personId }) => !told.has(personId) && tenant.people.find(({ id }) => id === personId)?.sight === "clear",
          );
          const untold = losers(tenant, simulated.tenant).filter((id) => !told.has(id));
          return [
            ...untold.map((id) => `${id} lost something and was not told of`),
            ...interruptions(tenant, simulated.tenant, seen),
            ...simulated.nonsense,
          ];
        },
      ),
  );
});
