import { describe, it } from "vitest";
import { executePlan } from "../../../src/plan/execute/execute-plan";
import { forecastFrom } from "../../../src/plan/forecast-seats";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { planWithModel } from "../../../src/plan/plan-tenant";
import { poolsOf } from "../../../src/plan/seats/seats";
import type { PlanWithModel } from "../../../src/plan/decide/model";
import type { Desired, DesiredPrincipal } from "../../../src/terms/desired";
import type { ForecastLine } from "../../../src/terms/forecast";
import { refusals } from "../../../src/terms/refusals";
import { today } from "../oracle/day";
import { simulateTenant } from "../oracle/simulated-tenant";
import { shortfalls } from "./run-stack";
import { checkProperty, timeLimit, trial } from "./check-property";
import type { Tape } from "./tape";

const days = [today, "2026-03-09", "2026-04-01", "2026-06-30"] as const;
const noon = (day: string): string => `${day}T12:00:00.000Z`;

/** What is declared on each of the days: everybody may come later, go earlier, or be there for a while only. */
function drawCourse(tape: Tape, desired: Desired): readonly Desired[] {
  const draw = (principal: DesiredPrincipal) => {
    const from = tape.oneIn(3) ? tape.pick(days.length) : 0;
    const until = tape.oneIn(3) ? tape.pick(days.length) : days.length;
    return { principal, from, until };
  };
  const [users, groups] = [desired.users.map(draw), desired.groups.map(draw)];
  return days.map((_, day) => {
    const there = (drawn: ReturnType<typeof draw>[]) =>
      drawn.flatMap(({ principal, from, until }) => (from <= day && day < until ? [principal] : []));
    return { ...desired, users: there(users), groups: there(groups) };
  });
}

/** What a plan says of the seats of a product: in use, to buy, and who waits for one. */
function lineOf({ plan, model }: PlanWithModel, skuId: string): Pick<ForecastLine, "bought" | "needed"> {
  const pool = poolsOf(model.input.observed).get(skuId) ?? { bought: 0, used: 0 };
  const line = plan.seats.find((one) => one.skuId === skuId);
  const waiting = (plan.waits ?? []).filter(
    ({ group, licenses }) => group !== undefined && licenses.some((one) => one.skuId === skuId),
  ).length;
  // What a changing group gives is counted in the line, and those who get nothing of it in what is missing.
  const needed = line === undefined ? pool.used + waiting : Math.max(line.usedAfter, pool.bought + (line.missing ?? 0));
  return { bought: pool.bought, needed: line === undefined || line.short > 0 ? needed : line.usedAfter };
}

describe("a forecast", () => {
  for (const menu of [
    { seats: "ample", groups: true, oddities: false, limits: "wide" },
    { seats: "tight", groups: false, oddities: true, limits: "wide", inOrder: true },
    { seats: "tight", groups: true, oddities: false, limits: "wide", inOrder: true },
    { seats: "tight", groups: false, oddities: true, limits: "tight", gone: true },
  ] as const)
    it(
      `tells of a day what a plan made on that day says, ${JSON.stringify(menu)} ${trial(0.02)}`,
      { timeout: timeLimit(0.08) },
      () =>
        checkProperty(0.02, menu, async ({ tenant, stack, behaviour }, tape) => {
          const course = drawCourse(tape, stack.desired);
          const simulated = simulateTenant(tenant, behaviour);
          // Everybody who is ever declared is read from the first day on.
          const everybody = { ...stack.desired, dormant: [] };
          const read = (desired: Desired, ledger: typeof stack.ledger) =>
            simulated.read(requestReads(desired, ledger, stack.policy));
          const planOn = (day: number, ledger: typeof stack.ledger): PlanWithModel =>
            planWithModel({
              desired: course[day]!,
              policy: stack.policy,
              ledger,
              observed: read(everybody, ledger),
              today: days[day]!,
              now: noon(days[day]!),
            });
          let { ledger } = stack;
          const forecast = forecastFrom(
            planOn(0, ledger),
            days.slice(1).map((day) => ({ day, kind: "begins", assignment: "a" })),
            (day) => ({
              desired: course[days.indexOf(day as (typeof days)[number])]!,
              policy: stack.policy,
              now: noon(day),
            }),
            { kind: "known", ends: [] },
          );
          const wrong: string[] = [];
          for (const [at, day] of days.entries()) {
            const planned = planOn(at, ledger);
            const told = forecast.days[at]!;
            for (const { unrenewed: _, ...line } of told.lines) {
              const said = lineOf(planned, line.skuId);
              if (said.bought !== line.bought || said.needed !== line.needed)
                wrong.push(`${day}: told ${JSON.stringify(line)}, planned ${JSON.stringify(said)}`);
            }
            for (const { skuId, gained, freed, short } of planned.plan.seats)
              if ((short > 0 || (at > 0 && gained !== freed)) && !told.lines.some((line) => line.skuId === skuId))
                wrong.push(`${day}: nothing told of ${skuId}`);
            if (refusals(planned.plan).length > 0) break;
            const execution = await executePlan({ ...planned, clock: () => noon(day), port: simulated.port });
            simulated.settle();
            ({ ledger } = execution);
            // It tells of plans: where Graph leaves a member of a group without, a run does less than its plan.
            if (shortfalls({ plan: planned.plan, refused: [], execution, next: stack }).length > 0) break;
          }
          return wrong;
        }),
    );
});
