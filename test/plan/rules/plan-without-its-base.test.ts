import { describe, expect, it } from "vitest";
import { findingsOf, namedBy, person } from "./support";

const code = "plan-without-its-base";
const a = ["a@contoso.com"];
const nobody: string[] = [];

describe("plan-without-its-base", () => {
  it.each([
    ["Phone System alone", "MCOEV", a],
    ["Phone System where Teams and Skype are off", "E3(-TEAMS1,-MCOSTANDARD) MCOEV", a],
    ["Office for the web where SharePoint is off", "E3(-SHAREPOINTENTERPRISE)", a],
    ["Defender for Office 365 Plan 2 without a mailbox", "THREAT_INTELLIGENCE", a],
    ["Phone System with E3", "E3 MCOEV", nobody],
    ["Phone System where Skype stays on", "E3(-TEAMS1) MCOEV", nobody],
    ["Phone System inside E5", "E5", nobody],
    ["Phone System beside Teams through a group", "E3/g MCOEV", nobody],
    ["E3 without SharePoint and Office for the web", "E3(-SHAREPOINTENTERPRISE,-SHAREPOINTWAC)", nobody],
    ["a Calling Plan, which has a rule of its own", "MCOPSTN1", nobody],
  ])("%s", (_, after, named) => {
    expect(namedBy(code, [person("a", after)])).toEqual(named);
  });

  it.each([
    ["somebody for whom it was so before", "MCOEV", nobody],
    ["somebody whose E3 goes", "E3 MCOEV", a],
    ["somebody who gets it", "", a],
  ])("is told of what this plan does: %s", (_, before, named) => {
    expect(namedBy(code, [person("a", "MCOEV", { before })])).toEqual(named);
  });

  it("names the service plan, what it needs, and the smallest licence that has it", () => {
    const [finding] = findingsOf(code, [person("a", "MCOEV"), person("b", "MCOEV")]);
    expect(finding?.message).toBe("MCOEV needs Teams beside it, and 2 people have none: a@contoso.com, b@contoso.com.");
    expect(finding?.remedy).toMatch(/^Give \w+ as well, or switch MCOEV off\.$/);
  });
});
