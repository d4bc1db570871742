import stringWidth from "string-width";
import { splitRemedy } from "../content/remedy";
import { atLineStart, visible } from "../../text/visible";

/** One column of a plain table. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Gives way where the table is wider than its reader's terminal: is shortened, or left out. */
  readonly yields?: "shorter" | "whole";
}

const gap = 2;
const shortest = 16;

/**
 * An aligned table without lines, two spaces between columns, titles first. No trailing spaces. Where it is wider than
 * `width`, columns that yield are left out from the right, and then shortened.
 */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width = Infinity,
): readonly string[] {
  const lines = [columns.map((column) => column.title), ...rows.map((row) => row.map(visible))];
  const widths = columns.map((_, at) => lines.reduce((most, line) => Math.max(most, stringWidth(line[at] ?? "")), 0));
  const tooWide = widths.reduce((sum, one) => sum + one, gap * (columns.length - 1)) - width;
  const leftOut = tooWide > 0 ? columns.findLastIndex(({ yields }) => yields === "whole") : -1;
  if (leftOut >= 0) {
    const without = <T>(items: readonly T[]): T[] => items.filter((_, at) => at !== leftOut);
    return tableLines(without(columns), rows.map(without), width);
  }
  const elastic = columns.findIndex(({ yields }) => yields === "shorter");
  if (tooWide > 0 && elastic >= 0) {
    const room = Math.max(shortest, (widths[elastic] ?? 0) - tooWide);
    widths[elastic] = room;
    for (const line of lines) line[elastic] = shorten(line[elastic] ?? "", room);
  }
  const cell = (text: string, at: number): string => {
    const blanks = " ".repeat(Math.max(0, (widths[at] ?? 0) - stringWidth(text)));
    return columns[at]?.align === "right" ? blanks + text : text + blanks;
  };
  return lines.map((line) => trimEnd(columns.map((_, at) => cell(line[at] ?? "", at)).join("  ")));
}

/**
 * Breaks at spaces; a word that is longer than a line stands alone. Continued lines are indented by `hanging` spaces.
 */
export function wrap(text: string, width: number, indent: number, hanging = indent): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of visible(text).split(" ")) {
    const margin = lines.length === 0 ? indent : hanging;
    if (line !== "" && margin + stringWidth(line) + 1 + stringWidth(word) > width) {
      lines.push(" ".repeat(margin) + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(" ".repeat(lines.length === 0 ? indent : hanging) + line);
  // A break may bring to the front what stood in the middle.
  return lines.map((line) => atLineStart(trimEnd(line)));
}

/** A remedy; what is to be copied into the stack file stands on a line of its own, unbroken. */
export function remedyLines(remedy: string, width: number, indent: number): readonly string[] {
  const { sentence, yaml } = splitRemedy(remedy);
  return [
    ...wrap(sentence, width, indent),
    ...(yaml === undefined ? [] : [`${" ".repeat(indent + 2)}${visible(yaml)}`]),
  ];
}

/** Shortens to `width` columns with an ellipsis. */
export function shorten(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let result = "";
  for (const character of text) {
    if (stringWidth(result + character) > width - 1) break;
    result += character;
  }
  return `${result.trimEnd()}…`;
}

/** How full a pool is: `███████░░░`. A pool of nothing has no bar. */
export function bar(used: number, of: number, cells = 10): string {
  if (of <= 0) return "";
  const full = used >= of ? cells : Math.min(cells - 1, Math.max(used > 0 ? 1 : 0, Math.round((used / of) * cells)));
  return "█".repeat(full) + "░".repeat(cells - full);
}

function trimEnd(line: string): string {
  return line.replace(/ +$/, "");
}
