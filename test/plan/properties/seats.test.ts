import { describe, it } from "vitest";
import { planTenant } from "../../../src/plan/plan-tenant";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { differences } from "../oracle/compare";
import { today } from "../oracle/day";
import { observe } from "../oracle/observe";
import { findOrder, overdrawn } from "../oracle/orders";
import { simulateTenant } from "../oracle/simulated-tenant";
import { targetOf } from "../oracle/specification";
import { checkProperty, type Objections, timeLimit, trial } from "./check-property";
import type { Case } from "./draw-case";
import { runStack, shortfalls } from "./run-stack";
import { refusals } from "../../../src/terms/refusals";

async function judgeSeats({ tenant, stack, behaviour }: Case): Promise<Objections> {
  const simulated = simulateTenant(tenant, behaviour);
  const up = await runStack(simulated, stack);
  if (up.refused.length > 0) return [];
  const target = targetOf(tenant, stack);
  const objections = [...differences(target, simulated.tenant), ...shortfalls(up)];
  if (simulated.shortages.length === 0) return objections;
  const order = findOrder(tenant, target);
  return order === undefined || order === null
    ? objections
    : [...objections, ...simulated.shortages, `but this order meets none: ${order.join("; ")}`];
}

function judgeRefusal({ tenant, stack }: Case): Promise<Objections> {
  const observed = observe(tenant, requestReads(stack.desired, stack.ledger, stack.policy));
  const refused = refusals(planTenant({ ...stack, observed, today })).filter(({ code }) => code.startsWith("seats"));
  const objections: string[] = [];
  const target = targetOf(tenant, stack);
  const order = findOrder(tenant, target);
  const short = overdrawn(tenant, target);
  if (short.length > 0 && refused.length === 0)
    objections.push(`not seats enough of ${short.join()}, and the plan is not refused`);
  // Members of groups may find no seat at first and be processed again; people wait for each other for ever.
  if (order === null && tenant.groups.length === 0 && refused.length === 0)
    objections.push("no order of steps has seats enough, and the plan is not refused");
  if (order !== null && order !== undefined && refused.length > 0)
    objections.push(
      `refused: ${refused.map(({ message }) => message).join(" ")}`,
      `but this order has seats enough: ${order.join("; ")}`,
    );
  return Promise.resolve(objections);
}

const withGroups = { seats: "tight", groups: true, oddities: false, limits: "wide" } as const;
const exchanges = { seats: "scarce", groups: false, oddities: false, limits: "wide", shape: "exchanges" } as const;

describe("seats", () => {
  it(
    `refuse a plan exactly when no order of steps has enough of them ${trial(0.04)}`,
    { timeout: timeLimit(0.04) },
    () => checkProperty(0.04, withGroups, judgeRefusal),
  );

  it(
    `refuse people who exchange licences exactly when no order of steps has enough of them ${trial(0.03)}`,
    { timeout: timeLimit(0.03) },
    () => checkProperty(0.03, exchanges, judgeRefusal),
  );

  it(
    `are never found missing where an order exists in which they are not ${trial(0.05)}`,
    { timeout: timeLimit(0.05) },
    () => checkProperty(0.05, withGroups, judgeSeats),
  );

  it(
    `are never missed by people who exchange licences where an order exists in which they are not ${trial(0.03)}`,
    { timeout: timeLimit(0.03) },
    () => checkProperty(0.03, exchanges, judgeSeats),
  );
});
