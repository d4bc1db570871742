import { describe, it } from "vitest";
import type { Plan } from "../../../src/terms/plan";
import { differences } from "../oracle/compare";
import { simulateTenant } from "../oracle/simulated-tenant";
import type { SmallTenant } from "../oracle/small-tenant";
import { declaredOf, type Stack } from "../oracle/stack";
import { checkProperty, timeLimit, trial } from "./check-property";
import { runStack } from "./run-stack";
import type { Tape } from "./tape";

/** The ledger from before some people passed their names on, each to the one before: 1 is called now as 0 was then. */
function withFormerNames(stack: Stack, { people }: SmallTenant, tape: Tape): Stack {
  const renamed = people.slice(0, 1 + tape.pick(people.length));
  const former = new Map(renamed.map(({ id, upn }, i) => [id, renamed[i + 1]?.upn ?? `was-${upn}`]));
  const users = stack.ledger.users.map((entry) => ({ ...entry, name: former.get(entry.id) ?? entry.name }));
  return { ...stack, ledger: { ...stack.ledger, users } };
}

function changesOf({ transitions, losses }: Plan): readonly string[] {
  return [
    ...transitions.map(({ id, grants, removals }) => JSON.stringify([id, grants, removals])),
    ...losses.map(({ userId, path, skuId }) => JSON.stringify([userId, path, skuId])),
  ].sort();
}

describe("people whose names went to others", () => {
  it(
    `get what the file says of their present names where it has them all ${trial(0.02)}`,
    { timeout: timeLimit(0.02) },
    () =>
      checkProperty(
        0.02,
        { seats: "ample", groups: true, oddities: false, limits: "wide" },
        async ({ tenant, stack: drawn, behaviour }, tape) => {
          const [plain, aged] = [simulateTenant(tenant, behaviour), simulateTenant(tenant, behaviour)];
          const stack = withFormerNames(drawn, tenant, tape);
          const one = await runStack(plain, drawn);
          const two = await runStack(aged, stack);
          const isWhole = tenant.people.every((person) => declaredOf(drawn, person) !== undefined);
          if (!isWhole && two.refused.length > 0) return [];
          const [said, says] = [changesOf(one.plan), changesOf(two.plan)];
          return [
            ...said.filter((change) => !says.includes(change)).map((change) => `not ${change}`),
            ...says.filter((change) => !said.includes(change)).map((change) => `instead ${change}`),
            ...differences(plain.tenant, aged.tenant),
          ];
        },
      ),
  );
});
