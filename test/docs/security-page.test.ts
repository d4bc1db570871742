import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** The rows of the tables of a page, without headings, cell by cell. */
function rowsOf(markdown: string): readonly (readonly string[])[] {
  return markdown
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
    .map((line) => line.split(" | "));
}

const testsIn = (text: string): readonly string[] =>
  [...text.matchAll(/`((?:emulator\/)?test\/[^`]+\.test\.ts)`/g)].map(([, file = ""]) => file);
const page = readFileSync("docs/security.md", "utf8");
const threats = rowsOf(page.slice(page.indexOf("## Who may do what"), page.indexOf("## The state"))).slice(1);

describe("what protects a tenant", () => {
  it.each([
    "pull request from a fork",
    "list file",
    "names a stack",
    "name a person, a group, the tenant",
    "environment variable",
    "write the state",
    "artifact of an approved plan",
    "undo file",
    "in Graph's place",
  ])("is said for %s", (who) => expect(threats.some(([first = ""]) => first.includes(who))).toBe(true));

  it("has a test in every line", () => {
    expect(threats.length).toBeGreaterThan(15);
    expect(threats.filter((cells) => testsIn(cells.at(-1) ?? "").length === 0)).toEqual([]);
  });

  it("names tests that exist", () => {
    expect(testsIn(page).filter((file) => !existsSync(file))).toEqual([]);
    expect(testsIn("| `test/no/such.test.ts` |").filter((file) => !existsSync(file))).toHaveLength(1);
  });
});
