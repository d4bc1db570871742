import type { Place } from "../../terms/desired";
import { principalNameFault } from "./principal-name";
import { nearestNames } from "../../catalog/nearest";
import { didYouMean } from "../problems/did-you-mean";
import { formatLimit, stackLimits } from "../problems/limits";
import type { Problem } from "../problems/problem";
import { parseCsv } from "./read-csv";

/** A person of a list, where the list names them. */
export interface ListedName {
  readonly name: string;
  readonly place: Place;
}

export interface ListResult {
  readonly names: readonly ListedName[];
  readonly problems: readonly Problem[];
}

/** Headings that mean the user principal name, as portals and scripts export it; compared without blanks and case. */
const usualHeadings = ["userprincipalname", "upn", "userprincipalname[upn]", "username", "signinname"];

/**
 * Reads a list of people.
 * `.csv`: a heading and rows, separated by commas, semicolons or tabs, fields quoted or not. Anything else: one name a
 * line, blank lines and lines that begin with `#` skipped, and so is what follows a blank and `#`.
 * @param text without byte order mark
 * @param place where the stack names the list, for what concerns the whole list
 */
export function readList(text: string, file: string, column: string | undefined, place: Place): ListResult {
  const result = /\.csv$/i.test(file) ? readColumn(text, file, column) : readLines(text, file, column, place);
  if (result.names.length === 0 && result.problems.length === 0)
    return {
      names: [],
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

function readLines(text: string, file: string, column: string | undefined, place: Place): ListResult {
  const names: ListedName[] = [];
  const problems: Problem[] = [];
  if (column !== undefined)
    problems.push({
      code: "list-column",
      message: `\`${file}\` is a text file and has no column \`${column}\`.`,
      place,
      remedy: "Take `column` out, or name a .csv file.",
    });
  let line = 0;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    line += 1;
    const content = raw.replace(/(^|\s)#.*$/u, "");
    const name = content.trim();
    if (name === "") continue;
    if (isFull({ file, line, column: 1 }, names, problems)) break;
    take(name, { file, line, column: content.length - content.trimStart().length + 1 }, names, problems);
  }
  return { names, problems };
}

function readColumn(text: string, file: string, column: string | undefined): ListResult {
  const table = parseCsv(text);
  if (table.kind === "invalid")
    return {
      names: [],
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
  if (heading === undefined) return { names: [], problems: [] };
  const found = findColumn(heading.fields, file, column, { file, line: heading.line, column: 1 });
  if (found.kind === "problem") return { names: [], problems: [found.problem] };
  const names: ListedName[] = [];
  const problems: Problem[] = [];
  for (const row of rows) {
    const name = (row.fields[found.index] ?? "").trim();
    const remark = (row.fields[0] ?? "").startsWith("#") && principalNameFault(name) !== undefined;
    if (remark || row.fields.every((field) => field.trim() === "")) continue;
    if (isFull({ file, line: row.line, column: 1 }, names, problems)) break;
    take(name, { file, line: row.line, column: 1 }, names, problems);
  }
  return { names, problems };
}

/** Whether a list has as many names, or as many faults, as are read of one; that is said at the next. */
function isFull(place: Place, names: readonly ListedName[], problems: Problem[]): boolean {
  const { named, reportedLines } = stackLimits;
  if (names.length < named && problems.length < reportedLines) return false;
  problems.push({
    code: "limit-exceeded",
    message:
      names.length < named
        ? `${formatLimit(reportedLines)} lines before this one name nobody; no more are read.`
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

type FoundColumn =
  | { readonly kind: "found"; readonly index: number }
  | { readonly kind: "problem"; readonly problem: Problem };

function findColumn(heading: readonly string[], file: string, column: string | undefined, place: Place): FoundColumn {
  const keys = heading.map(headingKey);
  const wanted = column === undefined ? usualHeadings : [headingKey(column)];
  const matches = keys.flatMap((key, index) => (wanted.includes(key) ? [index] : []));
  const [first] = matches;
  if (matches.length === 1 && first !== undefined) return { kind: "found", index: first };
  const shown = heading.map((name) => `\`${name.trim()}\``).join(", ");
  if (matches.length > 1)
    return problem(
      `\`${file}\` has ${matches.length} columns that could be meant: ${shown}.`,
      "Give the column another heading, or name it with `{ file: …, column: … }`.",
      place,
    );
  if (column === undefined && heading.length === 1 && principalNameFault((heading[0] ?? "").trim()) !== undefined)
    return { kind: "found", index: 0 };
  if (heading.some((name) => principalNameFault(name.trim()) === undefined))
    return problem(
      `\`${file}\` has no heading: its first row already names a person.`,
      "Put `UserPrincipalName` above the names, or make it a .txt file.",
      place,
    );
  const message =
    column === undefined
      ? `No column of \`${file}\` is headed UserPrincipalName.`
      : `\`${file}\` has no column \`${column}\`.`;
  const hint =
    column === undefined
      ? `Name the column with \`{ file: …, column: … }\`; there are ${shown}.`
      : (didYouMean(
          nearestNames(
            column,
            heading.map((name) => name.trim()),
          ),
        ) ?? `There are ${shown}.`);
  return problem(message, hint, place);
}

function problem(message: string, remedy: string, place: Place): FoundColumn {
  return { kind: "problem", problem: { code: "list-column", message, place, remedy } };
}

function headingKey(name: string): string {
  return name.replace(/\s/gu, "").toLowerCase();
}
