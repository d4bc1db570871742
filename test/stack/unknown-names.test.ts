import { describe, expect, it } from "vitest";
import { stackLimits } from "../../src/stack/problems/limits";
import { costOf, fullProblemsOf } from "./support/stack-folder";

const head = "tenant: contoso.onmicrosoft.com\n";

describe("one name that nobody knows, a hundred thousand times", () => {
  const many = "a,".repeat(100_000);
  it.each([
    ["a service plan", `bundles: { b: [{ sku: ENTERPRISEPACK, disable: [${many}] }] }\n`, "plan-unknown"],
    ["a licence", `bundles: { b: [${many}] }\n`, "license-unknown"],
  ])("%s is told as often as others are, and no more is looked at", (_, text, code) => {
    let problems: ReturnType<typeof fullProblemsOf> = [];
    expect(costOf(() => (problems = fullProblemsOf(head + text)))).toBeLessThan(3_000);
    const codes = problems.map((problem) => problem.code);
    expect(codes.filter((one) => one === code)).toHaveLength(stackLimits.unknownNames);
    expect(codes.filter((one) => one === "limit-exceeded")).toHaveLength(1);
    expect(problems).toHaveLength(stackLimits.unknownNames + 1);
  });
});
