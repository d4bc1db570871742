import type { Plan } from "../../terms/plan";
import { type WaitSet, waitSets } from "../content/waits";
import { count, enumerateSome } from "../content/words";
import { dataTable } from "./data-table";
import { html, type Markup } from "./markup";

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
  const people =
    names.length === 1
      ? undefined
      : html`<details>
          <summary>Who they are</summary>
          ${enumerateSome(names, 1000)}
        </details>`;
  return html`<tr>
    <th scope="row" class="person">${names.length === 1 ? one : many}${people}</th>
    <td data-title="${titles[1]}">${text}</td>
  </tr>`;
}
