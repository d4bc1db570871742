import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Named {
  readonly file: string;
  readonly test: string;
}

/** The last two cells of every row that names a test. */
function namedTests(markdown: string): Named[] {
  return [...markdown.matchAll(/^\|.*\| `(test\/[^`]+)` \| (.+) \|$/gm)].map(([, file = "", test = ""]) => ({
    file,
    test,
  }));
}

/** A title stands in quotes; what follows a property's title is how much it tries. */
function hasTest({ file, test }: Named): boolean {
  if (!existsSync(file)) return false;
  const source = readFileSync(file, "utf8");
  return [`"${test}"`, `\`${test} \${trial(`].some((title) => source.includes(title));
}

it("every test that is named as a proof exists", () => {
  const named = namedTests(readFileSync("docs/maintainers/planning-proof.md", "utf8"));
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter((one) => !hasTest(one))).toEqual([]);
});

it("a test that does not exist is found out", () => {
  expect(namedTests("| a | `test/plan/guard/guard.test.ts` | says nothing at all |").filter(hasTest)).toEqual([]);
  expect(namedTests("| a | `test/plan/no-such.test.ts` | x |").filter(hasTest)).toEqual([]);
});
