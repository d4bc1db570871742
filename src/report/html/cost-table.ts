import type { Plan } from "../../terms/plan";
import { amount, costNotes, difference, type Cost } from "../content/cost";
import { productText } from "../content/words";
import { dataTable, figureRow } from "./data-table";
import { noteList } from "./header";
import { html, type Markup } from "./markup";

/** Used seats in money, product by product and together. */
export function costTable(plan: Plan, cost: Cost): Markup {
  const titles = [`Used seats, ${cost.currency} a month`, "A seat", "Now", "After", "Change"];
  const rows = cost.lines.map((line) =>
    figureRow(productText(plan, line.skuId), titles, [
      amount(line.price),
      amount(line.now),
      amount(line.after),
      difference(line),
    ]),
  );
  const total = figureRow("Products of this plan", titles, [
    "",
    amount(cost.now),
    amount(cost.after),
    difference(cost),
  ]);
  return dataTable({
    id: "cost-title",
    heading: "Cost",
    titles,
    rows,
    foot:
      cost.lines.length > 1
        ? html`<tfoot>
            ${total}
          </tfoot>`
        : undefined,
    after: noteList(costNotes(cost)),
  });
}
