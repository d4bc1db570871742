import type { Plan } from "../../terms/plan";
import { membershipTexts } from "../content/memberships";
import { dataTable } from "./data-table";
import { html, type Markup } from "./markup";
import { whoCell } from "./who-cell";

const titles = ["Group", "What"] as const;

/** Groups that the stack makes: those that are made, and those of which somebody else is a member after the run. */
export function membershipTable(plan: Plan): Markup | undefined {
  const groups = membershipTexts(plan, 200);
  if (groups.length === 0) return undefined;
  return dataTable({
    id: "memberships-title",
    heading: "Groups that the stack makes",
    titles,
    numbers: () => false,
    rows: groups.map(
      ({ name, effects }) =>
        html`<tr>
          ${whoCell(`group ${name}`, [name])}
          <td data-title="${titles[1]}">${effects.join(", ")}</td>
        </tr>`,
    ),
  });
}
