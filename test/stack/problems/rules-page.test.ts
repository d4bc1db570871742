import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { plannerRuleCodes } from "../../../src/plan/rules/rule-codes";
import { problemCodes, stackFindingCodes } from "../../../src/stack/problems/problem-codes";
import { isKnownRule, knownRules } from "../../../src/stack/problems/rule-names";

const root = join(__dirname, "../../..");
const page = readFileSync(join(root, "docs/rules.md"), "utf8");

interface Section {
  readonly code: string;
  readonly text: string;
}

const sections: readonly Section[] = page
  .split(/^(?=### )/m)
  .slice(1)
  .map((text) => ({ code: /^### `([a-z0-9-]+)`\n/.exec(text)?.[1] ?? "", text: text.split(/^## /m)[0] ?? "" }));

/** Codes as the planner's source has them: each is a literal, so that this test can see it. */
function plannerCodes(): readonly string[] {
  const sources = readdirSync(join(root, "src/plan"), { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.startsWith("execute"),
  );
  const codes = sources.flatMap((file) =>
    [
      ...readFileSync(join(root, "src/plan", file), "utf8").matchAll(
        /\bcode: (?:"([a-z0-9-]+)"|\w+ \? "([a-z0-9-]+)" : "([a-z0-9-]+)")/g,
      ),
    ].flatMap((match) => match.slice(1).filter(Boolean)),
  );
  return [...new Set([...codes, ...Object.keys(plannerRuleCodes)])].sort();
}

describe("docs/rules.md", () => {
  it("has a section for every code of stack files", () => {
    expect(
      [...problemCodes, ...stackFindingCodes].filter((code) => !sections.some((section) => section.code === code)),
    ).toEqual([]);
  });

  it("has a section for every code of the planner", () => {
    expect(plannerCodes().length).toBeGreaterThan(20);
    expect(plannerCodes().filter((code) => !sections.some((section) => section.code === code))).toEqual([]);
  });

  it("has no section twice, and none for a code that nothing says", () => {
    const codes = sections.map((section) => section.code);
    const said = new Set<string>([...problemCodes, ...stackFindingCodes, ...plannerCodes()]);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(codes.filter((code) => !said.has(code))).toEqual([]);
  });

  it("explains no code of stack files that no line of source says", () => {
    const sources = readdirSync(join(root, "src/stack"), { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && file !== "problem-codes.ts" && file !== "report.ts",
    );
    const text = sources.map((file) => readFileSync(join(root, "src/stack", file), "utf8")).join("\n");
    expect([...problemCodes, ...stackFindingCodes].filter((code) => !text.includes(`"${code}"`))).toEqual([]);
  });

  it.each(sections)("says of $code what, why, how to mend, and whence", ({ text }) => {
    for (const part of ["What", "Why", "Mend", "Source"])
      expect(text).toMatch(new RegExp(`^- \\*\\*${part}\\*\\*:(?: |\n  )\\S`, "m"));
  });

  it.each(sections)("tells whether the severity of $code can be set", ({ code, text }) => {
    const second = text.split("\n")[1] ?? "";
    expect(second).toMatch(/^(Error|Warning|Note)/);
    expect(second.includes("Can be set")).toBe(isKnownRule(code));
    expect(/fixed/i.test(second)).toBe(!isKnownRule(code));
  });

  it("explains every rule that a stack can set", () => {
    expect(knownRules().filter((code) => !sections.some((section) => section.code === code))).toEqual([]);
  });

  it("links only to chapters of the stack language that are there", () => {
    const language = readFileSync(join(root, "docs/stack-language.md"), "utf8");
    const anchors = new Set(
      [...language.matchAll(/^#+ (.+)$/gm)].map((match) =>
        (match[1] ?? "")
          .toLowerCase()
          .replace(/[^\p{L}\p{N} -]/gu, "")
          .replaceAll(" ", "-"),
      ),
    );
    const wanted = [...page.matchAll(/stack-language\.md#([a-z-]+)/g)].map((match) => match[1] ?? "");
    expect(wanted.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });
});
