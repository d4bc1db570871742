import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(__dirname, "../..");
const page = readFileSync(join(root, "docs/errors.md"), "utf8");

/** First cells of the table under a heading. */
function explained(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/^\| `([a-zA-Z-]+)` \| \S/gm)].map(([, code = ""]) => code);
}

/** What a pattern's first group finds in the sources of a room. */
function found(room: string, pattern: RegExp): readonly string[] {
  const codes = readdirSync(join(root, "src", room), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [...readFileSync(join(root, "src", room, file), "utf8").matchAll(pattern)])
    .map(([, code = ""]) => code);
  return [...new Set(codes)];
}

/** Members of a union of texts, as its source has them. */
function membersOf(file: string, type: string): readonly string[] {
  const text = readFileSync(join(root, "src", file), "utf8");
  const union = new RegExp(`type ${type} =([^;]+);`).exec(text)?.[1] ?? "";
  return [...union.matchAll(/"([a-z-]+)"/g)].map(([, code = ""]) => code);
}

const writeProblems = [
  ...found("graph/write", /\bproblem\(\s*"([a-z-]+)"/g),
  ...found("graph/write", /^ {4}code: "([a-z-]+)",\n {4}message: \//gm),
  ...found("graph", /: WriteProblem (?:= )?\{\s*(?:return \{\s*)?code: "([a-z-]+)"/g),
  ...found("plan", /: WriteProblem (?:= )?\{\s*(?:return \{\s*)?code: "([a-z-]+)"/g),
];

const outcomes = [
  ...(/type PrincipalOutcome =[\s\S]*?\n {2}\);/
    .exec(readFileSync(join(root, "src/terms/execution.ts"), "utf8"))?.[0]
    .matchAll(/kind: "([a-zA-Z]+)"/g) ?? []),
].map(([, kind = ""]) => kind);

/** Of what `doctor` says, what is not as it should be. */
const fineOnes = found("cli/commands/doctor", /\bfine\(\{[^}]*?code: "([a-z-]+)"/g);
const findings = [
  ...found("cli/commands/doctor", /\bcode: "([a-z-]+)"/g).filter((code) => !fineOnes.includes(code)),
  // What it tells in the words of those who noticed.
  ...["no-engine", "settings", "signed-out"],
];

describe("docs/errors.md", () => {
  it.each([
    { heading: "Commands", said: found("cli", /new CliFailure\(\s*"([a-z-]+)"/g), atLeast: 25 },
    { heading: "What `doctor` finds", said: findings, atLeast: 30 },
    { heading: "Runs", said: found("provider", /new Refusal\(\s*"([a-z-]+)"/g), atLeast: 8 },
    { heading: "The tenant", said: membersOf("graph/connect/graph-failure.ts", "GraphFailureCode"), atLeast: 6 },
    { heading: "One person or group", said: writeProblems, atLeast: 15 },
    { heading: "What became of each", said: outcomes, atLeast: 4 },
  ])("explains under $heading every code that is said, and no other", ({ heading, said, atLeast }) => {
    expect(said.length).toBeGreaterThanOrEqual(atLeast);
    expect([...explained(heading)].sort()).toEqual([...new Set(said)].sort());
  });

  it("finds every failure and refusal by the code that it is made with", () => {
    const opened = [...found("cli", /(new CliFailure\()/g), ...found("provider", /(new Refusal\()/g)];
    expect(opened).toEqual(["new CliFailure(", "new Refusal("]);
    expect(found("cli", /new CliFailure\(\s*([^"\s][^,]*),/g)).toEqual([]);
    expect(found("provider", /new Refusal\(\s*([^"\s][^,]*),/g)).toEqual(["failure.code"]);
  });
});
