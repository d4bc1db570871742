/*
 * Names come from wherever somebody could put them: a directory, a list, a state, an answer in Graph's place. They are
 * shown to people on terminals and read line by line by the agents of pipelines. Everything that is shown goes through
 * here, so that it stays text: nothing in it paints, moves, hides, turns a direction round or begins a line of its own,
 * and no agent takes it for a command.
 */

/** Belongs to a picture or to a script that joins its letters, and is no hiding place there. */
const joined =
  "(?<=[\\p{Extended_Pictographic}\\p{EMod}\\ufe0f])[\\u200d\\ufe0e\\ufe0f]|" +
  "(?<=(?![\\p{sc=Latn}\\p{sc=Grek}\\p{sc=Cyrl}])[\\p{L}\\p{M}])[\\u200c\\u200d]";

/** Control characters, line ends, directions, what is drawn as nothing, halves of pairs. */
const hidden = new RegExp(`(?!${joined})[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{DI}]`, "gu");

/** The same without the line feeds between our own lines. */
const hiddenInLines = new RegExp(`(?!${joined}|\\n)[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{DI}]`, "gu");

/** What picocolors paints with, and nothing else that a terminal obeys. */
const paint = /(\u001b\[(?:[0-2]?\d|[39]\d|4[0-79])m)/;

/** `##vso[…]` of Azure Pipelines and `##[…]` of it and of GitHub: their agents look for both anywhere in a line. */
const marked = /##(?=[a-z.]*\[)/gi;

/** `::error::…` of GitHub, which has to begin a line. */
const leading = /^(\s*):(?=:)/u;

/** Printable ASCII in which no command can stand: most names and lines, which need no closer look. */
const plain = /^[!-"$-9;-~][ -"$-~]*$/;

/** One line, whatever stands in it: what is hidden is written as `\u202e`, and commands are broken up the same way. */
export function visible(text: string): string {
  return plain.test(text) ? text : atLineStart(within(text));
}

/** For a line that was put together, or broken, after its parts were made visible. */
export function atLineStart(line: string): string {
  return line.replace(leading, "$1\\u003a");
}

/** Lines of ours: line feeds part them. */
export function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}

/** Lines of ours that we have painted. */
export function paintedLines(text: string): string {
  return text
    .split("\n")
    .map((line) =>
      atLineStart(
        line
          .split(paint)
          .map((part, at) => (at % 2 === 1 ? part : within(part)))
          .join(""),
      ),
    )
    .join("\n");
}

/** Whether a name is shown as it is. */
export function isVisible(text: string): boolean {
  return within(text) === text;
}

/** JSON with its indent: the same values, in characters that all can be seen and that command nothing. */
export function toJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, undefined, indent).replace(hiddenInLines, codeOf).replace(marked, "#\\u0023");
}

/** What is hidden, for a form that has escapes of its own for everything else; line feeds stay. */
export function showHidden(text: string): string {
  return text.replace(hiddenInLines, codeOf);
}

/** @param sign stands for a `#` that would begin a command, in the escapes of the form */
export function breakCommands(text: string, sign: string): string {
  return text.replace(marked, `#${sign}`);
}

function within(text: string): string {
  return breakCommands(text.replace(hidden, codeOf), "\\u0023");
}

/** By code unit, as JSON has it. */
function codeOf(signs: string): string {
  return Array.from({ length: signs.length }, (_, at) => `\\u${hex(signs.charCodeAt(at))}`).join("");
}

function hex(code: number): string {
  return code.toString(16).padStart(4, "0");
}
