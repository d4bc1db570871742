// Writes the schema files that editors and pipelines read, from src/stack/language and src/report: `npm run schema`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { tsImport } from "tsx/esm/api";

const { schemaFiles } = await tsImport("../src/stack/language/json-schema.ts", import.meta.url);
const { reportSchemaText } = await tsImport("../src/report/json/report-schema.ts", import.meta.url);
for (const { file, text } of [...schemaFiles(), { file: "schema/report.schema.json", text: reportSchemaText() }]) {
  writeFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), text);
  console.log(`wrote ${file}`);
}
