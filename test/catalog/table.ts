import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";

const folder = resolve(__dirname, "../../../shared/data");

/** Where Microsoft's table lies next to the repository; `missing` names what to say where it does not. */
export const productTable = join(folder, "product-names.csv");
export const skuPlans = join(folder, "skus.json");
export const hasSharedData = existsSync(productTable) && existsSync(skuPlans);

export interface TableRow {
  readonly Product_Display_Name: string;
  readonly String_Id: string;
  readonly GUID: string;
  readonly Service_Plan_Name: string;
  readonly Service_Plan_Id: string;
}

/**
 * Rows of the table with blanks tidied and ids in lower case; read with csv-parse alone, not with the product's own
 * reader.
 */
export function readTable(): readonly TableRow[] {
  const rows: readonly TableRow[] = parse(readFileSync(productTable, "utf8"), { bom: true, columns: true });
  const tidy = (text: string) => text.replace(/\s+/g, " ").trim();
  return rows.map((row) => ({
    Product_Display_Name: tidy(row.Product_Display_Name),
    String_Id: tidy(row.String_Id),
    GUID: tidy(row.GUID).toLowerCase(),
    Service_Plan_Name: tidy(row.Service_Plan_Name),
    Service_Plan_Id: tidy(row.Service_Plan_Id).toLowerCase(),
  }));
}
