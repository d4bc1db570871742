import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { renderJson, renderRefusalJson } from "../../../src/report/json/json";
import { reportSchemaText } from "../../../src/report/json/report-schema";
import { busyPlan } from "../plans";

const schema = JSON.parse(reportSchemaText()) as object;

describe("schema/report.schema.json", () => {
  it("is what the reports are made from (write it anew with `npm run schema`)", () => {
    expect(readFileSync(join(__dirname, "../../../schema/report.schema.json"), "utf8")).toBe(reportSchemaText());
  });

  it("accepts reports, and nothing else", () => {
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(JSON.parse(renderJson(busyPlan(), "contoso"))), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(JSON.parse(renderRefusalJson([{ message: "No." }], "contoso")))).toBe(true);
    expect(validate({ ...(JSON.parse(renderJson(busyPlan(), "contoso")) as object), stack: 5 })).toBe(false);
  });
});
