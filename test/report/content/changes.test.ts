import { describe, expect, it } from "vitest";
import { planOf } from "../../plan/support/show";
import { desired, group, noLimits, observed, owning, policy, user } from "../../plan/support/tenant";
import { renderMarkdown } from "../../../src/report/markdown/markdown";
import { renderText } from "../../../src/report/text/text";
import { changeSets } from "../../../src/report/content/changes";

const open = policy({ limits: noLimits });
const nobodyLoses = "Taken back, and nobody loses by it";
const people = Array.from({ length: 30 }, (_, i) => `p${String(i)}`);

describe("what is taken back", () => {
  it("from a group whose thirty members lose by it never stands under nobody loses by it", () => {
    const plan = planOf({
      ledger: owning({}, { g1: "ENTERPRISEPACK", g2: "VISIOCLIENT" }),
      policy: open,
      observed: observed({
        users: people.map((id) => user(id, ["E3/g1", "VISIO", "VISIO/g2"])),
        groups: [group("g1", ["E3"], people), group("g2", ["VISIO"], people)],
      }),
    });
    const text = renderText(plan, { width: 400 });
    const whom = "of 30 members 30 lose something (p0@contoso.com, p10@contoso.com, ";
    const e3 = "Office 365 E3 (ENTERPRISEPACK)";
    expect(text).toContain(`Taken from groups, whose members lose by it\n  - group Group g1: ${e3}, ${whom}`);
    expect(text).toContain(`${nobodyLoses}\n  - group Group g2: Visio Plan 2 (VISIOCLIENT)`);
    expect(text).toContain("none of 30 members gains or loses");
    expect(renderMarkdown(plan, { stack: "contoso" })).toContain("of 30 members 30 lose something");
  });

  it("from two people, of whom one loses by it, is not one line for both", () => {
    const plan = planOf({
      ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPACK" }),
      policy: open,
      observed: observed({ users: [user("adele", ["E3", "E5"]), user("bob", ["E3"])] }),
    });
    expect(plan.losses.map(({ name }) => name)).toEqual(["bob@contoso.com"]);
    expect(changeSets(plan).flatMap(({ transitions }) => transitions.map(({ name }) => name))).toEqual([
      "adele@contoso.com",
    ]);
    const text = renderText(plan);
    expect(text.slice(text.indexOf(nobodyLoses))).toContain("- adele@contoso.com");
    expect(text.slice(text.indexOf(nobodyLoses))).not.toContain("bob@contoso.com");
  });

  it("is told of a group that gives, with how many members gain and whom", () => {
    const plan = planOf({
      desired: desired({}, { "Group g1": "ENTERPRISEPACK" }),
      observed: observed({
        users: [user("adele"), user("bob", ["E3"])],
        groups: [group("g1", [], ["adele", "bob"])],
      }),
    });
    expect(renderText(plan, { width: 400 })).toContain("of 2 members 1 gains (adele@contoso.com)");
  });
});
