import { describe, expect, it } from "vitest";
import { countWaiting, waitSets } from "../../../src/report/content/waits";
import { renderHtml } from "../../../src/report/html/html";
import { renderRunHtml } from "../../../src/report/html/run-html";
import { renderJson, renderRunJson } from "../../../src/report/json/json";
import { readReport } from "../../../src/report/json/read-report";
import { renderMarkdown } from "../../../src/report/markdown/markdown";
import { renderRunMarkdown } from "../../../src/report/markdown/run-markdown";
import { renderExecution } from "../../../src/report/text/execution-text";
import { renderText } from "../../../src/report/text/text";
import type { Wait } from "../../../src/terms/plan";
import { executionOf } from "../executions";
import { callingPlan, e1, e3, e5, phoneSystem, planOf } from "../plans";

const wait = (name: string, licenses: Wait["licenses"], parts: Partial<Wait> = {}): Wait => ({
  principal: "user",
  id: name,
  name,
  licenses,
  keeps: [],
  ...parts,
});
const noSeat = { kind: "noSeat", left: 0, bought: 1200 } as const;
const waits = [
  wait("Sales Team", [{ skuId: e5, reason: { kind: "together", skuId: e1 } }], { principal: "group" }),
  wait("eve@contoso.com", [{ skuId: phoneSystem, reason: noSeat }], { group: "Sales Team" }),
  wait("adele@contoso.com", [{ skuId: e3, reason: noSeat }], { keeps: [e1] }),
  wait("bob@contoso.com", [{ skuId: e3, reason: noSeat }], { keeps: [e1] }),
  wait("carl@contoso.com", [
    { skuId: phoneSystem, reason: { kind: "stuck" } },
    { skuId: callingPlan, reason: { kind: "needs", skuId: phoneSystem } },
    { skuId: e1, reason: { kind: "stays", skuId: e5 } },
  ]),
];
const quiet = planOf({ unchanged: { count: 3, adopted: [] }, waits });
const said = [
  "waits: Office 365 E5 (only together with Office 365 E1)",
  "waits: Microsoft Teams Phone Standard (0 of 1,200 seats left), through the group Sales Team",
  "waits: Office 365 E3 (0 of 1,200 seats left); Office 365 E1 stays meanwhile",
  "waits: Microsoft Teams Phone Standard (another who waits has the seat), Microsoft 365 Domestic Calling Plan " +
    "(needs Microsoft Teams Phone Standard), Office 365 E1 (comes for Office 365 E5, which stays)",
];
const names = ["Sales Team", "eve@contoso.com", "adele@contoso.com", "bob@contoso.com", "carl@contoso.com"];
/** Without the breaks of lines and the signs that keep Markdown from reading something into names. */
const plainly = (text: string): string => text.replace(/\\/g, "").replace(/\s+/g, " ");

describe("who waits for a seat", () => {
  it("is told in words, those who wait for the same together", () => {
    expect(waitSets(quiet).map(({ text }) => text)).toEqual(said);
    expect(waitSets(quiet)[2]?.names).toEqual(["adele@contoso.com", "bob@contoso.com"]);
    expect([countWaiting(quiet), countWaiting(planOf())]).toEqual([5, 0]);
  });

  it.each([
    ["text", renderText(quiet, { width: 2000 })],
    ["markdown", renderMarkdown(quiet, { stack: "contoso" })],
    ["html", renderHtml(quiet, { stack: "contoso" })],
  ])("is named where nothing else is to be done, and not counted as declared: %s", (_, report) => {
    for (const name of names) expect(report).toContain(name);
    for (const text of said) expect(plainly(report)).toContain(text.slice("waits: ".length));
    expect(plainly(report)).toMatch(/3( as declared|<\/b>unchanged)/);
    expect(plainly(report)).toMatch(/5(<\/b>)? ?wait for seats/);
  });

  it("is in the JSON report, which is read back the same", () => {
    const read = readReport(renderJson(quiet, "contoso"), "a.json");
    expect(read).toMatchObject({ kind: "plan", report: { plan: { waits }, summary: { waiting: 5, unchanged: 3 } } });
    const { waits: _, ...before } = quiet;
    expect(readReport(renderJson(before, "contoso"), "a.json")).not.toHaveProperty("report.plan.waits");
  });

  it("is named after the run too, as left for a later one", () => {
    const execution = executionOf();
    for (const report of [
      renderExecution(quiet, execution, { width: 2000 }),
      renderRunMarkdown(quiet, execution, "contoso"),
      renderRunHtml(quiet, execution, "contoso"),
    ]) {
      for (const name of names) expect(report).toContain(name);
      expect(plainly(report)).toContain("5 wait for seats");
    }
    expect(renderExecution(quiet, execution)).toContain("Left for the next run");
    expect(readReport(renderRunJson(quiet, execution, "contoso"), "a.json")).toMatchObject({ report: { waits } });
  });
});
