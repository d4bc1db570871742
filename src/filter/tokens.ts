import type { FilterFault } from "./filter";

/** A piece of a filter, with the offset of its first letter. */
export interface Token {
  readonly kind: "word" | "text" | "mark" | "end";
  /** Of a text: what it says, without its quotation marks. */
  readonly text: string;
  readonly at: number;
}

/** Thrown at the first letter that does not belong there. */
export class FilterError extends Error {
  override readonly name = "FilterError";

  constructor(readonly fault: FilterFault) {
    super(fault.message);
  }
}

export function syntax(at: number, message: string, remedy: string): FilterError {
  return new FilterError({ kind: "syntax", at, message, remedy });
}

const piece = /\s+|[A-Za-z_$][\w$]*(?:\/[\w$]+)*|[(),]|-?\d[\w.:+-]*|'(?:[^'\r\n]|'')*'/y;

/** What people write who come from another language, and what it is called here. */
const strangers: readonly (readonly [RegExp, string])[] = [
  [/(?:==?|-eq\b)/iy, "eq"],
  [/(?:!=|<>|-ne\b)/iy, "ne"],
  [/(?:&&?|-and\b)/iy, "and"],
  [/(?:\|\|?|-or\b)/iy, "or"],
  [/(?:!|-not\b)/iy, "not"],
];

/** @throws FilterError */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    piece.lastIndex = at;
    const found = piece.exec(text)?.[0];
    if (found === undefined) throw strange(text, at);
    if (found.startsWith("'")) tokens.push({ kind: "text", text: found.slice(1, -1).replaceAll("''", "'"), at });
    else if (/^[(),]$/.test(found)) tokens.push({ kind: "mark", text: found, at });
    else if (!/^\s/.test(found)) tokens.push({ kind: "word", text: found, at });
    at += found.length;
  }
  tokens.push({ kind: "end", text: "", at: text.length });
  return tokens;
}

function strange(text: string, at: number): FilterError {
  if (text[at] === "'")
    return syntax(at, "A text begins with this quotation mark and does not end.", "Close it with another `'`.");
  if (text[at] === '"' || text[at] === "“" || text[at] === "’" || text[at] === "‘")
    return syntax(at, `\`${text[at]}\` is no quotation mark of a filter.`, "Put texts between `'`: `'Sales'`.");
  for (const [pattern, word] of strangers) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return syntax(at, `\`${found}\` is no word of a filter.`, `Write \`${word}\`.`);
  }
  return syntax(
    at,
    `\`${String.fromCodePoint(text.codePointAt(at) ?? 0)}\` has no meaning in a filter.`,
    "Take it out, or put it into a text between `'`.",
  );
}
