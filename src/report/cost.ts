import type { Plan } from "../plan/plan";
import type { Policy } from "../plan/policy";
import { formatNumber, labelOf } from "./words";

/** What the used seats cost a month, at the prices that the stack gives. Seats that are bought and idle are billed too: this is not the invoice. */
export interface Cost {
  readonly currency: string;
  readonly now: number;
  readonly after: number;
  /** To buy so that nobody goes without. */
  readonly shortage: number;
  /** Part numbers that the run touches and the stack has no price for. */
  readonly unpriced: readonly string[];
}

/** Undefined where the stack has no prices, or none for what the run touches. */
export function costOf(plan: Plan, prices: Policy["prices"]): Cost | undefined {
  if (prices === undefined) return undefined;
  const bySku = new Map(Object.entries(prices.bySku).map(([name, price]) => [name.toUpperCase(), price]));
  const priceOf = (skuId: string): number | undefined => {
    const label = labelOf(plan, skuId);
    return bySku.get(label.partNumber.toUpperCase()) ?? bySku.get(skuId.toUpperCase()) ?? bySku.get(label.name.toUpperCase());
  };
  const priced = plan.seats.filter((seat) => priceOf(seat.skuId) !== undefined);
  if (priced.length === 0) return undefined;
  const sum = (seats: (seat: Plan["seats"][number]) => number): number => priced.reduce((total, seat) => total + seats(seat) * (priceOf(seat.skuId) ?? 0), 0);
  return {
    currency: prices.currency,
    now: sum((seat) => seat.usedNow),
    after: sum((seat) => seat.usedAfter),
    shortage: sum((seat) => seat.short),
    unpriced: plan.seats.filter((seat) => priceOf(seat.skuId) === undefined).map((seat) => labelOf(plan, seat.skuId).partNumber),
  };
}

/** `Used seats cost 1,200.00 EUR a month now, 1,264.00 after (+64.00)`. */
export function costText(cost: Cost): string {
  const change = cost.after - cost.now;
  const text = `Used seats cost ${amount(cost.now)} ${cost.currency} a month now, ${amount(cost.after)} after (${change < 0 ? "-" : "+"}${amount(Math.abs(change))})`;
  const shortage = cost.shortage > 0 ? `; the missing seats would cost ${amount(cost.shortage)} more` : "";
  const unpriced = cost.unpriced.length > 0 ? `; no price is given for ${cost.unpriced.join(", ")}` : "";
  return text + shortage + unpriced;
}

function amount(value: number): string {
  const [whole = "0", cents = "00"] = value.toFixed(2).split(".");
  return `${formatNumber(Number(whole))}.${cents}`;
}
