import { describe, expect, it } from "vitest";
import { forecastFrom, withForecast } from "../../src/plan/forecast-seats";
import { planWithModel } from "../../src/plan/plan-tenant";
import type { SubscriptionEnds } from "../../src/terms/forecast";
import type { Observed } from "../../src/terms/observed";
import { desired, noLimits, observed, owning, policy, sku, skuIds, today, user } from "./support/tenant";

const none: SubscriptionEnds = { kind: "known", ends: [] };
const on = (people: Readonly<Record<string, string>>, over: Parameters<typeof policy>[0] = {}) => ({
  desired: desired(people),
  policy: policy({ limits: noLimits, ...over }),
  now: "2027-01-01T12:00:00.000Z",
});
const plan = (people: Readonly<Record<string, string>>, over: Partial<Observed>) =>
  planWithModel({
    desired: desired(people),
    ledger: owning(),
    observed: observed(over),
    policy: policy({ limits: noLimits }),
    today,
  });

describe("a forecast", () => {
  it("counts what is needed on the days of the next year on which something changes, and no other", () => {
    const planned = plan(
      { a: "VISIOCLIENT" },
      { skus: [sku("VISIO", { enabled: 2 }), sku("E3")], users: [user("a"), user("b"), user("c")] },
    );
    const days: string[] = [];
    const forecast = forecastFrom(
      planned,
      [
        { day: "2027-01-01", kind: "begins", assignment: "interns" },
        { day: "2027-02-01", kind: "ends", assignment: "interns" },
        { day: "2029-01-01", kind: "begins", assignment: "later" },
        { day: today, kind: "begins", assignment: "today" },
      ],
      (day) => {
        days.push(day);
        return day === "2027-01-01"
          ? on({ a: "VISIOCLIENT", b: "VISIOCLIENT", c: "VISIOCLIENT" })
          : on({ a: "VISIOCLIENT" });
      },
      none,
    );
    expect(days).toEqual(["2027-01-01", "2027-02-01"]);
    expect(forecast.until).toBe("2027-11-23");
    expect(forecast.days.map(({ day, lines, refused }) => [day, lines, refused])).toEqual([
      [today, [{ skuId: skuIds.VISIO, bought: 2, unrenewed: 0, used: 1, needed: 1 }], []],
      ["2027-01-01", [{ skuId: skuIds.VISIO, bought: 2, unrenewed: 0, used: 3, needed: 3 }], ["seats-short"]],
      ["2027-02-01", [{ skuId: skuIds.VISIO, bought: 2, unrenewed: 0, used: 1, needed: 1 }], []],
    ]);
  });

  it("takes seats in grace away when the grace is over, and only tells of terms, which somebody may renew", () => {
    const planned = plan({}, { skus: [sku("E3", { enabled: 5, warning: 3, consumed: 4 })], users: [] });
    const forecast = forecastFrom(planned, [], () => on({}), {
      kind: "known",
      ends: [
        { skuId: skuIds.E3, seats: 3, day: "2026-12-01", of: "grace", isTrial: false },
        { skuId: skuIds.E3, seats: 5, day: "2027-03-01", of: "term", isTrial: true },
        { skuId: skuIds.E3, seats: 9, day: "2026-01-01", of: "term", isTrial: false },
      ],
    });
    expect(forecast.days.map(({ day, lines, causes }) => [day, lines[0]?.bought, lines[0]?.unrenewed, causes])).toEqual(
      [
        [today, 8, 0, []],
        ["2026-12-01", 5, 0, [{ kind: "gone", skuId: skuIds.E3, seats: 3 }]],
        ["2027-03-01", 5, 5, [{ kind: "term", skuId: skuIds.E3, seats: 5, isTrial: true }]],
      ],
    );
  });

  it("says what it does not know, and ends where the stack cannot be used", () => {
    const planned = plan({ a: "VISIOCLIENT" }, { users: [user("a")] });
    const changes = ["2027-01-01", "2027-02-01"].map((day) => ({ day, kind: "begins" as const, assignment: "x" }));
    const forecast = forecastFrom(planned, changes, () => undefined, { kind: "unknown", why: "Nobody knows." });
    expect(forecast.days).toHaveLength(1);
    expect(forecast.notes).toEqual([
      "Nobody knows.",
      "On 2027-01-01 the stack as it is could not be used: nothing is told from then on.",
    ]);
    expect(withForecast(planned, forecast)).toBe(planned);
  });
});
