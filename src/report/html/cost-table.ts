import type { Plan } from "../../terms/plan";
import { amount, costNotes, difference, type Cost } from "../content/cost";
import { escapeHtml, productText } from "../content/words";

/** Used seats in money, product by product and in all. */
export function costTable(plan: Plan, cost: Cost): string {
  const head = [`Used seats, ${cost.currency} a month`, "A seat", "Now", "After", "Change"]
    .map((title, column) => `<th scope="col"${column > 0 ? ' class="number"' : ""}>${escapeHtml(title)}</th>`)
    .join("");
  const row = (title: string, figures: readonly string[]): string =>
    `<tr><th scope="row">${escapeHtml(title)}</th>${figures.map((figure) => `<td class="number">${figure}</td>`).join("")}</tr>`;
  const rows = cost.lines.map((line) =>
    row(productText(plan, line.skuId), [amount(line.price), amount(line.now), amount(line.after), difference(line)]),
  );
  const total =
    cost.lines.length > 1
      ? `<tfoot>${row("In all", ["", amount(cost.now), amount(cost.after), difference(cost)])}</tfoot>`
      : "";
  const notes = costNotes(cost);
  const list = notes.length === 0 ? "" : `<ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join("")}</ul>`;
  return (
    `<section aria-labelledby="cost-title"><h2 id="cost-title">Cost</h2><div class="wide" tabindex="0" ` +
    `role="region" aria-labelledby="cost-title"><table><thead><tr>${head}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody>${total}</table></div>${list}</section>`
  );
}
