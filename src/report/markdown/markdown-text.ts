import { formatPlace, isInFile, type FilePlace, type Place } from "../../terms/place";
import { shorten } from "../text/layout";
import { splitRemedy } from "../content/remedy";
import { escapeHtml } from "../content/words";
import { showHidden } from "../../text/visible";

/** Plain text for Markdown: nothing in it becomes markup, a mention, or another table cell. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_{}[\]()#+!|~$]/g, "\\$&")
    .replace(/@/g, "&#64;")
    .replace(/:\/\//g, "&#58;//");
}

/**
 * A name as code: no mention, no mail link. A pipe would end a table cell even in code, so it becomes a character
 * reference in HTML code; and so does what an agent of a pipeline would obey.
 */
export function code(text: string): string {
  const clean = oneLine(text);
  if (!/[`|]|##/.test(clean)) return `\`${clean}\``;
  return `<code>${escapeHtml(clean).replace(/\|/g, "&#124;").replace(/`/g, "&#96;")}</code>`;
}

/** A line feed is a blank in Markdown. */
function oneLine(text: string): string {
  return showHidden(text.replace(/\r?\n/g, " "));
}

/** Text with `code` in it; everything else in it stays text. */
export function inlineMarkdown(text: string): string {
  const parts = text.split("`");
  // An odd backtick is one of somebody's name.
  if (parts.length % 2 === 0) return escapeMarkdown(text);
  return parts
    .map((part, index) =>
      index % 2 === 0 ? escapeMarkdown(part) : part.trim() === "" ? escapeMarkdown(`\`${part}\``) : code(part),
    )
    .join("");
}

/** What to do, in italics; what is to be copied into the stack file stands behind it as code, whole. */
export function remedyMarkdown(remedy: string, limit: number): string {
  const { sentence, yaml } = splitRemedy(remedy);
  const toCopy = yaml === undefined ? "" : ` ${code(shorten(yaml, Math.max(limit, 300)))}`;
  return ` *${inlineMarkdown(shorten(sentence, limit))}*${toCopy}`;
}

/** A link to the line where the host is known, else the place as code. */
export function placeLink(place: Place, link: ((place: FilePlace) => string | undefined) | undefined): string {
  const url = isInFile(place) ? link?.(place) : undefined;
  if (url === undefined || !isInFile(place)) return code(formatPlace(place));
  const text = `${place.file}:${String(place.line)}`;
  if (!URL.canParse(url)) return code(text);
  // Normalised, not encoded: what is encoded already would be so twice.
  const target = new URL(url).href.replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29"));
  return `[${escapeMarkdown(text)}](${target})`;
}

/** A table; cells are Markdown already. */
export function markdownTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(titles), line(titles.map((_, column) => (right.has(column) ? "---:" : "---"))), ...rows.map(line)].join(
    "\n",
  );
}

export function details(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
