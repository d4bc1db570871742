import type { Plan } from "../../terms/plan";
import { amount, costNotes, costOf, difference } from "../content/cost";
import { count, productText } from "../content/words";
import { cell, type Context } from "./detail";
import { markdownTable } from "./markdown-text";

export function costPart(plan: Plan, context: Context): string {
  const cost = costOf(plan, context.prices);
  if (cost === undefined) return "";
  const shown = cost.lines.slice(0, context.detail.sets);
  const hidden = cost.lines.length - shown.length;
  const rows = shown.map((line) => [
    cell(productText(plan, line.skuId), context),
    amount(line.price),
    amount(line.now),
    amount(line.after),
    difference(line),
  ]);
  if (cost.lines.length > 1)
    rows.push([
      `**products of this plan**${hidden > 0 ? `, with ${count(hidden, "more product", "more products")}` : ""}`,
      "",
      amount(cost.now),
      amount(cost.after),
      `**${difference(cost)}**`,
    ]);
  const notes = costNotes(cost).map((note) => `- ${cell(note, context)}`);
  const titles = [`Used seats, ${cell(cost.currency, context)} a month`, "A seat", "Now", "After", "Change"];
  const table = markdownTable(titles, rows, new Set([1, 2, 3, 4]));
  return `#### Cost\n\n${table}${notes.length > 0 ? `\n\n${notes.join("\n")}` : ""}`;
}
