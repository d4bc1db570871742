// Takes the facts of a newer table of Microsoft's into the project, and says what changed:
//   node scripts/catalog/update-table.mjs "Product names and service plan identifiers for licensing.csv"
// --date 2027-03-31 is the table's date (default: the file's), --drop forgets products that the table no longer has,
// --dry-run only says what would change.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { tsImport } from "tsx/esm/api";
import { composeFiles, describeChanges, keepVanished, tidyProducts } from "./compose-table.mjs";

/** @typedef {import("../../src/catalog/import-table.ts").ProductTable} ProductTable */

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

const { parseProductTable } = /** @type {{ parseProductTable: (text: string) => ProductTable }} */ (
  await tsImport("../../src/catalog/import-table.ts", import.meta.url)
);
const table = /** @type {typeof import("../../src/catalog/table/read-table.ts")} */ (
  await tsImport("../../src/catalog/table/read-table.ts", import.meta.url)
);
const { tableDate } = /** @type {{ tableDate: string }} */ (
  await tsImport("../../src/catalog/table/date.ts", import.meta.url)
);
const { products, problems } = parseProductTable(readFileSync(file, "utf8"));
for (const { line, message } of problems) printError(`${file}:${line}: ${message}`);
if (products.length === 0) fail("Nothing was read, and nothing is written.");

const before = tidyProducts(
  table.tableProducts.map((product) => ({ ...product, plans: table.plansInTable(product.skuId) })),
);
const after = tidyProducts(values.drop === true ? products : keepVanished(products, before));
const changes = describeChanges(before, after);
for (const line of changes) print(line);
print(`${changes.length} changes from ${tableDate} to ${date}; products: ${after.length}`);
if (values["dry-run"] !== true) {
  write("src/catalog/table/date.ts", `/** The day of Microsoft's table. */\nexport const tableDate = "${date}";\n`);
  for (const folder of folders)
    for (const [name, text] of Object.entries(composeFiles(after))) write(`${folder}${name}`, text);
  print("Now look at the names and families in src/catalog/products, and run the tests of test/catalog.");
}

/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  writeFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), text);
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {string} line */
function printError(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  printError(message);
  process.exit(1);
}
