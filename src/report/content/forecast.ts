import type { ForecastCause, ForecastDay, ForecastLine } from "../../terms/forecast";
import type { Plan } from "../../terms/plan";
import type { Policy } from "../../terms/policy";
import { cents, pricesOf } from "./cost";
import { count, enumerate, formatNumber, labelOf } from "./words";
import { byText } from "../../text/order";

/** One product over the next twelve months; the first figure is that of the plan's own day. */
export interface ForecastCourse {
  readonly skuId: string;
  readonly figures: readonly ForecastFigure[];
}

interface ForecastFigure extends ForecastLine {
  readonly day: string;
  /** Seats to buy so that nobody goes without. */
  readonly short: number;
  /** The same, should nobody renew what has ended by then. */
  readonly shortUnrenewed: number;
}

/** What the seats that are needed cost a month from that day on, at the prices that the stack gives. */
export interface ForecastCost {
  readonly day: string;
  readonly amount: number;
}

/** Products by name, those that become short first; each with the days on which its own figures change. */
export function forecastCourses(plan: Plan): readonly ForecastCourse[] {
  const days = plan.forecast?.days ?? [];
  const ids = days[0]?.lines.map(({ skuId }) => skuId) ?? [];
  const courses = ids.map((skuId) => ({ skuId, figures: figuresOf(days, skuId) }));
  const isShort = ({ figures }: ForecastCourse): number => Number(figures.some(({ short }) => short > 0));
  const name = ({ skuId }: ForecastCourse): string => labelOf(plan, skuId).name;
  return courses.sort((one, other) => isShort(other) - isShort(one) || byText(name(one), name(other)));
}

function figuresOf(days: readonly ForecastDay[], skuId: string): readonly ForecastFigure[] {
  const figures: ForecastFigure[] = [];
  for (const { day, lines } of days) {
    const line = lines.find((one) => one.skuId === skuId);
    if (line === undefined) continue;
    const before = figures.at(-1);
    if (
      before?.bought === line.bought &&
      before.needed === line.needed &&
      before.used === line.used &&
      before.unrenewed === line.unrenewed
    )
      continue;
    const { bought, unrenewed, needed } = line;
    const short = Math.max(0, needed - bought);
    figures.push({ ...line, day, short, shortUnrenewed: Math.max(0, needed - bought + unrenewed) });
  }
  return figures;
}

/** Undefined where the stack has no prices, or none for what changes. */
export function forecastCosts(
  plan: Plan,
  prices: Policy["prices"],
):
  | { readonly currency: string; readonly days: readonly ForecastCost[]; readonly unpriced: readonly string[] }
  | undefined {
  if (prices === undefined || plan.forecast === undefined) return undefined;
  const priceOf = pricesOf(plan, prices);
  const ids = plan.forecast.days[0]?.lines.map(({ skuId }) => skuId) ?? [];
  if (ids.every((skuId) => priceOf(skuId) === undefined)) return undefined;
  const days = plan.forecast.days.map(({ day, lines }) => ({
    day,
    amount: cents(lines.reduce((sum, { skuId, needed }) => sum + needed * (priceOf(skuId) ?? 0), 0)),
  }));
  return {
    currency: prices.currency,
    days: days.filter(({ amount }, at) => at === 0 || amount !== days[at - 1]?.amount),
    unpriced: ids.filter((skuId) => priceOf(skuId) === undefined).map((skuId) => labelOf(plan, skuId).partNumber),
  };
}

/** `begins: interns; 40 seats of Office 365 E3 are gone, as the grace is over`. */
export function causesText(plan: Pick<Plan, "skus">, { causes }: Pick<ForecastDay, "causes">): string {
  const named = (kind: "begins" | "ends"): readonly string[] =>
    causes.flatMap((cause) => (cause.kind === kind ? [cause.assignment] : []));
  const [begins, ends] = [named("begins"), named("ends")];
  return [
    ...(begins.length === 0 ? [] : [`begins: ${enumerate(begins)}`]),
    ...(ends.length === 0 ? [] : [`ended: ${enumerate(ends)}`]),
    ...causes.flatMap((cause) => purchaseText(plan, cause)),
  ].join("; ");
}

function purchaseText(plan: Pick<Plan, "skus">, cause: ForecastCause): readonly string[] {
  if (!("skuId" in cause)) return [];
  const { name } = labelOf(plan, cause.skuId);
  const seats = `${count(cause.seats, "seat", "seats")} of ${name}`;
  const are = cause.seats === 1 ? "is" : "are";
  if (cause.kind === "gone") return [`${seats} ${are} gone, as the grace is over`];
  return [`the ${cause.isTrial ? "trial" : "term"} of ${seats} is over, unless somebody renews`];
}

/** `2 short`, `2 short, 4 unless renewed`, `40 short unless renewed`, nothing. */
export function shortText({ short, shortUnrenewed }: ForecastFigure): string {
  const unless = shortUnrenewed > short ? `, ${formatNumber(shortUnrenewed)} unless renewed` : "";
  if (short > 0) return `${formatNumber(short)} short${unless}`;
  return shortUnrenewed > 0 ? `${formatNumber(shortUnrenewed)} short unless renewed` : "";
}

/** What the days as a whole have to be read with. */
export function forecastNotes(plan: Plan): readonly string[] {
  const { days = [], notes = [] } = plan.forecast ?? {};
  const refused = days.filter((day, at) => at > 0 && day.refused.length > 0);
  return [
    ...refused.map(
      ({ day, refused: codes }) =>
        `The plan of ${day} would be refused (${enumerate(codes)}); what follows is told as if it had been approved.`,
    ),
    ...notes,
  ];
}

/** Who reads a forecast has to know what it is. */
export function forecastHeading(plan: Plan): string {
  return `Seats until ${plan.forecast?.until ?? ""}`;
}
