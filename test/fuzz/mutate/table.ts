import type { Chance } from "../support/chance";
import type { Oddities } from "./oddities";

export type Rows = readonly (readonly string[])[];

/** Changes cells, rows and columns of a table. */
export function changeTable(rows: Rows, chance: Chance, odd: Oddities): string[][] {
  const table = rows.map((row) => [...row]);
  for (let times = 1 + chance.below(4); times > 0; times -= 1) changeOnce(table, chance, odd);
  return table;
}

function changeOnce(table: string[][], chance: Chance, odd: Oddities): void {
  const at = chance.below(table.length);
  const row = table[at];
  if (row === undefined) return;
  const column = chance.below(row.length + 1);
  switch (chance.below(9)) {
    case 0:
      row.splice(column, 1);
      break;
    case 1:
      row.splice(column, 0, odd.text(chance));
      break;
    case 2:
      table.splice(at, 1);
      break;
    case 3:
      for (let times = chance.happens(50) ? 600 : 1; times > 0; times -= 1) table.splice(at, 0, [...row]);
      break;
    case 4:
      for (const one of table) one.splice(column, 1);
      break;
    case 5:
      for (let times = chance.happens(20) ? 600 : 1; times > 0; times -= 1) row.push(row[column] ?? "");
      break;
    case 6:
      if (table[0] !== undefined) table[0][column] = odd.text(chance);
      break;
    default:
      row[column] = odd.text(chance);
  }
}

/** As programs write tables, and as people who were in a hurry do. */
export function writeTable(rows: Rows, chance: Chance, odd: Oddities): string {
  const separator = chance.pick([",", ",", ";", "\t", "|"]);
  const end = chance.pick(["\n", "\n", "\r\n", "\r"]);
  const head = chance.pick([
    "",
    "",
    "",
    "sep=;\n",
    `sep=${separator}\r\n`,
    `sep=${odd.text(chance).charAt(0)}\n`,
    "#TYPE x\n",
    "version:v1.0\n",
    "\ufeff",
  ]);
  const isCareless = chance.happens(4);
  // Some rows have holes, in which there is nothing.
  const cell = (text = ""): string => {
    if (isCareless && chance.happens(3)) return text;
    const isQuoted = /["\n\r]/.test(text) || text.includes(separator) || chance.happens(10);
    return isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return (
    head + rows.map((row) => Array.from(row, (text) => cell(text)).join(separator)).join(end) + chance.pick(["", end])
  );
}
