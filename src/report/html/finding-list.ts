import { formatPlace, isInFile, type FilePlace, type Place } from "../../terms/place";
import { splitRemedy } from "../content/remedy";
import { enumerateSome, formatNumber } from "../content/words";
import { html, linesOf, type Markup } from "./markup";

/** Where a line of the stack can be looked at. */
export type Link = ((place: FilePlace) => string | undefined) | undefined;

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
export function findingList(
  id: string,
  title: string,
  findings: readonly ListedFinding[],
  link?: Link,
): Markup | undefined {
  if (findings.length === 0) return undefined;
  const items = linesOf(findings.map((finding) => findingItem(finding, link)));
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title} (${formatNumber(findings.length)})</h2>
    <ul class="findings">
      ${items}
    </ul>
  </section>`;
}

function findingItem(
  { code, severity, place, message, names = [], who, remedy, note }: ListedFinding,
  link: Link,
): Markup {
  const unnamed = names.filter((name) => !message.includes(name));
  const people = unnamed.length === 0 ? undefined : html` <span class="soft">(${enumerateSome(unnamed, 200)})</span>`;
  const lines = message
    .split("\n")
    .map((line, index) => html`${index === 0 ? undefined : html`<br />`}${withCode(line)}`);
  return html`<li>${[
    code === undefined ? undefined : html`<strong class="${severity}">${code}</strong> `,
    place === undefined ? undefined : html`${placeLink(place, link)} `,
    who === undefined ? undefined : html`<strong>${who}</strong>: `,
    lines,
    people,
    remedy === undefined ? undefined : remedyOf(remedy),
    note === undefined ? undefined : html`<br /><span class="soft">${note}</span>`,
  ]}</li>`;
}

function placeLink(place: Place, link: Link): Markup {
  const text = html`<code>${formatPlace(place)}</code>`;
  const url = isInFile(place) ? link?.(place) : undefined;
  return url === undefined || !/^https?:\/\//.test(url) ? text : html`<a href="${url}" rel="noreferrer">${text}</a>`;
}

/** What is to be copied stands in a block of its own. */
function remedyOf(remedy: string): Markup {
  const { sentence, yaml } = splitRemedy(remedy);
  const block = yaml === undefined ? undefined : html`<pre tabindex="0"><code>${yaml}</code></pre>`;
  return html`<br />${withCode(sentence)}${block}`;
}

/** Text with `code` in it. */
function withCode(text: string): Markup {
  const parts = text.split(/`([^`\n]+)`/);
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}
