import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { assignment } from "../../../src/stack/language/assignment";
import { part, stackDocument } from "../../../src/stack/language/document";
import { load } from "../support/stack-folder";

const page = readFileSync(join(__dirname, "../../../docs/stack-language.md"), "utf8");
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
const files = {
  "stacks/lists/sales.txt": "lynne@contoso.com\n",
  "stacks/lists/branch.txt": "allan@contoso.com\n",
  "stacks/lists/paris.txt": "zoe@contoso.com\n",
  "stacks/lists/people.csv": "UserPrincipalName\nbianca@contoso.com\n",
  "stacks/bundles.yaml": "bundles: { voice: [MCOEV] }\n",
  "stacks/offices/lyon.yaml": "protected: [nestor@contoso.com]\n",
};

describe("docs/stack-language.md", () => {
  it("has examples", () => expect(examples.length).toBeGreaterThan(6));

  it.each(examples)("shows an example that loads: %s", (example) => {
    const result = load(/^tenant:/m.test(example) ? example : `tenant: contoso.onmicrosoft.com\n${example}`, files);
    expect(result.kind === "invalid" ? result.problems : []).toEqual([]);
  });

  it("has a row for every key of a stack and of an assignment, and none for a key that is not", () => {
    const rows = (heading: string): readonly string[] => {
      const chapter = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? "";
      return [...chapter.matchAll(/^\| (`[^|]*) \|/gm)].flatMap((row) =>
        [...(row[1] ?? "").matchAll(/`([a-zA-Z]+)/g)].map((key) => key[1] ?? ""),
      );
    };
    expect([...rows("Keys")].sort()).toEqual(Object.keys(stackDocument.shape).sort());
    expect([...rows("Assignments")].sort()).toEqual(Object.keys(assignment.shape).sort());
  });

  it("names every key that an included file may have", () => {
    const chapter = page.split(/^## /m).find((text) => text.startsWith("Several files\n")) ?? "";
    for (const key of Object.keys(part.shape)) expect(chapter).toContain(`\`${key}\``);
  });
});
