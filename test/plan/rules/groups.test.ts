import { describe, expect, it } from "vitest";
import { findingsOf, group } from "./support";

const of = (code: string, licenses: string, nestedGroups = 0): readonly string[] => findingsOf(code, [], { groups: [group("g", licenses, { nestedGroups })] }).map((finding) => finding.message);

describe("group-add-on-apart", () => {
  const missing = (sku: string, needs: string): string =>
    `The group Group g gives ${sku}, which needs ${needs}, and no licence of this group has it. What its members hold in other ways does not count.`;

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
    ["E3(-TEAMS1,-MCOSTANDARD) MCOEV", [missing("MCOEV", "Teams")]],
    ["MCOPSTNC", []],
    ["VISIO", []],
    ["", []],
  ])("%s", (licenses, messages) => {
    expect(of("group-add-on-apart", licenses)).toEqual(messages);
  });

  it("has the place of the assignment", () => {
    expect(findingsOf("group-add-on-apart", [], { groups: [group("g", "MCOEV")] })).toMatchObject([
      { severity: "warning", principals: ["Group g"], place: { line: 90 }, remedy: "Declare a licence with Teams for Group g too, or MCOEV for the people instead of the group." },
    ]);
  });
});

describe("group-nested", () => {
  it.each([
    ["E3", 0, []],
    ["", 3, []],
    ["E3", 1, ["The group Group g has another group as a member; people who are only in that group get no licence from it."]],
    ["E3", 3, ["The group Group g has 3 other groups as members; people who are only in those groups get no licence from it."]],
  ])("%j with %i groups in it", (licenses, nestedGroups, messages) => {
    expect(of("group-nested", licenses, nestedGroups)).toEqual(messages);
  });
});
