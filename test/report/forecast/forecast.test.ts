import { describe, expect, it } from "vitest";
import { renderHtml } from "../../../src/report/html/html";
import { renderJson } from "../../../src/report/json/json";
import { readReport } from "../../../src/report/json/read-report";
import { renderMarkdown } from "../../../src/report/markdown/markdown";
import { renderText } from "../../../src/report/text/text";
import type { Forecast, ForecastLine } from "../../../src/terms/forecast";
import { e1, e3, planOf } from "../plans";

const line = (skuId: string, needed: number, bought: number, unrenewed = 0): ForecastLine => ({
  skuId,
  bought,
  unrenewed,
  used: Math.min(needed, bought),
  needed,
});
const forecast: Forecast = {
  until: "2027-11-23",
  days: [
    { day: "2026-11-23", causes: [], lines: [line(e1, 3, 5), line(e3, 20, 25)], refused: [] },
    {
      day: "2027-01-01",
      causes: [{ kind: "begins", assignment: "<interns>" }],
      lines: [line(e1, 3, 5), line(e3, 27, 25)],
      refused: ["seats-short"],
    },
    {
      day: "2027-03-01",
      causes: [
        { kind: "term", skuId: e1, seats: 5, isTrial: true },
        { kind: "gone", skuId: e3, seats: 1 },
        { kind: "ends", assignment: "<interns>" },
      ],
      lines: [line(e1, 3, 5, 5), line(e3, 20, 24)],
      refused: [],
    },
  ],
  notes: ["1 person without an account yet is not counted."],
};
const plan = planOf({ forecast });
const prices = { currency: "EUR", bySku: { "Office 365 E3": 21.3 } };

describe("the forecast of a report", () => {
  it("is text with bars on one scale, with the reasons and the cost", () => {
    const text = renderText(plan, { prices });
    const from = text.indexOf("Seats until");
    expect(text.slice(from).trimEnd()).toBe(
      [
        "Seats until 2027-11-23            needed  bought",
        "  Office 365 E3 (ENTERPRISEPACK)",
        "    2026-11-23                        20      25  ███████████████░░░│░",
        "    2027-01-01                        27      25  ██████████████████▐█  2 SHORT",
        "    2027-03-01                        20      24  ███████████████░░│░░",
        "  Office 365 E1 (STANDARDPACK)",
        "    2026-11-23                         3       5  ██░│░░░░░░░░░░░░░░░░",
        "    2027-03-01                         3       5  ██░│░░░░░░░░░░░░░░░░  3 SHORT UNLESS RENEWED",
        "  2027-01-01: begins: <interns>",
        "  2027-03-01: ended: <interns>; the trial of 5 seats of Office 365 E1 is over, unless somebody",
        "      renews; 1 seat of Office 365 E3 is gone, as the grace is over",
        "  The plan of 2027-01-01 would be refused (seats-short); what follows is told as if it had been",
        "      approved.",
        "  1 person without an account yet is not counted.",
        "  These seats, EUR a month: 426.00 from 2026-11-23, 575.10 from 2027-01-01, 426.00 from",
        "      2027-03-01; no price is given for STANDARDPACK",
      ].join("\n"),
    );
  });

  it("is a table in Markdown, with names as text", () => {
    const markdown = renderMarkdown(plan, { stack: "contoso", prices });
    expect(markdown).toContain("#### Seats until 2027-11-23");
    expect(markdown).toContain("| Office 365 E3 \\(ENTERPRISEPACK\\) | 2026-11-23 | 20 | 25 |  |");
    expect(markdown).toContain("|  | 2027-01-01 | 27 | 25 | **2 short** |");
    expect(markdown).toContain("- These seats, EUR a month: 426.00 from 2026-11-23, 575.10 from 2027-01-01");
    expect(markdown).not.toContain("<interns>");
  });

  it("is a chart and a table in HTML, with names as text", () => {
    const page = renderHtml(plan, { stack: "contoso", prices });
    expect(page).toContain("Seats until 2027-11-23");
    expect(page).toContain(
      'aria-label="Office 365 E3 (ENTERPRISEPACK), needed of bought: 2026-11-23 20 of 25, 2027-01-01 27 of 25, ' +
        '2027-03-01 20 of 24"',
    );
    expect(page).toContain("2027-01-01: begins: &lt;interns&gt;");
    expect(page).toContain("What these seats cost");
    expect(page).not.toContain("<interns>");
  });

  it("is read back from JSON as it was", () => {
    const read = readReport(renderJson(plan, "contoso", prices), "x.json");
    expect(read.kind === "plan" ? read.report.plan.forecast : read).toEqual(forecast);
  });
});
