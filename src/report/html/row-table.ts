import { escapeHtml } from "../content/words";
import type { RowData } from "./rows";

export interface RowTable {
  readonly title: string;
  /** Of the four columns: kind, person, what, why. */
  readonly columns: readonly [string, string, string, string];
  /** The report as text, for readers without scripts. */
  readonly text: string;
}

/** The big table: filters, a line that says how many are left, and the rows, which the page's script brings. */
export function rowTable(data: RowData, { title, columns, text }: RowTable): string {
  const option = (value: string, name: string): string =>
    `<option value="${escapeHtml(value)}">${escapeHtml(name)}</option>`;
  const present = new Set(data.rows.map((row) => row.kind));
  const kinds = Object.entries(data.kinds)
    .filter(([kind]) => present.has(kind))
    .map(([kind, name]) => option(kind, name));
  const numbered = (names: readonly string[]): string =>
    names
      .map((name, index) => [name, index] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, index]) => option(String(index), name))
      .join("");
  const head = columns
    .map(
      (name, index) =>
        `<th scope="col" data-sort="${["kind", "person", "what", "why"][index] ?? ""}"><button ` +
        `type="button">${escapeHtml(name)}</button></th>`,
    )
    .join("");
  return [
    `<section aria-labelledby="changes-title"><h2 id="changes-title" tabindex="-1">${escapeHtml(title)}</h2>`,
    `<noscript><pre>${escapeHtml(text)}</pre></noscript>`,
    `<form id="filters" role="search" aria-label="Filter the ${escapeHtml(data.noun)}">`,
    `<label>${escapeHtml(columns[1])}<br><input name="person" type="search" autocomplete="off"></label>`,
    `<label>Product<br><select name="sku"><option value="">all</option>${numbered(data.skus)}</select></label>`,
    `<label>Assignment<br><select name="assignment"><option ` +
      `value="">all</option>${numbered(data.assignments)}</select></label>`,
    `<label>${escapeHtml(columns[0])}<br><select name="kind"><option ` +
      `value="">all</option>${kinds.join("")}</select></label>`,
    '<button type="reset">Clear</button></form>',
    '<p id="status" role="status" class="soft"></p>',
    `<div class="wide" tabindex="0" role="region" ` +
      `aria-labelledby="changes-title"><table><thead><tr>${head}</tr></thead><tbody ` +
      `id="changes"></tbody></table></div>`,
    '<p><button id="more" class="more" type="button" hidden></button></p></section>',
  ].join("\n");
}
