import type { Plan } from "../../terms/plan";
import { criticalText, lossSets, type LossSet } from "../content/losses";
import { count } from "../content/words";
import { dataTable } from "./data-table";
import { html, type Markup } from "./markup";
import { whoCell } from "./who-cell";

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
  const reasons = [why, ...consequences].filter((text) => text !== "").join("; ");
  return html`<tr>
    ${whoCell(who, names)}
    ${[
      html`<td class="kind lose" data-title="${titles[1]}">${criticalText(critical)}</td>`,
      html`<td data-title="${titles[2]}">${what.join("; ")}</td>`,
      html`<td data-title="${titles[3]}">${reasons}</td>`,
    ]}
  </tr>`;
}
