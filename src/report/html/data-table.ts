import { html, linesOf, type Markup } from "./markup";

/** A table of figures with a heading of its own, which scrolls by itself where the screen is narrow. */
export interface DataTable {
  /** Of the heading, and of what refers to it. */
  readonly id: string;
  readonly heading: string;
  /** The first is a name, those in between are numbers where `numbers` says so. */
  readonly titles: readonly string[];
  readonly rows: readonly Markup[];
  readonly foot?: Markup | undefined;
  readonly after?: Markup | undefined;
  /** Columns of numbers; all but the first where nothing is said. */
  readonly numbers?: (column: number) => boolean;
}

export function dataTable({
  id,
  heading,
  titles,
  rows,
  foot,
  after,
  numbers = (column) => column > 0,
}: DataTable): Markup {
  const head = titles.map((title, column) =>
    numbers(column) ? html`<th scope="col" class="number">${title}</th>` : html`<th scope="col">${title}</th>`,
  );
  const body = linesOf(rows);
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${heading}</h2>
    <div class="wide" tabindex="0" role="region" aria-labelledby="${id}">
      <table>
        <thead>
          <tr>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
        ${foot}
      </table>
    </div>
    ${after}
  </section>`;
}

/** A row of a name and numbers; on a narrow screen each number stands behind the title of its column. */
export function figureRow(name: string, titles: readonly string[], figures: readonly string[]): Markup {
  const cells = figures.map(
    (figure, column) => html`<td class="number" data-title="${titles[column + 1]}">${figure}</td>`,
  );
  return html`<tr>
    <th scope="row">${name}</th>
    ${cells}
  </tr>`;
}
