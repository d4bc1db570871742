import { parse } from "csv-parse/sync";
import { tidyBlanks } from "./names";
import type { Product, ServicePlan } from "./types";
import { isGuid } from "../text/guid";

/** A table that could not be read, or a row of it that was left out. Lines count from 1, with the header as line 1. */
export interface TableProblem {
  readonly line: number;
  readonly message: string;
}

export interface ProductTable {
  /** In the order of the table; plans in the order of theirs. */
  readonly products: readonly Product[];
  readonly problems: readonly TableProblem[];
}

const columns = [
  "Product_Display_Name",
  "String_Id",
  "GUID",
  "Service_Plan_Name",
  "Service_Plan_Id",
  "Service_Plans_Included_Friendly_Names",
] as const;
type Column = (typeof columns)[number];

/**
 * Reads Microsoft's published table "Product names and service plan identifiers for licensing" (CSV, one row for each
 * service plan of each product). The published file has stray blanks and tabs, GUIDs in upper case, repeated rows and
 * products under two names; all that is read, and a row that cannot be is left out and reported.
 */
export function parseProductTable(text: string): ProductTable {
  const rows = readRows(text);
  if ("problem" in rows) return { products: [], problems: [rows.problem] };
  const problems: TableProblem[] = [];
  const found = new Map<string, { partNumber: string; names: string[]; plans: Map<string, ServicePlan> }>();
  for (const { record, line } of rows.rows) {
    const skuId = record.GUID.toLowerCase();
    const planId = record.Service_Plan_Id.toLowerCase();
    if (!isGuid(skuId) || record.String_Id === "") {
      problems.push({
        line,
        message: `the product has no String_Id and GUID ("${record.String_Id}", "${record.GUID}"); the row is left out`,
      });
      continue;
    }
    const product = found.get(skuId) ?? {
      partNumber: record.String_Id,
      names: [],
      plans: new Map<string, ServicePlan>(),
    };
    found.set(skuId, product);
    const name = record.Product_Display_Name === "" ? record.String_Id : record.Product_Display_Name;
    if (!product.names.includes(name)) product.names.push(name);
    if (!isGuid(planId)) {
      problems.push({
        line,
        message:
          `the service plan of ${record.String_Id} has no GUID ("${record.Service_Plan_Id}"); ` +
          "the plan is left out",
      });
    } else if (!product.plans.has(planId)) {
      product.plans.set(planId, {
        id: planId,
        name: record.Service_Plan_Name,
        friendlyName: record.Service_Plans_Included_Friendly_Names || record.Service_Plan_Name,
      });
    }
  }
  const products = [...found].map(([skuId, { partNumber, names, plans }]): Product => ({
    skuId,
    partNumber,
    name: names[0] ?? partNumber,
    names,
    plans: [...plans.values()],
  }));
  return { products, problems };
}

type Row = { readonly record: Readonly<Record<Column, string>>; readonly line: number };

function readRows(text: string): { readonly rows: readonly Row[] } | { readonly problem: TableProblem } {
  let table: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    // The types of csv-parse do not follow `info: true`, which wraps each record.
    table = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof table;
  } catch (error) {
    const line =
      typeof error === "object" && error !== null && "lines" in error && typeof error.lines === "number"
        ? error.lines
        : 1;
    return {
      problem: { line, message: `the table is not CSV: ${error instanceof Error ? error.message : String(error)}` },
    };
  }
  const header = table[0]?.record.map(tidyBlanks) ?? [];
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    return {
      problem: {
        line: 1,
        message:
          `the table lacks ${missing.length} of ${columns.length} columns: ${missing.join(", ")}. Download it from ` +
          `Microsoft's page "Product names and service plan identifiers for licensing".`,
      },
    };
  }
  const at = Object.fromEntries(columns.map((column) => [column, header.indexOf(column)])) as Record<Column, number>;
  const rows = table.slice(1).map(({ record, info }): Row => ({
    record: Object.fromEntries(columns.map((column) => [column, tidyBlanks(record[at[column]] ?? "")])) as Record<
      Column,
      string
    >,
    line: info.lines,
  }));
  return { rows };
}
