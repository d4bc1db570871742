import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSnapshot } from "../../../src/history/site/kept-snapshot";
import { renderReports } from "../../../src/provider/reports/write-reports";
import { executionOf } from "../../report/executions";
import { busyPlan, e1, e3, e5, planOf } from "../../report/plans";
import { coursesOf, planJson, poolOf } from "./courses";

const finding = (code: string) => ({ code, severity: "warning" as const, message: code, principals: [] });

describe("a stack over time", () => {
  it("has a figure for each day on which its seats change, and what they cost", () => {
    const [course] = coursesOf(
      planJson("contoso", "2026-01-02", { pools: [poolOf(e3, 10, 4)] }),
      planJson("contoso", "2026-01-01", { pools: [poolOf(e3, 10, 4)] }),
      planJson("contoso", "2026-01-03", { pools: [poolOf(e3, 10, 6), poolOf(e5, 2, 2)] }),
    );
    expect(course).toMatchObject({
      stack: "contoso",
      day: "2026-01-03",
      currency: "EUR",
      products: [
        {
          skuId: e3,
          price: 20,
          figures: [
            { day: "2026-01-01", bought: 10, used: 4 },
            { day: "2026-01-03", bought: 10, used: 6 },
          ],
        },
        { skuId: e5, price: 40, figures: [{ day: "2026-01-03", bought: 2, used: 2 }] },
      ],
      costs: [
        { day: "2026-01-01", used: 80, idle: 120 },
        { day: "2026-01-02", used: 80, idle: 120 },
        { day: "2026-01-03", used: 200, idle: 80 },
      ],
    });
  });

  it("has what its run left where there was one that day, whichever is read first", () => {
    const plan = planJson("contoso", "2026-01-01", { pools: [poolOf(e3, 10, 4)] });
    const execution = executionOf({ seats: [{ skuId: e3, bought: 10, used: 9 }] });
    const run = renderReports(
      "contoso",
      { kind: "applied", plan: planOf({ today: "2026-01-01" }), execution },
      {},
    ).json;
    for (const texts of [
      [plan, run],
      [run, plan],
    ])
      expect(coursesOf(...texts)[0]?.products[0]?.figures).toEqual([{ day: "2026-01-01", bought: 10, used: 9 }]);
  });

  it("shows what is open by its last report: by day, and of one day by the moment", () => {
    const of = (day: string, hour: string, code: string) =>
      planJson("contoso", day, { at: `${day}T${hour}:00:00.000Z`, plan: { findings: [finding(code)] } });
    const texts = [of("2026-01-02", "18", "last"), of("2026-01-02", "08", "earlier"), of("2026-01-01", "20", "first")];
    expect(coursesOf(...texts)[0]?.findings).toMatchObject([{ code: "last" }]);
  });

  it("shows why there was no plan, until there is one again", () => {
    const refusal = renderReports(
      "contoso",
      { kind: "failed", problems: [{ code: "throttled", message: "Busy." }], at: "2026-01-02T10:00:00.000Z" },
      {},
    ).json;
    const plan = (at: string) => planJson("contoso", at.slice(0, 10), { at });
    const before = plan("2026-01-01T10:00:00.000Z");
    expect(coursesOf(before, refusal)[0]?.findings).toMatchObject([
      { code: "throttled", severity: "error", message: "2026-01-02, no plan: Busy." },
    ]);
    expect(coursesOf(before, refusal, plan("2026-01-03T10:00:00.000Z"))[0]?.findings).toEqual([]);
    expect(coursesOf(refusal)).toEqual([]);
  });

  it("has no seats left of a product that the tenant has no more", () => {
    const [course] = coursesOf(
      planJson("contoso", "2026-01-01", { pools: [poolOf(e3, 10, 4), poolOf(e5, 2, 2)] }),
      planJson("contoso", "2026-01-02", { pools: [poolOf(e3, 10, 4)] }),
    );
    expect(course?.products[1]?.figures.at(-1)).toEqual({ day: "2026-01-02", bought: 0, used: 0 });
    expect(course?.costs.at(-1)).toEqual({ day: "2026-01-02", used: 80, idle: 120 });
  });

  it("goes by what a run touched where reports are of a version that says no more", () => {
    const read = (name: string) => readFileSync(join(__dirname, "../fixtures/version-1", name), "utf8");
    const [course] = coursesOf(read("contoso.plan.json"), read("contoso.run.json"));
    expect(course?.products.find(({ skuId }) => skuId === e1)).toMatchObject({
      name: "Office 365 E1",
      figures: [{ day: "2026-11-23", bought: 25, used: 0 }],
    });
    expect(course?.costs).toEqual([]);
  });

  it("is not made of what is no report", () => {
    const text = planJson("contoso", "2026-01-01", { plan: busyPlan() });
    for (const odd of ["", "{", "[]", "null", '{"format":"m365-licenses/plan"}', text.slice(0, 500)])
      expect(readSnapshot(odd)).toBeUndefined();
    expect(readSnapshot(text.replace('"version": 1', '"version": 2'))).toBeUndefined();
    expect(readSnapshot(text)?.kind).toBe("plan");
  });
});
