import { describe, expect, it } from "vitest";
import { joinFindings } from "../../../src/stack/problems/join-findings";
import type { Finding } from "../../../src/terms/plan";

const finding = (code: string, message = code): Finding => ({ code, severity: "warning", message, principals: [] });

describe("the findings of a preview", () => {
  it("do not say that something is checked at preview: it has been", () => {
    const ofFile = ["license-uncatalogued", "license-ambiguous", "plan-uncatalogued", "person-repeated"].map((code) =>
      finding(code),
    );
    expect(joinFindings(ofFile, [finding("sku-unknown")]).map(({ code }) => code)).toEqual([
      "person-repeated",
      "sku-unknown",
    ]);
  });

  it("say once what both say, with the file's place", () => {
    const joined = joinFindings([finding("approval-unknown", "file")], [finding("approval-unknown", "plan")]);
    expect(joined.map(({ message }) => message)).toEqual(["file"]);
  });
});
