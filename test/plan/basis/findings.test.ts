import { describe, expect, it } from "vitest";
import { FindingList, listSome } from "../../../src/plan/basis/findings";

describe("what is found", () => {
  it("has a remedy and a place only where there is one", () => {
    const findings = new FindingList();
    findings.add({ code: "b", severity: "info", key: "", message: () => "B." });
    findings.add({
      code: "a",
      severity: "info",
      key: "",
      message: () => "A.",
      remedy: "Do it.",
      place: { file: "stacks/contoso.yaml", line: 1, column: 1 },
    });
    expect(findings.toFindings()).toStrictEqual([
      {
        code: "a",
        severity: "info",
        message: "A.",
        remedy: "Do it.",
        principals: [],
        place: { file: "stacks/contoso.yaml", line: 1, column: 1 },
      },
      { code: "b", severity: "info", message: "B.", principals: [] },
    ]);
  });

  it("lists five names, and counts what is more", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    expect(listSome(names.slice(0, 5))).toBe("a, b, c, d, e");
    expect(listSome(names)).toBe("a, b, c, d, e and 1 more");
  });
});
