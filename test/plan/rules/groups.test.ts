import { describe, expect, it } from "vitest";
import type { RuleGroup } from "../../../src/plan/rules/rule";
import { declaredIn, findingsOf, group, skuOf, skusWhere } from "./support";

const of = (code: string, licenses: string, nestedGroups = 0): readonly string[] =>
  findingsOf(code, [], { groups: [group("g", licenses, { nestedGroups })] }).map((finding) => finding.message);

describe("group-add-on-apart", () => {
  const missing = (sku: string, needs: string): string =>
    `The group Group g gives ${sku}, which needs ${needs}, and no licence of this group has it. What its members ` +
    "hold in other ways does not count.";

  it.each([
    ["MCOEV", [missing("MCOEV", "Teams")]],
    ["MCOMEETADV", [missing("MCOMEETADV", "Teams")]],
    ["MCOMEETACPEA", [missing("MCOMEETACPEA", "Teams")]],
    ["E3 MCOPSTN1", [missing("MCOPSTN1", "Phone System")]],
    ["MCOPSTN1 MCOEV", [missing("MCOEV", "Teams")]],
    ["E5(-MCOEV) MCOPSTN1", [missing("MCOPSTN1", "Phone System")]],
    ["E3 MCOEV", []],
    ["E3 MCOEV MCOPSTN1", []],
    ["E3(-TEAMS1) MCOEV", []],
    ["E5 MCOPSTN2", []],
    ["E3 MCOMEETADV", []],
    ["E5(-TEAMS1,-MCOSTANDARD)", []],
    ["MCOEV MCOMEETADV", [missing("MCOMEETADV", "Teams"), missing("MCOEV", "Teams")]],
    ["THREAT_INTELLIGENCE", [missing("THREAT_INTELLIGENCE", "an Exchange Online mailbox")]],
    ["WORKPLACE_ANALYTICS", [missing("WORKPLACE_ANALYTICS", "an Exchange Online mailbox")]],
    ["E1 THREAT_INTELLIGENCE", []],
    ["E1(-EXCHANGE_S_STANDARD) THREAT_INTELLIGENCE", [missing("THREAT_INTELLIGENCE", "an Exchange Online mailbox")]],
    ["E3(-TEAMS1,-MCOSTANDARD) MCOEV", [missing("MCOEV", "Teams")]],
    ["MCOPSTNC", []],
    ["VISIO", []],
    ["", []],
  ])("%s", (licenses, messages) => {
    expect(of("group-add-on-apart", licenses)).toEqual(messages);
  });

  it("sees an add-on among other service plans of a product", () => {
    const options = { groups: [group("g", "VISIO")], skus: skusWhere("VISIO", "VISIO", "MCOEV") };
    expect(findingsOf("group-add-on-apart", [], options).map(({ message }) => message)).toEqual([
      missing("VISIOCLIENT", "Teams"),
    ]);
  });

  it("leaves alone what the tenant does not list", () => {
    expect(findingsOf("group-add-on-apart", [], { groups: [group("g", "MCOEV E3")], skus: [skuOf("E3")] })).toEqual([]);
  });

  it("has the place of the assignment that declares the licence, or else of the group's first", () => {
    const declarations = [declaredIn("suites", 90, "E1"), declaredIn("phones", 91, "MCOEV")];
    const one = { ...group("g", "MCOEV", { nestedGroups: 1 }), declarations };
    const lines = (found: RuleGroup) =>
      ["group-add-on-apart", "group-nested"].map((code) => findingsOf(code, [], { groups: [found] })[0]?.place?.line);
    expect(lines(one)).toEqual([91, 90]);
    expect(lines({ ...one, declared: new Map() })).toEqual([90, 90]);
  });

  it("has the place of the assignment", () => {
    expect(findingsOf("group-add-on-apart", [], { groups: [group("g", "MCOEV")] })).toMatchObject([
      {
        severity: "warning",
        principals: ["Group g"],
        place: { line: 90 },
        remedy: "Declare a licence with Teams for Group g too, or MCOEV for the people instead of the group.",
      },
    ]);
  });
});

describe("group-nested", () => {
  it.each([
    ["E3", 0, []],
    ["", 3, []],
    [
      "E3",
      1,
      ["The group Group g has another group as a member; people who are only in that group get no licence from it."],
    ],
    [
      "E3",
      3,
      ["The group Group g has 3 other groups as members; people who are only in those groups get no licence from it."],
    ],
  ])("%j with %i groups in it", (licenses, nestedGroups, messages) => {
    expect(of("group-nested", licenses, nestedGroups)).toEqual(messages);
  });

  it.each([
    [1, "that group"],
    [2, "those groups"],
  ])("says what to do about %i", (nestedGroups, which) => {
    expect(findingsOf("group-nested", [], { groups: [group("g", "E3", { nestedGroups })] })[0]?.remedy).toBe(
      `Make them members of Group g themselves, or declare ${which} too.`,
    );
  });
});
