import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { schemaFiles } from "../../../src/stack/language/json-schema";
import { plainValue } from "../../../src/stack/language/tree";
import { readYaml } from "../../../src/stack/yaml/yaml-tree";

const root = join(__dirname, "../../..");

it.each(schemaFiles())("$file is as fresh as the language", ({ file, text }) => {
  expect(readFileSync(join(root, file), "utf8"), "run `npm run schema`").toBe(text);
});

function validator(file: string) {
  const schema = JSON.parse(schemaFiles().find((entry) => entry.file === file)?.text ?? "") as object;
  return new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(schema);
}

function value(text: string): unknown {
  const yaml = readYaml(text, "x.yaml");
  if (yaml.kind === "invalid") throw new Error("not YAML");
  return plainValue(yaml.root);
}

describe("schema/stack.schema.json", () => {
  const validate = validator("schema/stack.schema.json");
  const head = "tenant: contoso.onmicrosoft.com\n";

  it.each([
    ["the smallest stack", head],
    ["a tenant's id", "tenant: 84841066-274d-4ec0-a5c1-276be684bdd3"],
    [
      "licences in both forms",
      `${head}assignments: [{ name: a, licenses: [X, { sku: Y, disable: [] }, { sku: Z, enable: [P] }], users: [] }]`,
    ],
    [
      "lists in all forms",
      `${head}assignments: [{ name: a, licenses: [X], usersFrom: l.txt }, { name: b, licenses: [X], usersFrom: { ` +
        "file: l.csv, column: UPN } }, { name: c, licenses: [X], usersFrom: [l.txt, { file: l.csv }] }]",
    ],
    ["limits in both forms", `${head}limits: none-removed`],
    ["limits in part", `${head}limits: { people: 0.5% }`],
    ["severities", `${head}rules: { person-repeated: off }`],
    [
      "anchors and merge keys",
      `${head}bundles: { a: &a [X] }\nassignments: [&x { name: a, licenses: *a, groups: [G] }, { <<: *x, name: b }]`,
    ],
  ])("accepts %s", (_, text) => {
    validate(value(text));
    expect(validate.errors).toBeNull();
  });

  it.each([
    ["a missing tenant", "protect: true", ""],
    ["a tenant that is none", "tenant: contoso", "/tenant"],
    ["an unknown key", `${head}tenants: []`, ""],
    ["an assignment without licences", `${head}assignments: [{ name: a }]`, "/assignments/0"],
    ["a bundle without licences", `${head}bundles: { a: [] }`, "/bundles/a"],
    ["a percentage over 100", `${head}limits: { people: 100.5% }`, "/limits"],
    ["a country that is none", `${head}usageLocation: { default: UK }`, "/usageLocation/default"],
    [
      "a date in another order",
      `${head}assignments: [{ name: a, licenses: [X], until: 31.03.2027 }]`,
      "/assignments/0/until",
    ],
    ["a rule that is none", `${head}rules: { person-repated: off }`, "/rules"],
    ["half a person", `${head}approve: [{ losses: 0.5, until: 2027-01-01, reason: x }]`, "/approve/0/losses"],
  ])("rejects %s", (_, text, path) => {
    expect(validate(value(text))).toBe(false);
    expect(validate.errors?.map((error) => error.instancePath)).toContainEqual(
      expect.stringMatching(new RegExp(`^${path}`)),
    );
  });

  it("explains every key", () => {
    const silent: string[] = [];
    const visit = (schema: Record<string, unknown>, path: string): void => {
      for (const [key, property] of Object.entries(
        (schema.properties ?? {}) as Record<string, Record<string, unknown>>,
      )) {
        if (typeof property.description !== "string") silent.push(`${path}.${key}`);
        visit(property, `${path}.${key}`);
      }
      for (const inner of [schema.items, schema.additionalProperties, ...((schema.anyOf ?? []) as unknown[])])
        if (typeof inner === "object" && inner !== null) visit(inner as Record<string, unknown>, path);
    };
    for (const { text } of schemaFiles()) visit(JSON.parse(text) as Record<string, unknown>, "");
    expect(silent).toEqual([]);
  });
});

describe("schema/stack-part.schema.json", () => {
  const validate = validator("schema/stack-part.schema.json");

  it("accepts what an included file may have, and rejects what only the stack file may", () => {
    expect(validate(value("include: [a.yaml]\nprotected: [a@c.com]"))).toBe(true);
    expect(validate(value("limits: none-removed"))).toBe(false);
    expect(validate(value("tenant: contoso.onmicrosoft.com"))).toBe(false);
  });
});
