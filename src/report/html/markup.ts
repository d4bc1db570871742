import { escapeHtml } from "../content/words";

/** HTML that may stand in a page as it is; made by {@link html} alone. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | undefined | readonly Part[];

/**
 * A piece of a page. Whatever is put into it is escaped, in elements and in quoted attributes alike, unless it is
 * itself a piece; a list becomes its items one after the other, and what is undefined becomes nothing.
 */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(texts.map((text, index) => text + textOf(parts[index])).join(""));
}

/** Pieces, each on a line of its own. */
export function linesOf(pieces: readonly Markup[]): Markup {
  return new Markup(pieces.flatMap(({ text }) => (text === "" ? [] : [text])).join("\n"));
}

function textOf(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.text;
  return typeof part === "object" ? part.map(textOf).join("") : escapeHtml(String(part));
}
