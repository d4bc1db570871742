import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { plannerRuleCodes } from "../../../src/plan/rules/rule-codes";
import { rules } from "../../../src/plan/rules/rules";
import { isFixedRule } from "../../../src/stack/problems/rule-names";

const root = join(__dirname, "../../..");

describe("plannerRuleCodes", () => {
  it("has every code that the planner reports with the stack's severity, but what refuses the stack before", () => {
    const sources = readdirSync(join(root, "src/plan"), { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && basename(file) !== "findings.ts",
    );
    const said = sources.flatMap((file) =>
      [...readFileSync(join(root, "src/plan", file), "utf8").matchAll(/addRule\(\{\s*code: ([^\n]+),\n/g)].flatMap(
        ([, written = ""]) => [...written.matchAll(/"([a-z-]+)"/g)].map((match) => match[1] ?? ""),
      ),
    );
    // What names resolve to is told by one reporter, which takes a stack's severity where the problem says so.
    said.push("sku-self-service");
    expect(said.length).toBeGreaterThan(5);
    const own = new Set(rules.map((rule) => rule.code));
    expect(
      Object.keys(plannerRuleCodes)
        .filter((code) => !own.has(code))
        .sort(),
    ).toEqual([...new Set(said)].filter((code) => !isFixedRule(code)).sort());
  });
});
