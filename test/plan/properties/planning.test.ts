import { isDeepStrictEqual } from "node:util";
import { describe, it } from "vitest";
import type { Observed } from "../../../src/plan/observed";
import type { Plan } from "../../../src/plan/plan";
import { planTenant } from "../../../src/plan/plan-tenant";
import { refusals } from "../../../src/plan/refused";
import { requestReads } from "../../../src/plan/request-reads";
import { guardObjections } from "../oracle/guard";
import { losers } from "../oracle/losing";
import { observe } from "../oracle/observe";
import { targetOf } from "../oracle/specification";
import { checkProperty, timeLimit, trial } from "./check-property";
import { type Case, today } from "./draw-case";

function planOf({ tenant, stack }: Case): Plan {
  const observed = observe(tenant, requestReads(stack.desired, stack.ledger, stack.policy));
  return planTenant({ ...stack, observed, today });
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
      assignments === undefined ? user : { ...user, assignments: turned(assignments).map((one) => ({ ...one, disabledPlans: turned(one.disabledPlans) })) },
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
  it(`is refused by the guard exactly when too many people lose something ${trial(0.1)}`, { timeout: timeLimit(0.1) }, () =>
    checkProperty(0.1, { seats: "ample", groups: true, oddities: true, limits: "tight" }, async (drawn) => {
      await Promise.resolve();
      const plan = planOf(drawn);
      const target = targetOf(drawn.tenant, drawn.stack);
      const expected = guardObjections(drawn.tenant, target, drawn.stack);
      const losing = losers(drawn.tenant, target).sort();
      const told = [...new Set(plan.losses.map(({ userId }) => userId))].sort();
      const refused = refusals(plan);
      const objections: string[] = [];
      if (losing.join() !== told.join()) objections.push(`${losing.join()} lose something, the plan says ${told.join()}: ${JSON.stringify(plan.losses)}`);
      if (plan.guard.losing !== losing.length) objections.push(`${losing.length} lose something, the guard was told ${plan.guard.losing}`);
      if (expected.length > 0 && refused.length === 0) objections.push(`not refused, although ${expected.join(" and ")}`);
      if (expected.length === 0 && refused.length > 0) objections.push(`refused without need: ${refused.map(({ code, message }) => `${code}: ${message}`).join(" ")}`);
      return objections;
    }));

  it(`is the same bytes whatever the order in which the tenant was read ${trial(0.07)}`, { timeout: timeLimit(0.07) }, () =>
    checkProperty(0.07, { seats: "tight", groups: true, oddities: true, failing: true, limits: "tight" }, ({ tenant, stack }) => {
      const request = requestReads(stack.desired, stack.ledger, stack.policy);
      const observed = observe(tenant, request);
      const plan = planTenant({ ...stack, observed, today });
      const text = JSON.stringify(plan);
      const objections: string[] = [];
      if (text !== JSON.stringify(planTenant({ ...stack, observed: observe(tenant, request), today }))) objections.push("planned twice, it differs");
      const turned = JSON.stringify(planTenant({ ...stack, observed: turnAround(observed), today }));
      if (text !== turned) objections.push(`read in another order, it differs: ${text} ${turned}`);
      if (!isDeepStrictEqual(JSON.parse(text), plan)) objections.push("it is not plain data");
      return Promise.resolve(objections);
    }));
});
