import type { Plan } from "../../terms/plan";
import { criticalText, lossSets, type LossSet } from "../content/losses";
import { count, enumerateSome } from "../content/words";
import { dataTable } from "./data-table";
import { html, type Markup } from "./markup";

const titles = ["Who", "Loses", "What", "Why"] as const;

/** Who loses what, before anything else is said: people who lose the same are one row, critical ones first. */
export function lossTable(plan: Plan): Markup | undefined {
  const sets = lossSets(plan);
  if (sets.length === 0) return undefined;
  return dataTable({
    id: "losses-title",
    heading: "Losses",
    titles,
    numbers: () => false,
    rows: sets.map(lossRow),
  });
}

function lossRow({ names, critical, what, why, consequences }: LossSet): Markup {
  const [only = ""] = names;
  const who = names.length === 1 ? only : count(names.length, "person", "people");
  const people =
    names.length === 1
      ? undefined
      : html`<details>
          <summary>Who they are</summary>
          ${enumerateSome(names, 1000)}
        </details>`;
  const reasons = [why, ...consequences].filter((text) => text !== "").join("; ");
  return html`<tr>
    <th scope="row" class="person">${who}${people}</th>
    ${[
      html`<td class="kind lose" data-title="${titles[1]}">${criticalText(critical)}</td>`,
      html`<td data-title="${titles[2]}">${what.join("; ")}</td>`,
      html`<td data-title="${titles[3]}">${reasons}</td>`,
    ]}
  </tr>`;
}
