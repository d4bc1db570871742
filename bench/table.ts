/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly ratio: number;
  /** Absent where the figure is only noted. */
  readonly limit?: number;
  /** Empty where the result is right; a figure for a wrong result is worth nothing. */
  readonly complaint: string;
}

export function isGood(row: Row): boolean {
  return row.complaint === "" && row.ratio <= (row.limit ?? Infinity);
}

export function renderRow(row: Row): string {
  const verdict = isGood(row) ? "ok" : row.complaint === "" ? "OVER" : `WRONG: ${row.complaint}`;
  return `| ${row.what} | ${row.figure} | ${row.ratio.toFixed(2)} | ${row.limit?.toFixed(2) ?? ""} | ${verdict} |`;
}

export const heading = "| what | measured | ratio | at most | |\n| --- | --- | --- | --- | --- |";
