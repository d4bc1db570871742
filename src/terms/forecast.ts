import type { PeopleQuestion } from "./desired";
import type { SkuId } from "./observed";

/** A commercial subscription of which Graph tells when its term, or its grace, is over. */
export interface SubscriptionEnd {
  readonly skuId: SkuId;
  readonly seats: number;
  /** The first day without it, YYYY-MM-DD. */
  readonly day: string;
  /** `grace`: the term is over already, and the seats go on that day. `term`: they go unless somebody renews. */
  readonly of: "term" | "grace";
  readonly isTrial: boolean;
}

/** What Graph tells of them, or why it does not. */
export type SubscriptionEnds =
  | { readonly kind: "known"; readonly ends: readonly SubscriptionEnd[] }
  | { readonly kind: "unknown"; readonly why: string };

/** A day on which an assignment begins to count, or no longer does. */
export interface StackChange {
  /** YYYY-MM-DD, in the time zone of the stack. */
  readonly day: string;
  readonly kind: "begins" | "ends";
  readonly assignment: string;
}

/** What a stack says of the days to come. */
export interface StackAhead {
  /** Days after that of the run, in order. */
  readonly changes: readonly StackChange[];
  /** Whom assignments name that have not begun. */
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** Whom the tenant is to name for them. */
  readonly asks?: readonly PeopleQuestion[];
}

/** Why something is different from that day on. */
export type ForecastCause =
  | { readonly kind: "begins" | "ends"; readonly assignment: string }
  /** Seats of a subscription whose grace is over. */
  | { readonly kind: "gone"; readonly skuId: SkuId; readonly seats: number }
  /** Seats whose term is over: they stay only if somebody renews. */
  | { readonly kind: "term"; readonly skuId: SkuId; readonly seats: number; readonly isTrial: boolean };

/** One product on one day. Every number counts seats. */
export interface ForecastLine {
  readonly skuId: SkuId;
  readonly bought: number;
  /** Of `bought`, those whose term is over by then; what is renewed nobody knows yet. */
  readonly unrenewed: number;
  /** In use after the run of that day. */
  readonly used: number;
  /** `used`, and those who would go without. */
  readonly needed: number;
}

export interface ForecastDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Empty on the first day, which is the plan's own. */
  readonly causes: readonly ForecastCause[];
  /** Every product of the forecast, on every day the same ones, by id. */
  readonly lines: readonly ForecastLine[];
  /** Codes of what would refuse the plan of that day; the days after it are told as if it had been approved. */
  readonly refused: readonly string[];
}

/** How many seats are needed, on the days on which something changes. */
export interface Forecast {
  /** The last day looked at. */
  readonly until: string;
  /** The first is the day of the plan. */
  readonly days: readonly ForecastDay[];
  /** What is not in it and why, in sentences. */
  readonly notes: readonly string[];
}
