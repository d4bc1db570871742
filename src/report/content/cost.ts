import type { Plan, SeatLine } from "../../terms/plan";
import type { Policy } from "../../terms/policy";
import { missingOf, orderedSeats } from "./seats";
import { formatNumber, labelOf } from "./words";

/** One product that the run touches: its used seats, times the price of one. */
export interface CostLine {
  readonly skuId: string;
  /** Of one seat for one month. */
  readonly price: number;
  readonly now: number;
  readonly after: number;
}

/**
 * What the used seats cost a month, at the prices that the stack gives. Seats that are bought and idle are billed too:
 * this is not the invoice.
 */
export interface Cost {
  readonly currency: string;
  /** In the order in which seats are shown. */
  readonly lines: readonly CostLine[];
  readonly now: number;
  readonly after: number;
  /** To buy so that nobody goes without. */
  readonly shortage: number;
  /** Of `shortage`, what is part of `after`: seats that the plan counts on and nobody has bought. */
  readonly shortageAfter: number;
  /** Part numbers that the run touches and the stack has no price for. */
  readonly unpriced: readonly string[];
}

/** Undefined where the stack has no prices, or none for what the run touches. */
export function costOf(plan: Plan, prices: Policy["prices"]): Cost | undefined {
  if (prices === undefined) return undefined;
  const priceOf = pricesOf(plan, prices);
  const seats = orderedSeats(plan);
  const priced = seats.flatMap((seat) => {
    const price = priceOf(seat.skuId);
    return price === undefined ? [] : [{ seat, price }];
  });
  if (priced.length === 0) return undefined;
  const lines = priced.map(({ seat, price }): CostLine => ({
    skuId: seat.skuId,
    price,
    now: cents(seat.usedNow * price),
    after: cents(seat.usedAfter * price),
  }));
  return {
    currency: prices.currency,
    lines,
    now: cents(lines.reduce((total, line) => total + line.now, 0)),
    after: cents(lines.reduce((total, line) => total + line.after, 0)),
    shortage: cents(priced.reduce((total, { seat, price }) => total + missingOf(seat) * price, 0)),
    shortageAfter: cents(priced.reduce((total, { seat, price }) => total + countedOf(seat) * price, 0)),
    unpriced: seats
      .filter((seat) => priceOf(seat.skuId) === undefined)
      .map((seat) => labelOf(plan, seat.skuId).partNumber),
  };
}

/** The price of one seat for one month; undefined where the stack has none for it. */
export function pricesOf(
  plan: Pick<Plan, "skus">,
  prices: NonNullable<Policy["prices"]>,
): (skuId: string) => number | undefined {
  const bySku = new Map(Object.entries(prices.bySku).map(([name, price]) => [name.toUpperCase(), price]));
  return (skuId) => {
    const { partNumber, name } = labelOf(plan, skuId);
    return bySku.get(partNumber.toUpperCase()) ?? bySku.get(skuId.toUpperCase()) ?? bySku.get(name.toUpperCase());
  };
}

/** For the first line of a report: `+64.00 EUR a month`. What the plan does not touch is no part of any sum here. */
export function costSummary(cost: Cost): string {
  return `${difference(cost)} ${cost.currency} a month`;
}

/** Missing seats that `usedAfter` counts already: a plan that is refused shows what it would come to. */
function countedOf(seat: SeatLine): number {
  return Math.min(missingOf(seat), Math.max(0, seat.usedAfter - seat.bought));
}

/**
 * What no table of the lines says: `of the cost after, 42.60 EUR a month is for seats that are not bought yet`, `no
 * price is given for STANDARDPACK`.
 */
export function costNotes(cost: Cost): readonly string[] {
  const more = cents(cost.shortage - cost.shortageAfter);
  const monthly = (value: number): string => `${amount(value)} ${cost.currency} a month`;
  return [
    ...(cost.shortageAfter > 0
      ? [`of the cost after, ${monthly(cost.shortageAfter)} is for seats that are not bought yet`]
      : []),
    ...(more > 0 ? [`the missing seats would cost ${monthly(more)} more`] : []),
    ...(cost.unpriced.length > 0 ? [`no price is given for ${cost.unpriced.join(", ")}`] : []),
  ];
}

/** `+64.00`, `-21.30`, `±0.00`. */
export function difference({ now, after }: { readonly now: number; readonly after: number }): string {
  const change = cents(after - now);
  return `${change === 0 ? "±" : change < 0 ? "-" : "+"}${amount(Math.abs(change))}`;
}

export function amount(value: number): string {
  const [whole = "0", rest = "00"] = value.toFixed(2).split(".");
  return `${formatNumber(Number(whole))}.${rest}`;
}

/** Sums of prices like 21.3 would otherwise end in a long tail of digits. */
export function cents(value: number): number {
  return Math.round(value * 100) / 100;
}
