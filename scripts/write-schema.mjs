// Writes the schema files that editors and pipelines read, from src/stack/language and src/report: `npm run schema`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { tsImport } from "tsx/esm/api";

/** @typedef {{ file: string, text: string }} SchemaFile */

const language = /** @type {{ schemaFiles: () => readonly SchemaFile[] }} */ (
  await tsImport("../src/stack/language/json-schema.ts", import.meta.url)
);
const reports = /** @type {{ reportSchemaText: () => string }} */ (
  await tsImport("../src/report/json/report-schema.ts", import.meta.url)
);
const report = { file: "schema/report.schema.json", text: reports.reportSchemaText() };
for (const { file, text } of [...language.schemaFiles(), report]) {
  writeFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), text);
  process.stdout.write(`wrote ${file}\n`);
}
