// Writes the schema files that editors read, from the language in src/stack/language: `npm run schema`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { tsImport } from "tsx/esm/api";

const { schemaFiles } = await tsImport("../src/stack/language/json-schema.ts", import.meta.url);
for (const { file, text } of schemaFiles()) {
  writeFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), text);
  console.log(`wrote ${file}`);
}
