import { z } from "zod";
import { part, stackDocument } from "./document";

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
  const schema = z.toJSONSchema(language, { target: "draft-7", io: "input" });
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
