import { html, linesOf, type Markup } from "./markup";
import type { RowData } from "./rows";

export interface RowTable {
  readonly title: string;
  /** Of the four columns: kind, person, what, why. */
  readonly columns: readonly [string, string, string, string];
  /** The report as text, for readers without scripts. */
  readonly text: string;
}

const names = ["kind", "person", "what", "why"] as const;

/** The big table: filters, a line that says how many are left, and the rows, which the page's script brings. */
export function rowTable(data: RowData, { title, columns, text }: RowTable): Markup {
  const present = new Set(data.rows.map((row) => row.kind));
  const kinds = Object.entries(data.kinds).filter(([kind]) => present.has(kind));
  const head = columns.map(
    (column, index) => html`<th scope="col" data-sort="${names[index]}"><button type="button">${column}</button></th>`,
  );
  return html`<section aria-labelledby="changes-title">
    <h2 id="changes-title" tabindex="-1">${title}</h2>
    <noscript><pre>${text}</pre></noscript>
    <form id="filters" role="search" aria-label="Filter the ${data.noun}">
      <label>${columns[1]}<br /><input name="person" type="search" autocomplete="off" /></label>
      ${linesOf([
        choice("Product", "sku", numbered(data.skus)),
        choice("Assignment", "assignment", numbered(data.assignments)),
        choice(columns[0], "kind", kinds),
      ])}
      <button type="reset">Clear</button>
    </form>
    <p id="status" role="status" class="soft"></p>
    <div class="wide" tabindex="0" role="region" aria-labelledby="changes-title">
      <table>
        <thead>
          <tr>
            ${head}
          </tr>
        </thead>
        <tbody id="changes"></tbody>
      </table>
    </div>
    <p><button id="more" class="more" type="button" hidden></button></p>
  </section>`;
}

function choice(label: string, name: string, options: readonly (readonly [string, string])[]): Markup {
  const items = options.map(([value, text]) => html`<option value="${value}">${text}</option>`);
  return html`<label>${label}<br /><select name="${name}"><option value="">all</option>${items}</select></label>`;
}

/** By name, with the index by which rows refer to it. */
function numbered(texts: readonly string[]): readonly (readonly [string, string])[] {
  return texts
    .map((name, index) => [String(index), name] as const)
    .sort(([, one], [, other]) => (one < other ? -1 : 1));
}
