import type { Plan } from "../../terms/plan";
import type { Policy } from "../../terms/policy";
import { amount } from "../content/cost";
import {
  causesText,
  forecastCosts,
  forecastCourses,
  forecastHeading,
  forecastNotes,
  shortText,
} from "../content/forecast";
import { formatNumber } from "../content/words";
import { bar, tableLines, wrap } from "./layout";
import { styleOf, type TextOptions } from "./style";
import { fittingLabel } from "./seats-text";

const cells = 20;

interface ForecastTextOptions extends TextOptions {
  readonly prices?: Policy["prices"];
  /** Sentences after it. */
  readonly notes: readonly string[];
}

/** A forecast by itself. */
export function renderForecast(plan: Plan, options: ForecastTextOptions): string {
  const { width, colors } = styleOf(options);
  const lines = forecastLines(plan, width, options.prices).map((line, at) => (at === 0 ? colors.bold(line) : line));
  const said = lines.length > 0 ? lines : ["Nothing is known to change in the next twelve months."];
  const head = wrap(`${plan.tenant.displayName}, ${plan.today}`, width, 0, 2);
  return [...head, "", ...said, ...options.notes.flatMap((note) => wrap(note, width, 2, 6))].join("\n");
}

/** Seats of the next twelve months: a bar for each day on which a product's figures change, and why they do. */
export function forecastLines(plan: Plan, width: number, prices?: Policy["prices"]): readonly string[] {
  const courses = forecastCourses(plan);
  if (plan.forecast === undefined) return [];
  const most = Math.max(
    1,
    ...courses.flatMap(({ figures }) => figures.map(({ needed, bought }) => Math.max(needed, bought))),
  );
  const rows = courses.flatMap(({ skuId, figures }) => [
    [`  ${fittingLabel(plan, skuId, width - 48)}`, "", "", "", ""],
    ...figures.map((figure) => [
      `    ${figure.day}`,
      formatNumber(figure.needed),
      formatNumber(figure.bought),
      meter(figure.needed, figure.bought, most),
      shortText(figure).toUpperCase(),
    ]),
  ]);
  const right = { align: "right" as const };
  const table = tableLines(
    [
      { title: forecastHeading(plan) },
      { title: "needed", ...right },
      { title: "bought", ...right },
      { title: "" },
      { title: "" },
    ],
    rows,
  );
  return [...table, ...whyLines(plan, width), ...costRows(plan, width, prices)];
}

/** All bars on one scale; a line within is what is bought. */
function meter(needed: number, bought: number, most: number): string {
  const filled = bar(needed, most, cells);
  const at = Math.min(cells - 1, Math.max(0, Math.round((bought / most) * cells) - 1));
  return `${filled.slice(0, at)}${filled[at] === "█" ? "▐" : "│"}${filled.slice(at + 1)}`;
}

function whyLines(plan: Plan, width: number): readonly string[] {
  const days = (plan.forecast?.days ?? []).filter(({ causes }) => causes.length > 0);
  return [
    ...days.flatMap((day) => wrap(`${day.day}: ${causesText(plan, day)}`, width, 2, 6)),
    ...forecastNotes(plan).flatMap((note) => wrap(note, width, 2, 6)),
  ];
}

function costRows(plan: Plan, width: number, prices: Policy["prices"]): readonly string[] {
  const costs = forecastCosts(plan, prices);
  if (costs === undefined) return [];
  const steps = costs.days.map(({ day, amount: value }) => `${amount(value)} from ${day}`);
  const unpriced = costs.unpriced.length === 0 ? "" : `; no price is given for ${costs.unpriced.join(", ")}`;
  return wrap(`These seats, ${costs.currency} a month: ${steps.join(", ")}${unpriced}`, width, 2, 6);
}
