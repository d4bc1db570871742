import { describe, it } from "vitest";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { planTenant } from "../../../src/plan/plan-tenant";
import type { Observed } from "../../../src/terms/observed";
import type { Plan } from "../../../src/terms/plan";
import { now, today } from "../oracle/day";
import { observe } from "../oracle/observe";
import { checkProperty, type Objections, runsOf, timeLimit, trial } from "./check-property";
import type { Case, Menu } from "./draw-case";
import type { Tape } from "./tape";

/** Plans alone are quick to make: at least 300, also where everything else is tried a few times. */
const share = Math.max(0.02, 300 / runsOf(1));

type SeatChange = ReadonlyMap<string, number>;

/** The tenant with so many seats more of each SKU; Microsoft may also have taken some that were in use. */
function withSeats(observed: Observed, seats: SeatChange): Observed {
  const skus = observed.skus.map((sku) => ({
    ...sku,
    enabled: Math.max(0, sku.enabled + (seats.get(sku.skuId) ?? 0)),
  }));
  return { ...observed, skus };
}

/** What `Buy n seats` says of each SKU. */
function boughtOf(plan: Plan): SeatChange {
  return new Map(
    plan.findings.flatMap(({ code, message, remedy = "" }) => {
      const number = /^Buy (\d+) seats?\b/.exec(remedy)?.[1];
      const skuId = plan.seats.find((line) => message.startsWith(`${plan.skus[line.skuId]?.partNumber ?? ""}:`))?.skuId;
      return code === "seats-short" && number !== undefined && skuId !== undefined ? [[skuId, Number(number)]] : [];
    }),
  );
}

function shortages(plan: Plan): string[] {
  return plan.findings
    .filter(({ code }) => code === "seats-short" || code === "waits-too")
    .map(({ code, message, remedy = "" }) => `${code}: ${message} ${remedy}`);
}

function judgeBuying({ tenant, stack }: Case, tape: Tape): Objections {
  const lessened = new Map(Object.keys(tenant.seats).map((skuId) => [skuId, -tape.choose([0, 1, 0, 3, 2])]));
  const observed = withSeats(observe(tenant, requestReads(stack.desired, stack.ledger, stack.policy)), lessened);
  const planWith = (seats: SeatChange): Plan =>
    planTenant({ ...stack, observed: withSeats(observed, seats), today, now });
  const plan = planWith(new Map());
  const told = shortages(plan);
  if (told.length === 0) return [];
  const bought = boughtOf(plan);
  const after = planWith(bought);
  // Two people who wait for each other's seat are another matter, which the plan says for itself.
  if (after.findings.some(({ code }) => code === "seats-stuck")) return [];
  const still = shortages(after);
  return still.length === 0 ? [] : [...told, `still, after buying ${JSON.stringify([...bought])}:`, ...still];
}

const tight: Menu = { seats: "tight", groups: true, oddities: false, limits: "wide" };

describe("buying as many seats as the plan says", () => {
  it(`makes the next plan sufficient ${trial(share)}`, { timeout: timeLimit(share) }, () =>
    checkProperty(share, tight, (drawn, tape) => Promise.resolve(judgeBuying(drawn, tape))),
  );

  it(`makes it sufficient where the order of the stack decides ${trial(share)}`, { timeout: timeLimit(share) }, () =>
    checkProperty(share, { ...tight, inOrder: true }, (drawn, tape) => Promise.resolve(judgeBuying(drawn, tape))),
  );
});
