import { CsvError, parse } from "csv-parse/sync";

interface CsvRow {
  readonly fields: readonly string[];
  readonly line: number;
}

export type CsvTable =
  | { readonly kind: "ok"; readonly rows: readonly CsvRow[] }
  | { readonly kind: "invalid"; readonly reason: string; readonly line: number };

/** Lines before the heading: the version of Entra's bulk templates, the type that PowerShell writes. */
const preambleOf = /^(?:"?(?:version:\s*v?[\d.]+"?[,;\t]*|#TYPE [^\r\n]*)\r?\n)+/i;

/**
 * Rows with the line on which each begins. The separator is the one of comma, semicolon and tab that the first line has
 * most of outside of quotes: Excel writes the semicolon where the comma is the decimal sign, and the tab in "Unicode
 * text". A line `sep=;` before the heading, which only Excel understands, is obeyed and skipped.
 */
export function parseCsv(text: string): CsvTable {
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const preamble = (hint?.[0] ?? "") + (preambleOf.exec(text.slice(hint?.[0].length ?? 0))?.[0] ?? "");
  // Tables that were pasted together have line ends of two kinds, of which a reader would count one twice.
  const body = text.slice(preamble.length).replaceAll(/\r\n?/g, "\n");
  const skipped = preamble.split("\n").length - 1;
  const rows: CsvRow[] = [];
  let readTo = 0;
  try {
    parse(body, {
      delimiter: hint?.[1] ?? separatorOf(body),
      record_delimiter: "\n",
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (fields, { lines }) => {
        readTo = lines;
        // It counts to the end of the record; lines within quoted fields go back.
        rows.push({ fields, line: lines + skipped - fields.reduce((sum, field) => sum + lineEndsIn(field), 0) });
        return null;
      },
    });
    return { kind: "ok", rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quote that is never closed is noticed at the end of the text; it stands in the first row that was not read.
    const line = error.code === "CSV_QUOTE_NOT_CLOSED" || typeof error.lines !== "number" ? readTo + 1 : error.lines;
    return { kind: "invalid", reason: reasonOf(error), line: line + skipped };
  }
}

function lineEndsIn(field: string): number {
  return field.match(/\n/g)?.length ?? 0;
}

function separatorOf(text: string): string {
  const first = (/^[^\n]*/.exec(text)?.[0] ?? "").replace(/"[^"]*"/g, "");
  const counted = [",", ";", "\t"].map((separator) => ({ separator, count: first.split(separator).length - 1 }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}

function reasonOf(error: CsvError): string {
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return "a quote is opened and never closed";
  if (error.code === "CSV_INVALID_CLOSING_QUOTE" || error.code === "INVALID_OPENING_QUOTE")
    return "a quote stands in the middle of a field";
  return error.code.toLowerCase().replace(/^csv_/, "").replaceAll("_", " ");
}
