import { z } from "zod";
import { knownRules } from "../problems/rule-names";
import { part, rules, stackDocument } from "./document";

export interface SchemaFile {
  readonly file: string;
  readonly text: string;
}

/** The schema files that editors read, from the language itself. Draft 7, which the YAML language server knows best. */
export function schemaFiles(): readonly SchemaFile[] {
  return [
    { file: "schema/stack.schema.json", text: render(stackDocument) },
    { file: "schema/stack-part.schema.json", text: render(part) },
  ];
}

function render(language: z.ZodType): string {
  const schema = z.toJSONSchema(language, {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === rules) nameRules(jsonSchema);
    },
  });
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** An editor completes the codes whose severity can be set, and underlines others. */
function nameRules(schema: z.core.JSONSchema.BaseSchema): void {
  const severity = schema.additionalProperties;
  if (typeof severity !== "object") return;
  schema.properties = Object.fromEntries(
    knownRules().map((code) => [code, { ...severity, description: `Severity of ${code}; docs/rules.md explains it.` }]),
  );
  schema.additionalProperties = false;
  delete schema.propertyNames;
}
