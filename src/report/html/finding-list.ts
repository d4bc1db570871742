import type { Place } from "../../terms/desired";
import { escapeHtml, enumerateSome, formatNumber, placeText } from "../content/words";
import { splitRemedy } from "../content/remedy";

/** Where a line of the stack can be looked at. */
export type Link = ((place: Place) => string | undefined) | undefined;

export interface ListedFinding {
  readonly code?: string | undefined;
  readonly severity: "error" | "warning" | "info";
  readonly place?: Place | undefined;
  readonly message: string;
  /** People and groups concerned, behind the message. */
  readonly names?: readonly string[];
  /** The same before it, where it is about them. */
  readonly who?: string;
  readonly remedy?: string | undefined;
  /** Small print, e.g. request ids. */
  readonly note?: string | undefined;
}

/** Findings, problems or failures with their places and what to do about each; nothing where there is none. */
export function findingList(id: string, title: string, findings: readonly ListedFinding[], link?: Link): string {
  if (findings.length === 0) return "";
  const items = findings.map((finding) => findingItem(finding, link));
  return (
    `<section aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)} ` +
    `(${formatNumber(findings.length)})</h2><ul class="findings">${items.join("\n")}</ul></section>`
  );
}

function findingItem(
  { code, severity, place, message, names = [], who, remedy, note }: ListedFinding,
  link: Link,
): string {
  const unnamed = names.filter((name) => !message.includes(name));
  return [
    "<li>",
    code === undefined ? "" : `<strong class="${severity}">${escapeHtml(code)}</strong> `,
    place === undefined ? "" : `${placeHtml(place, link)} `,
    who === undefined ? "" : `<strong>${escapeHtml(who)}</strong>: `,
    message.split("\n").map(inlineHtml).join("<br>"),
    unnamed.length === 0 ? "" : ` <span class="soft">(${escapeHtml(enumerateSome(unnamed, 200))})</span>`,
    remedy === undefined ? "" : remedyHtml(remedy),
    note === undefined ? "" : `<br><span class="soft">${escapeHtml(note)}</span>`,
    "</li>",
  ].join("");
}

function placeHtml(place: Place, link: Link): string {
  const text = `<code>${escapeHtml(placeText(place))}</code>`;
  const url = link?.(place);
  return url === undefined || !/^https?:\/\//.test(url)
    ? text
    : `<a href="${escapeHtml(url)}" rel="noreferrer">${text}</a>`;
}

/** What is to be copied stands in a block of its own. */
function remedyHtml(remedy: string): string {
  const { sentence, yaml } = splitRemedy(remedy);
  return `<br>${inlineHtml(sentence)}${yaml === undefined ? "" : `<pre tabindex="0"><code>${escapeHtml(yaml)}</code></pre>`}`;
}

/** Text with `code` in it. */
export function inlineHtml(text: string): string {
  return escapeHtml(text).replace(/`([^`\n]+)`/g, "<code>$1</code>");
}
