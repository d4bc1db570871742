import type { Plan } from "../../terms/plan";
import { amount } from "../content/cost";
import {
  causesText,
  forecastCosts,
  forecastCourses,
  forecastHeading,
  forecastNotes,
  shortText,
} from "../content/forecast";
import { count, formatNumber, productText } from "../content/words";
import { cell, type Context } from "./detail";
import { markdownTable } from "./markdown-text";

/** Seats of the next twelve months, a row for each day on which a product's figures change. */
export function forecastPart(plan: Plan, context: Context): string {
  if (plan.forecast === undefined) return "";
  const rows = forecastCourses(plan).flatMap(({ skuId, figures }) =>
    figures.map((figure, at) => [
      at === 0 ? cell(productText(plan, skuId), context) : "",
      figure.day,
      formatNumber(figure.needed),
      formatNumber(figure.bought),
      shortText(figure) === "" ? "" : `**${shortText(figure)}**`,
    ]),
  );
  const shown = rows.slice(0, context.detail.sets);
  const hidden = rows.length - shown.length;
  const table = markdownTable(["Product", "From", "Needed", "Bought", ""], shown, new Set([2, 3]));
  const days = plan.forecast.days.filter(({ causes }) => causes.length > 0).slice(0, context.detail.sets);
  const notes = [
    ...(hidden > 0 ? [`${count(hidden, "more row", "more rows")} in the HTML and JSON reports`] : []),
    ...days.map((day) => `${day.day}: ${causesText(plan, day)}`),
    ...forecastNotes(plan),
    ...costNote(plan, context),
  ];
  return `#### ${forecastHeading(plan)}\n\n${table}\n\n${notes.map((note) => `- ${cell(note, context)}`).join("\n")}`;
}

function costNote(plan: Plan, { prices }: Context): readonly string[] {
  const costs = forecastCosts(plan, prices);
  if (costs === undefined) return [];
  const steps = costs.days.map(({ day, amount: value }) => `${amount(value)} from ${day}`);
  return [`These seats, ${costs.currency} a month: ${steps.join(", ")}`];
}
