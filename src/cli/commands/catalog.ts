import type { Command } from "commander";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createCatalog, defaultCatalog, type Catalog } from "../../catalog/catalog";
import { parseProductTable } from "../../catalog/import-table";
import { tableDate } from "../../catalog/table/date";
import type { Product } from "../../catalog/types";
import { resolveLicenseName } from "../../catalog/resolve-license";
import { shorten, tableLines, wrap } from "../../report/text/layout";
import { count, formatNumber } from "../../report/content/words";
import { CliFailure, print, printJson, type CliContext, type ExitCode, type Run, type CommonOptions } from "../context";

interface Options extends CommonOptions {
  readonly table?: string;
}

export function add(program: Command, run: Run): void {
  program
    .command("catalog")
    .description(`names, part numbers, GUIDs and service plans of products, from Microsoft's table of ${tableDate}`)
    .argument("[words...]", "a part number, GUID or product name, or words to search for; without any, every product")
    .option(
      "--table <file>",
      'with the products of Microsoft\'s table "Product names and service plan identifiers" (a .csv file)',
    )
    .option("--json", "as JSON")
    .action((words: readonly string[], options: Options) =>
      run(options, (context) => Promise.resolve(showCatalog(context, words.join(" "), options))),
    );
}

function showCatalog(context: CliContext, words: string, options: Options): ExitCode {
  const catalog = options.table === undefined ? defaultCatalog : withTable(context, options.table);
  const found = find(catalog, words);
  if (found.length === 0) {
    const resolution = resolveLicenseName(words, undefined, catalog);
    const nearest =
      "nearest" in resolution && resolution.nearest.length > 0
        ? `Near to it: ${resolution.nearest.join(", ")}.`
        : "Import Microsoft's table with --table for products that are not built in.";
    throw new CliFailure("unknown-product", `No product is known by "${words}".`, nearest);
  }
  if (options.json === true) printJson(context, { format: "m365-licenses/catalog", version: 1, products: found });
  else print(context, ...linesOf(found, context.out.columns));
  return 0;
}

function withTable(context: CliContext, file: string): Catalog {
  let text: string;
  try {
    text = readFileSync(resolve(context.workingFolder, file), "utf8");
  } catch (error) {
    throw new CliFailure(
      "file-missing",
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      "Name the .csv file that was downloaded.",
    );
  }
  const { products, problems } = parseProductTable(text);
  if (problems.length > 0) {
    const lines = problems.slice(0, 20).map((problem) => `${file}:${problem.line}: ${problem.message}`);
    const more = problems.length > 20 ? [`and ${formatNumber(problems.length - 20)} more`] : [];
    throw new CliFailure(
      "table-invalid",
      `${file} is not the table that is expected:`,
      'Take "Product names and service plan identifiers for licensing.csv" as Microsoft gives it.',
      [...lines, ...more],
    );
  }
  return createCatalog(products);
}

/** An exact name first; else every product in which all the words occur. */
function find(catalog: Catalog, words: string): readonly Product[] {
  if (words === "") return catalog.products;
  const resolution = resolveLicenseName(words, undefined, catalog);
  if (resolution.kind === "resolved") {
    const product = catalog.products.find((candidate) => candidate.skuId === resolution.skuId);
    if (product !== undefined) return [product];
  }
  const parts = words.toLowerCase().split(/\s+/);
  return catalog.products.filter((product) => {
    const text = [product.partNumber, product.skuId, product.name, ...product.names].join(" ").toLowerCase();
    return parts.every((part) => text.includes(part));
  });
}

/** Part numbers and GUIDs are to be copied, and never shortened: a narrow terminal gets two lines a product. */
function linesOf(products: readonly Product[], width = Infinity): readonly string[] {
  const [only] = products;
  if (products.length === 1 && only !== undefined) return productDetails(only, width);
  const table = productTable(products);
  return Math.max(...table.map((line) => line.length)) <= width
    ? table
    : products.flatMap((product) => narrowLines(product, width));
}

function narrowLines({ partNumber, name, skuId, plans }: Product, width: number): readonly string[] {
  const room = width - partNumber.length - 2;
  const known = plans === undefined ? "" : `  ${count(plans.length, "plan", "plans")}`;
  return [room < 8 ? partNumber : `${partNumber}  ${shorten(name, room)}`, `  ${skuId}${known}`];
}

function productTable(products: readonly Product[]): readonly string[] {
  const rows = products.map((product) => [
    product.partNumber,
    shorten(product.name, 60),
    product.skuId,
    product.plans === undefined ? "" : formatNumber(product.plans.length),
  ]);
  return tableLines(
    [{ title: "Part number" }, { title: "Product" }, { title: "GUID" }, { title: "plans", align: "right" }],
    rows,
  );
}

function productDetails(product: Product, width: number): readonly string[] {
  const others = product.names.filter((name) => name !== product.name);
  return [
    product.name,
    `  part number  ${product.partNumber}`,
    `  GUID         ${product.skuId}`,
    ...(others.length === 0 ? [] : wrap(`also         ${others.join(", ")}`, width, 2, 15)),
    ...(product.plans === undefined
      ? []
      : [
          "",
          ...tableLines(
            [{ title: "  Service plan" }, { title: "GUID" }, { title: "", yields: "whole" }],
            product.plans.map((plan) => [`  ${plan.name}`, plan.id, shorten(plan.friendlyName, 60)]),
            width,
          ),
        ]),
  ];
}
