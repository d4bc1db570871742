import { describe, expect, it } from "vitest";
import { renderJson } from "../../../src/report/json/json";
import { readReport } from "../../../src/report/json/read-report";
import { busyPlan, planOf } from "../plans";

describe("renderJson", () => {
  it("keeps the whole plan, its digest and its counts, and reads back the same", () => {
    const plan = busyPlan();
    const text = renderJson(plan, "contoso");
    const read = readReport(text, "contoso.plan.json");
    if (read.kind !== "plan") throw new Error(JSON.stringify(read));
    expect(read.report.plan).toEqual(JSON.parse(JSON.stringify(plan)));
    expect(read.report.digest).toBe("d1");
    expect(read.report.stack).toBe("contoso");
    expect(read.report.summary).toMatchObject({
      lose: 2,
      critical: 1,
      gain: 3,
      swap: 1,
      move: 1,
      withdraw: 0,
      groups: 1,
      refused: true,
      errors: 1,
      warnings: 1,
    });
  });

  it("gives the same bytes for the same plan", () => {
    expect(renderJson(busyPlan(), "contoso")).toBe(renderJson(busyPlan(), "contoso"));
  });
});

describe("readReport", () => {
  it.each([
    ["{", "a.json: not JSON: "],
    ["[]", "a.json: not a report of m365-licenses: "],
    [
      '{"format":"m365-licenses/plan","version":9}',
      "a.json: written by a newer version of m365-licenses (report version 9, this one reads 1)",
    ],
    [
      renderJson(planOf(), "contoso").replace('"today": "2026-11-23"', '"today": 5'),
      "a.json: not a report of m365-licenses: plan.today: a text is expected",
    ],
    [
      renderJson(busyPlan(), "contoso").replaceAll('"usedNow"', '"usedThen"'),
      "a.json: not a report of m365-licenses: plan.seats[0].usedNow: a number is expected, and there is nothing",
    ],
    [
      renderJson(planOf(), "contoso").replace('"allowed"', '"all"'),
      "plan.guard.verdict: `allowed` or `refused` or `noneRemoved` is expected",
    ],
  ])("says in one sentence what is wrong with %j", (text, message) => {
    const read = readReport(text, "a.json");
    expect(read.kind).toBe("invalid");
    expect(read.kind === "invalid" ? read.message : "").toContain(message);
  });

  it("has the cost where the stack has prices, and reads it back", () => {
    const text = renderJson(busyPlan(), "contoso", { currency: "EUR", bySku: { ENTERPRISEPACK: 21.3 } });
    const read = readReport(text, "a.json");
    expect(read.kind === "plan" && read.report.cost).toMatchObject({
      currency: "EUR",
      now: 511.2,
      after: 553.8,
      unpriced: expect.arrayContaining(["STANDARDPACK"]),
    });
  });
});
