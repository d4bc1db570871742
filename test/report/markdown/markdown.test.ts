import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../../src/terms/plan";
import { renderMarkdown } from "../../../src/report/markdown/markdown";
import { busyPlan, e1, e3, grantOf, lossOf, mailOf, planOf, removalOf, seatOf, transitionOf } from "../plans";

const stack = "contoso";
const parser = new MarkdownIt({ html: true, linkify: true });
const rowsOf = (markdown: string): readonly (readonly string[])[] =>
  [...parser.render(markdown).matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map((row) =>
    [...(row[1] ?? "").matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map((cell) => cell[1] ?? ""),
  );

describe("renderMarkdown", () => {
  it("folds a hundred who lose the same, with what they lose and why still in sight", () => {
    const losses = Array.from({ length: 100 }, (_, index) => lossOf(mailOf(index), e1, { critical: ["mailbox"] }));
    const [seen = "", folded = ""] = renderMarkdown(planOf({ losses }), { stack: "contoso" }).split("<details>");
    expect(seen).toMatch(/\| 100 people \| \*\*mailbox\*\* \| .*STANDARDPACK.* is taken back \| no longer in the file/);
    expect(seen).not.toContain(mailOf(5));
    expect(folded).toContain(mailOf(0));
    expect(folded).toContain(mailOf(99));
  });

  it("begins with the marker of the stack and one line of summary", () => {
    const [marker, summary] = renderMarkdown(busyPlan(), { stack }).split("\n");
    expect(marker).toBe("<!-- m365-licenses: contoso -->");
    expect(summary).toBe(
      "**contoso** (Contoso): **refused**, 2 people lose something (1 critical), 3 gain, 1 swaps, 1 moves, 1 " +
        "group changes, 12,345 unchanged, 1 pending",
    );
  });

  it("says in one line that there is nothing to do", () => {
    expect(renderMarkdown(planOf(), { stack })).toBe(
      "<!-- m365-licenses: contoso -->\n**contoso** (Contoso): nothing to do, 40 as declared\n\n<sub>Plan of " +
        "2026-11-23, digest `d1`</sub>\n",
    );
  });

  it("puts losses before changes, critical ones by name and first", () => {
    const text = renderMarkdown(busyPlan(), { stack });
    expect(text.indexOf("#### Losses")).toBeLessThan(text.indexOf("#### Changes"));
    const [, first] = rowsOf(text.slice(text.indexOf("#### Losses"), text.indexOf("#### Changes")));
    expect(first?.[0]).toBe("<code>temp1@contoso.com</code>");
    expect(first?.[1]).toBe("<strong>mailbox, Teams</strong>");
  });

  it("links findings to the line where the host is known", () => {
    const text = renderMarkdown(busyPlan(), {
      stack,
      link: (place) => `https://host.example/blob/abc/${place.file}#L${String(place.line)}`,
    });
    expect(text).toContain("(https://host.example/blob/abc/stacks/contoso.yaml#L30)");
    expect(renderMarkdown(busyPlan(), { stack })).toContain("`stacks/contoso.yaml:30:7`");
  });

  it("gives the cost of used seats where the stack has prices", () => {
    const plan = planOf({
      seats: [seatOf(e3, { usedNow: 24, usedAfter: 26, short: 1 }), seatOf(e1, { usedNow: 3, usedAfter: 2 })],
    });
    const text = renderMarkdown(plan, { stack, prices: { currency: "EUR", bySku: { enterprisepack: 50.5 } } });
    expect(text).toContain(
      "| Office 365 E3 \\(ENTERPRISEPACK\\) | 50.50 | 1,212.00 | 1,313.00 | +101.00 |\n\n- of the cost " +
        "after, 50.50 EUR a month is for seats that are not bought yet\n- no price is given for STANDARDPACK\n",
    );
    const two = renderMarkdown(
      { ...plan, transitions: [transitionOf("adele@contoso.com", "grant", { grants: [grantOf(e3)] })] },
      { stack, prices: { currency: "EUR", bySku: { ENTERPRISEPACK: 21.3, [e1]: 7.5 } } },
    );
    expect(two.split("\n")[1]).toBe(
      "**contoso** (Contoso): nobody loses anything, 1 gains, 40 unchanged, \\+35.10 EUR a month",
    );
    expect(two).toContain("| **products of this plan** |  | 533.70 | 568.80 | **+35.10** |");
    expect(renderMarkdown(plan, { stack })).not.toContain("Cost");
  });

  it("folds 340 joiners into one row, with their names under it", () => {
    const transitions = Array.from({ length: 340 }, (_, index) =>
      transitionOf(mailOf(index), "grant", { grants: [grantOf(e3)] }),
    );
    const text = renderMarkdown(planOf({ transitions }), { stack });
    expect(rowsOf(text)).toHaveLength(2);
    expect(text).toContain("340 people");
    expect(text).toContain("`user0199@contoso.com` and 140 more");
  });

  it("stays under its budget for 5,000 different losses and 20,000 different changes, and counts everybody", () => {
    const transitions = Array.from({ length: 20_000 }, (_, index) =>
      transitionOf(mailOf(index), "grant", {
        grants: [grantOf(e3, { reasons: [{ kind: "declared", assignment: `assignment ${String(index)}` }] })],
      }),
    );
    const losses = Array.from({ length: 5_000 }, (_, index) =>
      lossOf(mailOf(index), e1, {
        critical: ["mailbox"],
        reasons: [{ kind: "expired", assignment: `team ${String(index)}`, until: "2026-01-01" }],
      }),
    );
    const text = renderMarkdown(planOf({ transitions, losses }), { stack });
    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain("5,000 people lose something (5,000 critical), 20,000 gain");
    const shown = rowsOf(text.slice(text.indexOf("#### Losses"), text.indexOf("#### Changes"))).length - 1;
    expect(text).toContain(`…and ${(5_000 - shown).toLocaleString("en")} more people lose something`);
  });

  it("never exceeds the budget and never breaks a table, whatever things are called", () => {
    const nasty = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.string({ unit: fc.constantFrom("|", "`", "<", "@", "*", "]", "\\", "\n", "&", "$"), maxLength: 300 }),
    );
    const plan = fc
      .record({ names: fc.array(nasty, { maxLength: 40 }), message: nasty, assignment: nasty, tenant: nasty })
      .map(({ names, message, assignment, tenant }): Plan =>
        planOf({
          tenant: { id: "t", displayName: tenant },
          transitions: names.map((name, index) =>
            transitionOf(name, "swap", {
              id: String(index),
              grants: [
                grantOf(e3, { reasons: [{ kind: "declared", assignment: `${assignment}${String(index % 9)}` }] }),
              ],
              removals: [removalOf(e1)],
            }),
          ),
          losses: names.map((name, index) =>
            lossOf(name, e1, {
              userId: String(index),
              reasons: [{ kind: "declared", assignment: `${assignment}${String(index % 7)}` }],
            }),
          ),
          findings: names.map((name) => ({
            code: "some-code",
            severity: "warning" as const,
            message,
            remedy: message,
            principals: [name],
          })),
        }),
      );
    fc.assert(
      fc.property(plan, fc.constantFrom(1, 60_000), (value, budget) => {
        const text = renderMarkdown(value, { stack, budget });
        expect(text.length).toBeLessThan(60_000);
        for (const row of rowsOf(text)) expect(row).toHaveLength(4);
        expect(parser.render(text)).not.toMatch(/<(script|img|a) /);
      }),
      { numRuns: 200 },
    );
  });

  it("mentions nobody and follows no address that a name contains", () => {
    const plan = planOf({
      findings: [
        { code: "x", severity: "warning", message: "ask @octocat or see https://evil.example", principals: [] },
      ],
    });
    const text = renderMarkdown(plan, { stack });
    expect(text).not.toContain("@octocat");
    expect(text).not.toContain("https://");
    expect(parser.render(text)).toContain("ask @octocat or see https://evil.example");
  });
});
