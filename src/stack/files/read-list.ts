import type { Place } from "../../terms/place";
import { isPlainName, principalNameFault } from "./principal-name";
import { formatLimit, stackLimits } from "../problems/limits";
import type { Problem } from "../problems/problem";
import type { FindingDraft } from "../problems/report";
import { shorten } from "../problems/shorten";
import { findColumn, unreadColumns } from "./find-column";
import { entriesOf } from "./list-line";
import { trimInvisible } from "./odd-characters";
import { parseCsv } from "./read-csv";

/** A person of a list, where the list names them. */
export interface ListedName {
  readonly name: string;
  readonly place: Place;
}

export interface ListResult {
  readonly names: readonly ListedName[];
  readonly problems: readonly Problem[];
  /** Lines that are read in one way and may be meant in another. */
  readonly findings: readonly FindingDraft[];
}

/**
 * Reads a list of people.
 * `.csv`: a heading and rows, separated by commas, semicolons or tabs, fields quoted or not. Anything else: one name a
 * line, blank lines and lines that begin with `#` skipped, and so is what follows a blank and `#`. What is copied from
 * Outlook works too: `Adele Vance <adele@contoso.com>; …`.
 * @param text without byte order mark
 * @param place where the stack names the list, for what concerns the whole list
 */
export function readList(text: string, file: string, column: string | undefined, place: Place): ListResult {
  const lines = text.split(text.includes("\r") ? /\r\n|\n|\r/ : "\n");
  // A file without line ends is no list, and what looks at a line as a whole would take long over it.
  const tooLong = lines.findIndex((line) => line.length > stackLimits.lineLength);
  if (tooLong >= 0) return { names: [], findings: [], problems: [longLine({ file, line: tooLong + 1, column: 1 })] };
  const result = /\.csv$/i.test(file) ? readColumn(text, file, column) : readLines(lines, file, column, place);
  if (result.names.length === 0 && result.problems.length === 0)
    return {
      ...result,
      problems: [
        {
          code: "list-empty",
          message: `\`${file}\` names nobody.`,
          place,
          remedy: "An export that broke looks like this. If nobody is meant, take the list out.",
        },
      ],
    };
  return result;
}

function longLine(place: Place): Problem {
  return {
    code: "limit-exceeded",
    message: `This line has more than ${formatLimit(stackLimits.lineLength)} letters.`,
    place,
    remedy: "Write each name on a line of its own. Is it the right file?",
  };
}

function readLines(lines: readonly string[], file: string, column: string | undefined, place: Place): ListResult {
  const names: ListedName[] = [];
  const problems: Problem[] = [];
  if (column !== undefined)
    problems.push({
      code: "list-column",
      message: `\`${file}\` is a text file and has no column \`${column}\`.`,
      place,
      remedy: "Take `column` out, or name a .csv file.",
    });
  const findings: FindingDraft[] = [];
  let line = 0;
  for (const raw of lines) {
    line += 1;
    if (isPlainName(raw) && hasRoom(names, problems)) {
      names.push({ name: raw, place: { file, line, column: 1 } });
      continue;
    }
    const entries = entriesOf(raw);
    if (entries.kind === "comment") {
      if (entries.name !== undefined) findings.push(commentedName(entries.name, { file, line, column: 1 }));
      continue;
    }
    for (const { name, column: at } of entries.names) {
      if (isFull({ file, line, column: at }, names, problems)) return { names, problems, findings };
      take(name, { file, line, column: at }, names, problems);
    }
  }
  return { names, problems, findings };
}

function readColumn(text: string, file: string, column: string | undefined): ListResult {
  const table = parseCsv(text);
  if (table.kind === "invalid")
    return {
      names: [],
      findings: [],
      problems: [
        {
          code: "list-syntax",
          message: `This is no CSV: ${table.reason}.`,
          place: { file, line: table.line, column: 1 },
          remedy: "Check the quotes of this row.",
        },
      ],
    };
  const [heading, ...rows] = table.rows;
  if (heading === undefined) return { names: [], problems: [], findings: [] };
  const found = findColumn(heading.fields, file, column, { file, line: heading.line, column: 1 });
  if (found.kind === "problem") return { names: [], problems: [found.problem], findings: [] };
  const names: ListedName[] = [];
  const problems: Problem[] = [];
  for (const row of rows) {
    const name = trimInvisible(row.fields[found.index] ?? "");
    const remark = (row.fields[0] ?? "").startsWith("#") && principalNameFault(name) !== undefined;
    if (remark || row.fields.every((field) => field.trim() === "")) continue;
    if (isFull({ file, line: row.line, column: 1 }, names, problems)) break;
    take(name, { file, line: row.line, column: 1 }, names, problems);
  }
  const unread = unreadColumns(heading.fields);
  return {
    names,
    problems,
    findings: unread.length === 0 ? [] : [unreadColumn(unread, { file, line: heading.line, column: 1 })],
  };
}

/** A list has as many names, and as many faults, as are read of one. */
function hasRoom(names: readonly ListedName[], problems: readonly Problem[]): boolean {
  return names.length < stackLimits.named && problems.length < stackLimits.reportedLines;
}

/** Whether there is no room; that is said at the next. */
function isFull(place: Place, names: readonly ListedName[], problems: Problem[]): boolean {
  if (hasRoom(names, problems)) return false;
  const { named, reportedLines } = stackLimits;
  problems.push({
    code: "limit-exceeded",
    message:
      names.length < named
        ? `${formatLimit(reportedLines)} entries before this one name nobody; no more are read.`
        : `This list names more than ${formatLimit(named)} people.`,
    place,
    remedy: "Is it the right file?",
  });
  return true;
}

function take(name: string, place: Place, names: ListedName[], problems: Problem[]): void {
  const fault = principalNameFault(name);
  if (fault === undefined) names.push({ name, place });
  else
    problems.push({
      code: "principal-name",
      message: fault,
      place,
      remedy: "Write one user principal name, like `adele@contoso.com`.",
    });
}

function commentedName(name: string, place: Place): FindingDraft {
  return {
    code: "list-comment-name",
    place,
    message: `\`${name}\` could be a name that begins with \`#\`; it is taken for a comment, and nobody is licensed.`,
    remedy: `Write \`\\${name}\` if it is a name, or a blank after the \`#\` if it is a comment.`,
  };
}

function unreadColumn(unread: readonly string[], place: Place): FindingDraft {
  const shown = unread.map((name) => `\`${shorten(name)}\``).join(", ");
  const isOne = unread.length === 1;
  return {
    code: "list-column-unread",
    place,
    message:
      `The ${isOne ? "column" : "columns"} ${shown} ${isOne ? "is" : "are"} not read: everybody of a list gets the ` +
      "licences and location of its assignment.",
    remedy: `Make a list for each combination, or take the ${isOne ? "column" : "columns"} out.`,
  };
}
