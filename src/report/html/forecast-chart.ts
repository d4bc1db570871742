import type { ForecastDay } from "../../terms/forecast";
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
  type ForecastCourse,
} from "../content/forecast";
import { formatNumber, productText } from "../content/words";
import { dataTable, figureRow } from "./data-table";
import { noteList } from "./header";
import { html, type Markup } from "./markup";

const titles = ["Product", "From", "Needed", "Bought", "Short"] as const;
const height = 44;

/** Seats of the next twelve months: a step chart for each product, the figures of it as a table, and why. */
export function forecastSection(plan: Plan, prices?: Policy["prices"]): Markup | undefined {
  const { forecast } = plan;
  if (forecast === undefined) return undefined;
  const courses = forecastCourses(plan);
  const costs = forecastCosts(plan, prices);
  const causes = forecast.days.filter((day) => day.causes.length > 0);
  const legend = html`<p class="soft legend">
    <i class="after"></i> needed <i class="now"></i> bought <i class="over"></i> more than is bought
  </p>`;
  const costTable =
    costs === undefined
      ? undefined
      : dataTable({
          id: "forecast-cost-title",
          heading: "What these seats cost",
          titles: ["From", `${costs.currency} a month`],
          rows: costs.days.map(({ day, amount: value }) =>
            figureRow(day, ["From", `${costs.currency} a month`], [amount(value)]),
          ),
          after: noteList(costs.unpriced.length === 0 ? [] : [`No price is given for ${costs.unpriced.join(", ")}`]),
        });
  const table = dataTable({
    id: "forecast-title",
    heading: forecastHeading(plan),
    titles,
    numbers: (column) => column > 1,
    rows: courses.flatMap((course) => courseRows(plan, course)),
    after: html`${legend}${noteList([...causes.map((day) => causeNote(plan, day)), ...forecastNotes(plan)])}`,
  });
  return html`${[table, costTable]}`;
}

function causeNote(plan: Plan, day: ForecastDay): string {
  return `${day.day}: ${causesText(plan, day)}`;
}

function courseRows(plan: Plan, course: ForecastCourse): readonly Markup[] {
  return course.figures.map((figure, at) => {
    const short = shortText(figure);
    const head =
      at === 0
        ? html`<th scope="rowgroup" rowspan="${course.figures.length}">
            ${productText(plan, course.skuId)}${chart(plan, course)}
          </th>`
        : undefined;
    return html`<tr>
      ${head}
      <td data-title="From">${figure.day}</td>
      <td class="number" data-title="Needed">${formatNumber(figure.needed)}</td>
      <td class="number" data-title="Bought">${formatNumber(figure.bought)}</td>
      <td class="number${short === "" ? "" : " short"}">${short}</td>
    </tr>`;
  });
}

/** Steps over twelve months: columns are what is needed, the line is what is bought, red stands above it. */
function chart(plan: Plan, { skuId, figures }: ForecastCourse): Markup {
  const until = plan.forecast?.until ?? plan.today;
  const most = Math.max(1, ...figures.map(({ needed, bought }) => Math.max(needed, bought)));
  const whole = Math.max(1, dayNumber(until) - dayNumber(plan.today));
  const x = (day: string): number => ((dayNumber(day) - dayNumber(plan.today)) / whole) * 100;
  const tall = (seats: number): number => (seats / most) * height;
  const steps = figures.map((figure, at) => {
    const from = x(figure.day);
    const to = x(figures[at + 1]?.day ?? until);
    return { figure, from, wide: Math.max(0.6, to - from) };
  });
  const rect = (name: string, from: number, wide: number, top: number, seats: number): Markup =>
    html`<rect
      class="${name}"
      x="${from.toFixed(2)}"
      y="${(height - tall(top)).toFixed(2)}"
      width="${wide.toFixed(2)}"
      height="${Math.max(0, seats).toFixed(2)}"
    />`;
  const parts = steps.flatMap(({ figure: { needed, bought }, from, wide }) => [
    rect("ground", from, wide, bought, tall(bought)),
    rect("after", from, wide, Math.min(needed, bought), tall(Math.min(needed, bought))),
    ...(needed > bought ? [rect("over", from, wide, needed, tall(needed - bought))] : []),
    rect("now", from, wide, bought, 1.2),
  ]);
  const said = figures.map(({ day, needed, bought }) => `${day} ${needed} of ${bought}`).join(", ");
  const label = `${productText(plan, skuId)}, needed of bought: ${said}`;
  return html`<svg
    class="meter course"
    viewBox="0 0 100 ${height}"
    preserveAspectRatio="none"
    shape-rendering="crispEdges"
    role="img"
    aria-label="${label}"
  >
    ${parts}
  </svg>`;
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}
