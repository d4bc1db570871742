import { describe, expect, it } from "vitest";
import { renderHtml } from "../../../src/report/html/html";
import { renderMarkdown } from "../../../src/report/markdown/markdown";
import { renderText } from "../../../src/report/text/text";
import type { Membership } from "../../../src/terms/plan";
import { e3, lossOf, planOf } from "../plans";

function membership(name: string, parts: Partial<Membership> = {}): Membership {
  return { group: `id-${name}`, name, join: [], leave: [], digest: "d", ...parts };
}

const plan = planOf({
  memberships: [
    membership("New", { isNew: true, join: ["a@contoso.com", "b@contoso.com"] }),
    membership("Paris", { isNew: true, rule: { after: 'user.city -eq "Paris"' } }),
    membership("Sales", { join: ["c@contoso.com"], leave: ["d@contoso.com"] }),
    membership("Seller", { rule: { before: "old", after: "new" } }),
  ],
  losses: [
    lossOf("d@contoso.com", e3, { path: { kind: "leftGroup", group: "id-Sales" } }),
    lossOf("e@contoso.com", e3, { path: { kind: "ruleChanged", group: "id-Seller" } }),
  ],
});

describe("groups that the stack makes, in reports", () => {
  it("say what becomes of them, and who loses something by it", () => {
    const text = renderText(plan, { width: 200 });
    expect(text.split("\n").filter((line) => /^ {2}[-+~!] /.test(line))).toEqual([
      "  ! d@contoso.com: Office 365 E3 (ENTERPRISEPACK) is lost with the membership of the group Sales",
      "  ! e@contoso.com: Office 365 E3 (ENTERPRISEPACK) is perhaps lost: another rule says who is in the group " +
        "Seller, and nobody knows before who stays",
      "  + group New: is made, 2 join (a@contoso.com and b@contoso.com)",
      '  + group Paris: is made, Entra puts people into it by the rule user.city -eq "Paris"',
      "  - group Sales: 1 joins (c@contoso.com), 1 leaves (d@contoso.com)",
      "  ~ group Seller: rule old → new",
    ]);
    expect(text).toContain("4 groups change");
  });

  it("are work for a run, also where nobody's licence changes", () => {
    const quiet = planOf({ memberships: [membership("New", { isNew: true })] });
    expect(renderText(quiet)).not.toContain("nothing to do");
    expect(renderMarkdown(quiet, { stack: "contoso" })).toContain("1 group changes");
  });

  it("cannot change a comment or a page by what they are called, nor by their rule", () => {
    const hostile = planOf({
      memberships: [
        membership("<img src=x> | `x` @everybody", { isNew: true, rule: { after: 'user.a -eq "</td>| <b>"' } }),
      ],
    });
    const markdown = renderMarkdown(hostile, { stack: "contoso" });
    const part = markdown.slice(markdown.indexOf("#### Groups that the stack makes"));
    expect(part).not.toMatch(/(^|[^\\`])<(img|b|\/td)/);
    const page = renderHtml(hostile, { stack: "contoso" });
    expect(page).not.toContain("<img src=x>");
    expect(page).not.toContain("</td>| <b>");
    expect(page).toContain("Groups that the stack makes");
  });
});
