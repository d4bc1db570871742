import { describe, expect, it } from "vitest";
import { plannerRuleCodes } from "../../../src/plan/rules/rule-codes";
import { rules } from "../../../src/plan/rules/rules";
import { isKnownRule } from "../../../src/stack/problems/rule-names";

describe("codes whose severity a stack can set", () => {
  it("have each rule once with its severity, but for those that no stack can change", () => {
    const codes = rules.map((rule) => rule.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(
      rules
        .filter(({ fixed }) => fixed !== true)
        .map(({ code, severity }) => [code, severity])
        .filter(([code = "", severity]) => plannerRuleCodes[code] !== severity),
    ).toEqual([]);
    expect(codes.filter((code) => plannerRuleCodes[code] === undefined)).toEqual(["calling-plan-on-premises"]);
  });

  it.each(Object.keys(plannerRuleCodes))("include %s for the stack file as well", (code) => {
    expect(isKnownRule(code)).toBe(true);
  });
});
