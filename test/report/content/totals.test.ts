import fc from "fast-check";
import { expect, it } from "vitest";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { planTenant } from "../../../src/plan/plan-tenant";
import { changeSets } from "../../../src/report/content/changes";
import { costOf } from "../../../src/report/content/cost";
import { lossSets } from "../../../src/report/content/losses";
import { missingOf } from "../../../src/report/content/seats";
import { summarize } from "../../../src/report/content/summary";
import type { Plan } from "../../../src/terms/plan";
import { now, today } from "../../plan/oracle/day";
import { observe } from "../../plan/oracle/observe";
import { drawCase, type Menu } from "../../plan/properties/draw-case";
import { readTape } from "../../plan/properties/tape";

const numRuns = 300;
const menus: readonly Menu[] = [
  { seats: "tight", groups: true, oddities: true, failing: true, limits: "wide" },
  { seats: "tight", groups: true, oddities: true, limits: "wide", inOrder: true },
];

/** A plan of a random tenant. */
const plans = fc
  .tuple(fc.uint8Array({ minLength: 160, maxLength: 160, size: "max" }), fc.constantFrom(...menus))
  .map(([bytes, menu]): Plan => {
    const { tenant, stack } = drawCase(readTape(bytes), menu);
    const observed = observe(tenant, requestReads(stack.desired, stack.ledger, stack.policy));
    return planTenant({ ...stack, observed, today, now });
  });
const price = fc.integer({ min: 1, max: 9_999 }).map((cents) => cents / 100);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const cents = (value: number): number => Math.round(value * 100);

it(`every total is the sum of the parts that are shown (${numRuns} cases)`, { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(plans, fc.array(price, { minLength: 1, maxLength: 6 }), (plan, prices) => {
      const summary = summarize(plan);
      const sets = changeSets(plan);
      const people = sets.filter(({ principal }) => principal === "user");
      const of = (kind: string): number =>
        sum(people.filter((set) => set.kind === kind).map(({ transitions }) => transitions.length));
      expect(summary.lose).toBe(sum(lossSets(plan).map(({ names }) => names.length)));
      expect(summary.critical).toBe(
        sum(lossSets(plan).flatMap(({ critical, names }) => (critical.length > 0 ? names.length : []))),
      );
      for (const kind of ["gain", "swap", "move", "adjust", "locate"] as const) expect(summary[kind]).toBe(of(kind));
      expect(summary.groups).toBe(
        sum(sets.filter(({ principal }) => principal === "group").map(({ transitions }) => transitions.length)),
      );
      for (const seat of plan.seats) {
        expect(seat.usedAfter).toBe(seat.usedNow + seat.gained - seat.freed);
        expect(seat.short).toBe(seat.goWithout.length);
        expect(missingOf(seat) > 0).toBe(seat.short > 0);
      }
      const bySku = Object.fromEntries(plan.seats.map(({ skuId }, at) => [skuId, prices[at % prices.length] ?? 1]));
      const cost = costOf(plan, { currency: "EUR", bySku });
      if (cost === undefined) return;
      expect(cents(cost.now)).toBe(sum(cost.lines.map((line) => cents(line.now))));
      expect(cents(cost.after)).toBe(sum(cost.lines.map((line) => cents(line.after))));
      const missing = plan.seats.map((seat) => cents(missingOf(seat) * (bySku[seat.skuId] ?? 0)));
      expect(cents(cost.shortage)).toBe(sum(missing));
      expect(cost.shortageAfter).toBeLessThanOrEqual(cost.shortage);
      expect(cents(cost.shortageAfter)).toBeLessThanOrEqual(cents(cost.after));
    }),
    { numRuns },
  );
});
