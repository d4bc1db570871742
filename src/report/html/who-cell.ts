import { enumerateSome } from "../content/words";
import { html, type Markup } from "./markup";

/** The head of a row for one or more of whom it says the same: several stand behind a fold. */
export function whoCell(who: string, names: readonly string[]): Markup {
  const people =
    names.length === 1
      ? undefined
      : html`<details>
          <summary>Who they are</summary>
          ${enumerateSome(names, 1000)}
        </details>`;
  return html`<th scope="row" class="person">${who}${people}</th>`;
}
