import type { Plan } from "../../terms/plan";
import { type WaitSet, waitSets } from "../content/waits";
import { count } from "../content/words";
import { dataTable } from "./data-table";
import { html, type Markup } from "./markup";
import { whoCell } from "./who-cell";

const titles = ["Who", "What"] as const;

/** Who does not get everything in this run for want of seats; those for whom it reads the same are one row. */
export function waitTable(plan: Plan): Markup | undefined {
  const sets = waitSets(plan);
  if (sets.length === 0) return undefined;
  return dataTable({
    id: "waits-title",
    heading: "Waiting for seats",
    titles,
    numbers: () => false,
    rows: sets.map(waitRow),
  });
}

function waitRow({ principal, names, text }: WaitSet): Markup {
  const [only = ""] = names;
  const one = principal === "group" ? `group ${only}` : only;
  const many = principal === "group" ? count(names.length, "group", "groups") : count(names.length, "person", "people");
  return html`<tr>
    ${whoCell(names.length === 1 ? one : many, names)}
    <td data-title="${titles[1]}">${text}</td>
  </tr>`;
}
