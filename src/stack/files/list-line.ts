import { principalNameFault } from "./principal-name";
import { trimInvisible } from "./odd-characters";

/** What a line of a text list says; columns count from 1. */
export type ListLine =
  | { readonly kind: "names"; readonly names: readonly { readonly name: string; readonly column: number }[] }
  /** Blank, or a comment; with `name` where the comment could be a name that begins with `#`. */
  | { readonly kind: "comment"; readonly name?: string };

/**
 * One name, or several as mail programs write them: separated by semicolons or commas, in quotes, behind `mailto:`, or
 * in angle brackets behind what a person is called.
 */
export function entriesOf(line: string): ListLine {
  const whole = trimInvisible(line);
  if (whole.startsWith("#")) {
    const isName = !/\s/.test(whole) && principalNameFault(whole) === undefined;
    return isName ? { kind: "comment", name: whole } : { kind: "comment" };
  }
  const remark = line.search(/\s#/u);
  const content = remark < 0 ? line : line.slice(0, remark);
  if (trimInvisible(content) === "") return { kind: "comment" };
  return { kind: "names", names: isAddressed(content) ? addressed(content) : separated(content) };
}

/** Whether every `@` stands in angle brackets. */
function isAddressed(content: string): boolean {
  const inBrackets = [...content.matchAll(/<([^<>]*)>/g)].some(([, text = ""]) => text.includes("@"));
  return inBrackets && !content.replace(/<[^<>]*>/g, "").includes("@");
}

function addressed(content: string): Extract<ListLine, { kind: "names" }>["names"] {
  return [...content.matchAll(/<([^<>]*)>/g)].map((match) => ({
    name: bare(match[1] ?? ""),
    column: match.index + 2,
  }));
}

function separated(content: string): Extract<ListLine, { kind: "names" }>["names"] {
  return [...content.matchAll(/[^;,]+/g)].flatMap((match) => {
    const name = bare(match[0]);
    const lead = match[0].length - match[0].trimStart().length;
    return name === "" ? [] : [{ name, column: match.index + lead + 1 }];
  });
}

/** Without quotes around it, `mailto:` before it, and what cannot be seen; `\\#` is a `#`. */
function bare(text: string): string {
  return trimInvisible(text)
    .replace(/^["'\u201c\u201d\u201e](.*)["'\u201c\u201d]$/u, "$1")
    .replace(/^mailto:/i, "")
    .replace(/^\\#/, "#");
}
