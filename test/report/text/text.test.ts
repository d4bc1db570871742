import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../../src/terms/plan";
import { renderMarkdown } from "../../../src/report/markdown/markdown";
import { renderText } from "../../../src/report/text/text";
import {
  busyPlan,
  callingPlan,
  e1,
  e3,
  e5,
  grantOf,
  lossOf,
  mailOf,
  phoneSystem,
  planOf,
  removalOf,
  seatOf,
  transitionOf,
  yammer,
} from "../plans";

const linesOf = (text: string): readonly string[] => text.split("\n");

describe("renderText", () => {
  it("names the product whose exchange costs somebody the phone, and says it in the singular", () => {
    const loss = lossOf("adele@contoso.com", e5, { fromSku: e5, critical: ["phone"] });
    const { skuId: _kept, ...exchange } = loss;
    const text = renderText(planOf({ losses: [exchange] }), { width: 140 });
    expect(text).toContain("! adele@contoso.com loses phone: Office 365 E5 (ENTERPRISEPREMIUM) is taken back");
    expect(text).not.toContain("licences is");
  });

  it("names people in the order of their names, whatever the order of the plan", () => {
    const names = ["cleo", "adele", "bob"].map((name) => `${name}@contoso.com`);
    const text = renderText(
      planOf({ transitions: names.map((name) => transitionOf(name, "grant", { grants: [grantOf(e3)] })) }),
    );
    expect(text).toContain("adele@contoso.com, bob@contoso.com and cleo@contoso.com");
  });

  it("only counts remarks on people who stay as they are", () => {
    const remark = (principal: string): Plan["findings"][number] => ({
      code: "e5-without-credits",
      severity: "info",
      message: `${principal} cannot dial out.`,
      principals: [principal],
    });
    const text = renderText(
      planOf({
        transitions: [transitionOf("adele@contoso.com", "grant", { grants: [grantOf(e5)] })],
        findings: [remark("adele@contoso.com"), remark("bob@contoso.com")],
      }),
    );
    expect(text).toContain("info e5-without-credits: adele@contoso.com cannot dial out.");
    expect(text).toContain("1 note on what stays as it is, in the HTML and JSON reports: e5-without-credits");
    expect(text).not.toContain("bob@contoso.com");
  });

  it("says in one line that there is nothing to do", () => {
    expect(renderText(planOf())).toBe("Contoso, 2026-11-23: nothing to do, 40 as declared");
  });

  it("begins with who loses, then counts each changed person once", () => {
    const [first, second] = linesOf(renderText(busyPlan(), { width: 200 }));
    expect(first).toBe(
      "Contoso, 2026-11-23: 2 people lose something (1 critical), 3 gain, 1 swaps, 1 moves, 1 group changes, " +
        "12,345 unchanged, 1 pending",
    );
    expect(second).toBe("REFUSED, nothing is applied: 1 error (seats-short)");
  });

  it("lists errors, losses, changes, seats, findings in this order", () => {
    const text = renderText(busyPlan());
    const headings = [
      "Errors",
      "Losses",
      "Gains",
      "Swaps",
      "Moves between",
      "Service plans",
      "Seats",
      "Findings",
      "Limits:",
      "Already held",
      "Pending",
    ];
    const positions = headings.map((heading) => text.indexOf(`\n${heading}`));
    expect(positions).not.toContain(-1);
    expect(positions).toEqual([...positions].sort((one, other) => one - other));
  });

  it("names what is critical, why it goes, and what cannot be undone", () => {
    const text = renderText(busyPlan(), { width: 200 });
    expect(text).toContain("  ! temp1@contoso.com loses mailbox, Teams: Office 365 E1 (STANDARDPACK) is taken back\n");
    expect(text).toContain(
      '      "contractors" ended on 2026-11-22, stacks/contoso.yaml:30:7; mail is deleted about 30 days later\n',
    );
    expect(text).toContain(
      "  ! lee@contoso.com: YAMMER_ENTERPRISE of Office 365 E3 (ENTERPRISEPACK) off in the group Sales Team\n",
    );
  });

  it("puts critical losses before others", () => {
    const plan = planOf({
      losses: [lossOf("a@contoso.com", e3), lossOf("z@contoso.com", e1, { critical: ["mailbox"] })],
    });
    const text = renderText(plan);
    expect(text.indexOf("z@contoso.com")).toBeLessThan(text.indexOf("a@contoso.com"));
  });

  it("says which losses the file approves", () => {
    const text = renderText(
      planOf({ losses: [lossOf("a@contoso.com", e3, { approvedBy: "x" }), lossOf("b@contoso.com", e3)] }),
    );
    expect(text).toContain(
      "! a@contoso.com: Office 365 E3 (ENTERPRISEPACK) is taken back\n      no longer in the file; approved in " +
        "the file",
    );
    expect(text).toContain(
      "! b@contoso.com: Office 365 E3 (ENTERPRISEPACK) is taken back\n      no longer in the file",
    );
    expect(text.match(/approved in the file/g)).toHaveLength(1);
  });

  it("does not list again, as taken back, who stands under losses", () => {
    const plan = planOf({
      transitions: [transitionOf("temp1@contoso.com", "withdraw", { removals: [removalOf(e1)] })],
      losses: [lossOf("temp1@contoso.com", e1)],
    });
    expect(renderText(plan).match(/temp1@contoso\.com/g)).toHaveLength(1);
  });

  it("shows a swap with product names beside part numbers, and where it is declared", () => {
    const text = renderText(busyPlan());
    expect(text).toContain(
      "  ~ adele@contoso.com: Office 365 E3 (ENTERPRISEPACK) → Office 365 E5 (ENTERPRISEPREMIUM)\n",
    );
    expect(text).toContain('      "sales", stacks/contoso.yaml:12:5\n');
  });

  it("puts people to whom the same happens on one line, names some and counts the rest", () => {
    const people = Array.from({ length: 340 }, (_, index) => mailOf(index));
    const plan = planOf({
      transitions: people.map((name, index) =>
        transitionOf(name, "grant", {
          grants: [
            grantOf(e3, {
              reasons: [
                {
                  kind: "declared",
                  assignment: "sales",
                  place: { file: "stacks/lists/sales.txt", line: index + 1, column: 1 },
                },
              ],
            }),
          ],
        }),
      ),
    });
    const text = renderText(plan, { maxPeople: 2 });
    expect(text).toContain(
      "Gains\n  + 340 people: Office 365 E3 (ENTERPRISEPACK)\n      user0000@contoso.com, user0001@contoso.com " +
        'and 338 more\n      "sales"',
    );
    expect(linesOf(text).length).toBeLessThan(8);
  });

  it("names 200 people who lose something, and says how many more there are", () => {
    const plan = planOf({ losses: Array.from({ length: 250 }, (_, index) => lossOf(mailOf(index), e1)) });
    const text = renderText(plan);
    expect(text).toContain("! 250 people: Office 365 E1 (STANDARDPACK) is taken back");
    expect(text.match(/user\d{4}@/g)).toHaveLength(200);
    expect(text.replace(/\s+/g, " ")).toContain("and 50 more");
  });

  it("counts changes that it has no room for", () => {
    const transitions = Array.from({ length: 40 }, (_, index) =>
      transitionOf(mailOf(index), "grant", {
        grants: [grantOf(e3, { reasons: [{ kind: "declared", assignment: `team ${String(index)}` }] })],
      }),
    );
    expect(renderText(planOf({ transitions }))).toContain(
      "  and 15 more in 15 other combinations; the JSON report has them all",
    );
  });

  it("shows seats bought, used now, used after and short", () => {
    const plan = planOf({
      seats: [
        seatOf(e3, {
          bought: 25,
          usedNow: 24,
          gained: 3,
          freed: 1,
          usedAfter: 26,
          short: 1,
          goWithout: ["last@contoso.com"],
        }),
        seatOf(e5, { bought: 1200, usedNow: 600, usedAfter: 601, warning: 5 }),
      ],
    });
    const [, , head, first, second, grace] = linesOf(renderText(plan));
    expect(head?.split(/ {2,}/)).toEqual(["Seats", "bought", "now", "change", "after", "short"]);
    expect(first?.trim().split(/ {2,}/)).toEqual([
      "Office 365 E3 (ENTERPRISEPACK)",
      "25",
      "24",
      "+3 -1",
      "26",
      "1 SHORT",
      "██████████",
    ]);
    expect(second?.trim().split(/ {2,}/)).toEqual([
      "Office 365 E5 (ENTERPRISEPREMIUM)",
      "1,200",
      "600",
      "+1",
      "601",
      "0",
      "█████░░░░░",
    ]);
    expect(grace).toBe("  ENTERPRISEPREMIUM: 5 of 1,200 seats are expired and in grace");
  });

  it("says which plans go off and on, and never more than a handful by name", () => {
    const plans = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`p${String(index)}`, `PLAN_${String(index)}`]),
    );
    const plan = planOf({
      plans: { ...plans, [yammer]: "YAMMER_ENTERPRISE" },
      transitions: [
        transitionOf("a@contoso.com", "adjust", {
          grants: [grantOf(e3, { disabledBefore: [yammer], disabledPlans: Object.keys(plans) })],
        }),
      ],
    });
    expect(renderText(plan, { width: 200 })).toContain(
      "~ a@contoso.com: Office 365 E3 (ENTERPRISEPACK): off: PLAN_0, PLAN_1, PLAN_2, PLAN_3 and 5 more plans; " +
        "on: YAMMER_ENTERPRISE",
    );
  });

  it("shows a usage location that is filled in, and one that changes", () => {
    const plan = planOf({
      transitions: [
        transitionOf("a@contoso.com", "locate", { usageLocation: { after: "GB" } }),
        transitionOf("b@contoso.com", "locate", { usageLocation: { before: "US", after: "GB" } }),
      ],
    });
    const text = renderText(plan);
    expect(text).toContain("~ a@contoso.com: usage location GB\n");
    expect(text).toContain("~ b@contoso.com: usage location US → GB");
  });

  it("shows whom Graph is asked to process again, and of what there was no seat", () => {
    const members = ["adele", "megan"].map((name) => ({ id: name, name: `${name}@contoso.com` }));
    const plan = planOf({
      transitions: [transitionOf("Sales Team", "reprocess", { principal: "group", again: { skuIds: [e3], members } })],
    });
    const what =
      "Office 365 E3 (ENTERPRISEPACK) for 2 members for whom there was no seat: adele@contoso.com and " +
      "megan@contoso.com";
    expect(renderText(plan, { width: 200 })).toContain(
      `Processed again, now that there are seats\n  + group Sales Team: ${what}`,
    );
    expect(renderText(plan)).toContain("nobody loses anything, 1 group changes");
    expect(renderMarkdown(plan, { stack: "contoso" })).toContain(
      "| processed again | group `Sales Team` | Office 365 E3 \\(ENTERPRISEPACK\\) for 2 members for whom there " +
        "was no seat: ",
    );
  });

  it("shows refusals with code, place, remedy and the people that the message does not name", () => {
    expect(renderText(busyPlan())).toContain(
      "Errors\n  error seats-short: stacks/contoso.yaml:30:7: ENTERPRISEPACK: 1 seat short of 25\n      " +
        "user0003@contoso.com\n      Buy 1 seat, or take it from somebody.\n",
    );
  });

  it("says what the guard counted when it refuses", () => {
    const plan = planOf({
      losses: [1, 2, 3].map((index) => lossOf(mailOf(index), e1)),
      guard: { losing: 3, approved: 1, inWindow: 2, limit: 2, of: 20, perDays: 7, verdict: "refused" },
    });
    const text = renderText(plan, { width: 200 });
    expect(text).toContain("REFUSED, nothing is applied: more is taken away than the limits allow\n");
    expect(text).toContain(
      "Limits: 3 of 20 people lose something, 1 approved, 2 losses already in the last 7 days; the limit is 2 in " +
        "7 days: refused",
    );
  });

  it("stands by a part number alone, and by an id, where the plan has no better name", () => {
    const plan = planOf({
      skus: { [callingPlan]: { partNumber: "MCOPSTN1", name: "MCOPSTN1" } },
      transitions: [
        transitionOf("a@contoso.com", "grant", { grants: [grantOf(callingPlan)] }),
        transitionOf("b@contoso.com", "grant", { grants: [grantOf(e5)] }),
      ],
    });
    const text = renderText(plan);
    expect(text).toContain("a@contoso.com: MCOPSTN1\n");
    expect(text).toContain(`b@contoso.com: ${e5}\n`);
  });

  it.each([80, 98, 140])("keeps lines within %d columns, without trailing spaces", (width) => {
    for (const line of linesOf(
      renderText(busyPlan(), {
        width,
        prices: { currency: "EUR", bySku: { ENTERPRISEPACK: 21.3, ENTERPRISEPREMIUM: 35.7, STANDARDPACK: 9.4 } },
      }),
    )) {
      expect(line).not.toMatch(/\s$/);
      expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it("lets no name paint on the terminal or break a line", () => {
    const name = "a\u001b[31m\nb\u202e@contoso.com";
    const text = renderText(
      planOf({
        transitions: [transitionOf(name, "grant", { grants: [grantOf(e3)] })],
        skus: { [e3]: { partNumber: "X\u0007", name: "Y\u001b" } },
        seats: [seatOf(e3)],
      }),
    );
    expect(text).toContain("a\\u001b[31m\\u000ab\\u202e@contoso.com");
    expect(text.replace(/\n/g, "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it("colours only on request, and says the same with colours", () => {
    const plain = renderText(busyPlan());
    const coloured = renderText(busyPlan(), { color: true });
    expect(stripVTControlCharacters(coloured)).toBe(plain);
    expect(coloured).not.toBe(plain);
  });

  it("says what it costs, product by product and together, and in the first line", () => {
    const plan = planOf({
      transitions: [transitionOf("adele@contoso.com", "grant", { grants: [grantOf(e3)] })],
      seats: [
        seatOf(e3, { usedNow: 24, usedAfter: 26, short: 1 }),
        seatOf(e1, { usedNow: 3, usedAfter: 2 }),
        seatOf(phoneSystem),
      ],
    });
    const lines = linesOf(
      renderText(plan, { prices: { currency: "EUR", bySku: { ENTERPRISEPACK: 21.3, "Office 365 E1": 7.5 } } }),
    );
    expect(lines.slice(0, 2).join(" ").replace(/\s+/g, " ")).toBe(
      "Contoso, 2026-11-23: nobody loses anything, 1 gains, 40 unchanged, +35.10 EUR a month ",
    );
    expect(lines.slice(lines.findIndex((line) => line.startsWith("Cost")))).toEqual([
      "Cost of used seats, EUR a month   a seat     now   after  change",
      "  Office 365 E3 (ENTERPRISEPACK)   21.30  511.20  553.80  +42.60",
      "  Office 365 E1 (STANDARDPACK)      7.50   22.50   15.00   -7.50",
      "  products of this plan                   533.70  568.80  +35.10",
      "  of the cost after, 21.30 EUR a month is for seats that are not bought yet",
      "  no price is given for MCOEV",
    ]);
    expect(renderText(plan)).not.toContain("Cost");
    expect(
      renderText(planOf({ seats: plan.seats }), { prices: { currency: "EUR", bySku: { ENTERPRISEPACK: 21.3 } } }),
    ).toMatch(/^Contoso, 2026-11-23: nothing to do, 40 as declared\n/);
  });
});
