import { isDeepStrictEqual } from "node:util";
import { describe, it } from "vitest";
import type { Observed } from "../../../src/terms/observed";
import type { Plan } from "../../../src/terms/plan";
import { planTenant } from "../../../src/plan/plan-tenant";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { today } from "../oracle/day";
import { approvedPeople, guardObjections } from "../oracle/guard";
import { losers } from "../oracle/losing";
import { observe } from "../oracle/observe";
import { simulateTenant } from "../oracle/simulated-tenant";
import { targetOf } from "../oracle/specification";
import { checkProperty, type Objections, timeLimit, trial } from "./check-property";
import type { Case } from "./draw-case";
import { runStack } from "./run-stack";
import { refusals } from "../../../src/terms/refusals";

function planOf({ tenant, stack }: Pick<Case, "tenant" | "stack">): Plan {
  const observed = observe(tenant, requestReads(stack.desired, stack.ledger, stack.policy));
  return planTenant({ ...stack, observed, today });
}

function judgeGuard({ tenant, stack }: Case): Promise<Objections> {
  const plan = planOf({ tenant, stack });
  const target = targetOf(tenant, stack);
  const expected = guardObjections(tenant, target, stack);
  const losing = losers(tenant, target).sort();
  const told = [...new Set(plan.losses.map(({ userId }) => userId))].sort();
  const refused = refusals(plan);
  const objections: string[] = [];
  if (losing.join() !== told.join())
    objections.push(`${losing.join()} lose something, the plan says ${told.join()}: ${JSON.stringify(plan.losses)}`);
  if (plan.guard.losing !== losing.length)
    objections.push(`${losing.length} lose something, the guard was told ${plan.guard.losing}`);
  if (expected.length > 0 && refused.length === 0) objections.push(`not refused, although ${expected.join(" and ")}`);
  if (expected.length === 0 && refused.length > 0)
    objections.push(`refused without need: ${refused.map(({ code, message }) => `${code}: ${message}`).join(" ")}`);
  return Promise.resolve(objections);
}

function turned<T>(values: readonly T[]): T[] {
  return [...values].reverse();
}

/** The same tenant, every list of it back to front. */
function turnAround(observed: Observed): Observed {
  return {
    ...observed,
    skus: turned(observed.skus),
    users: turned(observed.users).map(({ assignments, ...user }) =>
      assignments === undefined
        ? user
        : {
            ...user,
            assignments: turned(assignments).map((one) => ({ ...one, disabledPlans: turned(one.disabledPlans) })),
          },
    ),
    groups: turned(observed.groups).map(({ members, ...group }) => ({
      ...group,
      ...(members !== undefined && { members: turned(members) }),
      licenses: turned(group.licenses).map((one) => ({ ...one, disabledPlans: turned(one.disabledPlans) })),
    })),
    absent: turned(observed.absent),
  };
}

describe("a plan", () => {
  it(
    `is refused by the guard exactly when too many people lose something ${trial(0.06)}`,
    { timeout: timeLimit(0.06) },
    () => checkProperty(0.06, { seats: "ample", groups: true, oddities: true, limits: "tight" }, judgeGuard),
  );

  it(`lets through exactly as many as are approved ${trial(0.03)}`, { timeout: timeLimit(0.03) }, () =>
    checkProperty(0.03, { seats: "ample", groups: true, oddities: true, limits: "tight", approvals: true }, judgeGuard),
  );

  it(
    `remembers what is spent of an approval, and counts the rest against the window ${trial(0.02)}`,
    { timeout: timeLimit(0.02) },
    () =>
      checkProperty(
        0.02,
        { seats: "ample", groups: true, oddities: false, limits: "tight", approvals: true },
        async ({ tenant, stack, behaviour }) => {
          const simulated = simulateTenant(tenant, behaviour);
          const { execution } = await runStack(simulated, stack);
          if (execution === undefined) return [];
          const losing = losers(tenant, simulated.tenant);
          const covered = approvedPeople(tenant, losing, stack);
          const sum = (counts: Readonly<Record<string, number>>): number =>
            Object.values(counts).reduce((all, one) => all + one, 0);
          const lost = sum(execution.ledger.lossesByDay) - sum(stack.ledger.lossesByDay);
          const spent = sum(execution.ledger.approvalsSpent) - sum(stack.ledger.approvalsSpent);
          return lost === losing.length - covered && spent === covered
            ? []
            : [
                `${losing.length} lose something, ${covered} of them approved; the ledger counts ${lost} more ` +
                  `losses and ${spent} more spent`,
              ];
        },
      ),
  );

  it(
    `is the same bytes whatever the order in which the tenant was read ${trial(0.04)}`,
    { timeout: timeLimit(0.04) },
    () =>
      checkProperty(
        0.04,
        { seats: "tight", groups: true, oddities: true, failing: true, limits: "tight" },
        ({ tenant, stack }) => {
          const request = requestReads(stack.desired, stack.ledger, stack.policy);
          const observed = observe(tenant, request);
          const plan = planTenant({ ...stack, observed, today });
          const text = JSON.stringify(plan);
          const objections: string[] = [];
          if (text !== JSON.stringify(planTenant({ ...stack, observed: observe(tenant, request), today })))
            objections.push("planned twice, it differs");
          const turned = JSON.stringify(planTenant({ ...stack, observed: turnAround(observed), today }));
          if (text !== turned) objections.push(`read in another order, it differs: ${text} ${turned}`);
          if (!isDeepStrictEqual(JSON.parse(text), plan)) objections.push("it is not plain data");
          return Promise.resolve(objections);
        },
      ),
  );
});
