// Takes the facts of a newer table of Microsoft's into the project, and says what changed:
//   node scripts/catalog/update-table.mjs "Product names and service plan identifiers for licensing.csv"
// --date 2027-03-31 is the table's date (default: the file's), --drop forgets products that the table no longer has,
// --dry-run only says what would change.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { tsImport } from "tsx/esm/api";
import { composeFiles, describeChanges, keepVanished, tidyProducts } from "./compose-table.mjs";

/** The product and the emulator are packages of their own: each has the table, and a test holds them equal. */
const folders = ["src/catalog/table/", "emulator/src/products/table/"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { date: { type: "string" }, drop: { type: "boolean" }, "dry-run": { type: "boolean" } },
});
const [file] = positionals;
if (file === undefined || !existsSync(file)) fail("Name the .csv file that Microsoft's page offers for download.");
const date = values.date ?? statSync(file).mtime.toISOString().slice(0, 10);
if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) fail(`${date} is no date: write --date 2027-03-31.`);

const { parseProductTable } = await tsImport("../../src/catalog/import-table.ts", import.meta.url);
const table = await tsImport("../../src/catalog/table/read-table.ts", import.meta.url);
const { products, problems } = parseProductTable(readFileSync(file, "utf8"));
for (const { line, message } of problems) console.error(`${file}:${line}: ${message}`);
if (products.length === 0) fail("Nothing was read, and nothing is written.");

const before = tidyProducts(
  table.tableProducts.map((/** @type {{ skuId: string }} */ product) => ({
    ...product,
    plans: table.plansInTable(product.skuId),
  })),
);
const after = tidyProducts(values.drop === true ? products : keepVanished(products, before));
const changes = describeChanges(before, after);
for (const line of changes) console.log(line);
console.log(`${changes.length} changes from ${table.tableDate} to ${date}; products: ${after.length}`);
if (values["dry-run"] !== true) {
  for (const folder of folders)
    for (const [name, text] of Object.entries(composeFiles(after, date)))
      writeFileSync(fileURLToPath(new URL(`../../${folder}${name}`, import.meta.url)), text);
  console.log("Now look at the names and families in src/catalog/products, and run the tests of test/catalog.");
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
