import { describe, expect, it } from "vitest";
import { readList } from "../../../src/stack/files/read-list";
import { formatProblem } from "../../../src/stack/problems/format-problem";
import { stackLimits } from "../../../src/stack/problems/limits";
import { costOf } from "../support/stack-folder";

const place = { file: "stacks/x.yaml", line: 7, column: 16 };
const long = stackLimits.lineLength;

describe("a line that nobody wrote", () => {
  it.each([
    ["stacks/l.txt", `ann@x.com\r\nbob@x.com\r\n${"a@x.com;".repeat(long / 8)}b@x.com\r\ncid@x.com`, 3],
    ["stacks/l.txt", "x".repeat(30 * long), 1],
    ["stacks/l.csv", `UPN\rann@x.com\r"${"\u200b".repeat(long)}"`, 3],
    ["stacks/l.csv", "a,".repeat(long), 1],
  ])("of %s is refused where it stands, at once", (file, text, line) => {
    let told: ReturnType<typeof readList> | undefined;
    expect(costOf(() => (told = readList(text, file, undefined, place)))).toBeLessThan(1_000);
    expect(told?.names).toEqual([]);
    expect(told?.problems.map(formatProblem)).toEqual([
      `${file}:${line}:1: This line has more than 1,000,000 letters. Write each name on a line of its own. ` +
        "Is it the right file? [limit-exceeded]",
    ]);
  });

  it("that names nobody a hundred thousand times is told as often as ten thousand lines would be", () => {
    const text = "a,".repeat(100_000);
    const { names, problems } = readList(text, "stacks/l.txt", undefined, place);
    expect(names).toEqual([]);
    expect(problems).toHaveLength(stackLimits.reportedLines + 1);
    expect(problems.at(-1)).toMatchObject({
      code: "limit-exceeded",
      place: { line: 1, column: 2 * stackLimits.reportedLines + 1 },
    });
  });

  it("is read up to there", () => {
    const names = "a@x.com;".repeat(long / 8);
    expect(readList(names, "stacks/l.txt", undefined, place).names).toHaveLength(long / 8);
    expect(readList(`ann@x.com\n#${"x".repeat(long - 1)}`, "stacks/l.txt", undefined, place)).toMatchObject({
      names: [{ name: "ann@x.com" }],
      problems: [],
    });
  });
});
