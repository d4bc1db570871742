import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { tableLines } from "../../../src/report/text/layout";

const columns = [
  { title: "Product", yields: "shorter" as const },
  { title: "Part number" },
  { title: "used", align: "right" as const },
  { title: "GUID", yields: "whole" as const },
];
const rows = [
  ["Microsoft 365 E5 with everything that has ever been in it", "SPE_E5", "12", "06ebc4ee-1bb5-47dd-8120-11324bc54e06"],
  ["Ωmega 日本語", "X", "1,200", "0"],
];

describe("tableLines", () => {
  it("is as wide as its content where nobody reads it on a terminal", () => {
    expect(tableLines(columns, rows)[0]).toBe(
      "Product                                                    Part number   used  GUID",
    );
  });

  it.each([40, 60, 80, 100])("fits a terminal of %d columns, with every figure whole", (width) => {
    const lines = tableLines(columns, rows, width);
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
    expect(lines[1]).toContain("SPE_E5");
    expect(lines[2]).toContain("1,200");
    expect(lines[1]?.startsWith("Microsoft 365")).toBe(true);
  });

  it("aligns by what is seen: wide characters count twice", () => {
    const [, first, second] = tableLines(columns.slice(0, 2), rows);
    const before = (line = "", part: string): number => stringWidth(line.slice(0, line.lastIndexOf(part)));
    expect(before(first, "SPE_E5")).toBe(before(second, "X"));
  });
});
