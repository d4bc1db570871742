import { describe, expect, test } from "vitest";
import { formatClosingLine, ClosingLineHolder, parseClosingLine, sumUp } from "../../scripts/closing-line.mjs";

describe("the closing line", () => {
  test.each(["3 passed, 0 failed", "0 passed, 1 failed", "10 passed, 2 failed, 1 skipped"])(
    "%s is read and written alike",
    (line) => {
      expect(formatClosingLine(parseClosingLine(line)!)).toBe(line);
    },
  );

  test.each(["Tests 3 passed, 0 failed", "3 passed", "3 passed, 0 failed, and more"])("%s is none", (line) => {
    expect(parseClosingLine(line)).toBeUndefined();
  });

  test("everything else passes, however it is cut", () => {
    const written: string[] = [];
    const held = new ClosingLineHolder((text) => written.push(text));
    for (const piece of ["one\ntw", "o\n3 pas", "sed, 1 failed\n", "after"]) held.pass(piece);
    expect(held.end()).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(written.join("")).toBe("one\ntwo\nafter\n");
  });
});

describe("the sum", () => {
  const green = { passed: 5, failed: 0, skipped: 0 };

  test("is the tests' own where all went well", () => expect(sumUp(green, 0, 0)).toEqual(green));
  test("counts a failed check", () => expect(sumUp(green, 0, 2).failed).toBe(2));
  test("counts a run that ended badly without a failed test", () => expect(sumUp(green, 1, 0).failed).toBe(1));
  test("does not count a failed test twice", () => expect(sumUp({ ...green, failed: 1 }, 1, 0).failed).toBe(1));
  test("counts a run that never came to its end", () =>
    expect(sumUp(undefined, null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 }));
});
