import { describe, it } from "vitest";
import { interruptions } from "../oracle/compare";
import { losers } from "../oracle/losing";
import { miniSkuNamed } from "../oracle/miniature-catalog";
import { simulateTenant } from "../oracle/simulated-tenant";
import { type Group, heldSkus, isHolding, type Person } from "../oracle/small-tenant";
import { declaredOfGroup, isProtected, isReleasedGroup, type Stack } from "../oracle/stack";
import { checkProperty, timeLimit, trial } from "./check-property";
import { runStack } from "./run-stack";

/** Whether this member is without something declared only because there once was no seat. */
function isStranded(person: Person, group: Group, stack: Stack): boolean {
  if (
    isProtected(stack, person) ||
    isReleasedGroup(stack, group) ||
    person.sight !== "clear" ||
    !group.members.includes(person.id)
  )
    return false;
  const failed = person.holdings.filter((holding) => holding.group === group.id && !isHolding(holding));
  const declared = (declaredOfGroup(stack, group)?.licenses ?? []).map(({ sku }) => miniSkuNamed(sku).id);
  return (
    failed.some(({ trouble }) => trouble?.error === "CountViolation") &&
    failed.some(({ skuId }) => declared.includes(skuId) && !heldSkus(person).has(skuId))
  );
}

describe("members for whom a group had no seat", () => {
  it(`have what is declared after a run for which there are seats ${trial(0.02)}`, { timeout: timeLimit(0.02) }, () =>
    checkProperty(
      0.02,
      { seats: "ample", groups: true, oddities: true, failing: true, limits: "wide" },
      async ({ tenant, stack, behaviour }) => {
        const simulated = simulateTenant(tenant, behaviour);
        const { execution } = await runStack(simulated, stack);
        if (execution === undefined) return [];
        return simulated.tenant.groups.flatMap((group) =>
          simulated.tenant.people
            .filter((person) => isStranded(person, group, stack))
            .map((person) => `${person.upn} still has no seat of what ${group.name} has`),
        );
      },
    ),
  );

  it(
    `cost nobody anything, however few seats there are and whoever may not be processed ${trial(0.02)}`,
    { timeout: timeLimit(0.02) },
    () =>
      checkProperty(
        0.02,
        { seats: "tight", groups: true, oddities: true, failing: true, limits: "wide" },
        async ({ tenant, stack, behaviour }, tape) => {
          const refuses = new Set(tenant.people.filter(() => tape.oneIn(4)).map(({ id }) => id));
          const simulated = simulateTenant(tenant, { ...behaviour, refuses });
          const { plan } = await runStack(simulated, stack);
          const told = new Set(plan.losses.map(({ userId }) => userId));
          const untold = losers(tenant, simulated.tenant).filter((id) => !told.has(id));
          // A group that changes has its members processed by that, at the end of the run: of what they lose before the
          // guard is told.
          const changed = new Set(plan.transitions.filter(({ kind }) => kind !== "reprocess").map(({ id }) => id));
          const served = new Set(tenant.groups.filter(({ id }) => changed.has(id)).flatMap(({ members }) => members));
          const seen = simulated.log.filter(
            ({ personId }) =>
              !served.has(personId) && tenant.people.find(({ id }) => id === personId)?.sight === "clear",
          );
          return [
            ...untold.map((id) => `${id} lost something and was not told of`),
            ...interruptions(tenant, simulated.tenant, seen),
            ...simulated.nonsense,
          ];
        },
      ),
  );
});
