import type { Plan } from "../../terms/plan";
import { amount, costNotes, difference, type Cost } from "../content/cost";
import { shorten, tableLines, wrap } from "./layout";
import { fittingLabel } from "./seats-text";

/** Used seats in money, product by product and together; beneath it what the table cannot say. */
export function costLines(plan: Plan, cost: Cost, width: number): readonly string[] {
  const figures = cost.lines.map((line) => [
    amount(line.price),
    amount(line.now),
    amount(line.after),
    difference(line),
  ]);
  const total = ["", amount(cost.now), amount(cost.after), difference(cost)];
  const titles = ["a seat", "now", "after", "change"];
  const taken = titles.reduce(
    (sum, title, column) =>
      sum + 2 + Math.max(title.length, ...[...figures, total].map((row) => row[column]?.length ?? 0)),
    2,
  );
  const rows = cost.lines.map((line, index) => [
    `  ${fittingLabel(plan, line.skuId, width - taken)}`,
    ...(figures[index] ?? []),
  ]);
  const currency = shorten(cost.currency, 12);
  const table = tableLines(
    [
      { title: width < 80 ? `Cost, ${currency} a month` : `Cost of used seats, ${currency} a month` },
      ...titles.map((title) => ({ title, align: "right" as const })),
    ],
    cost.lines.length > 1 ? [...rows, ["  products of this plan", ...total]] : rows,
  );
  return [...table, ...costNotes(cost).flatMap((note) => wrap(note, width, 2, 4))];
}
