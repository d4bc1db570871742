import { skuNames } from "../../catalog/sku-names";
import { byText } from "../../text/order";
import type { ObservedPool, OpenFinding, Snapshot } from "./snapshot";

/** Seats of one product over time; each figure holds until the next one. */
export interface ProductCourse {
  readonly skuId: string;
  readonly partNumber: string;
  readonly name: string;
  readonly price?: number;
  readonly figures: readonly SeatFigure[];
}

export interface SeatFigure {
  readonly day: string;
  readonly bought: number;
  readonly used: number;
}

/** What the seats cost a month, those in use and those that are bought and idle. */
export interface CostFigure {
  readonly day: string;
  readonly used: number;
  readonly idle: number;
}

/** One stack, over time and as its last report says. */
export interface StackCourse {
  readonly stack: string;
  readonly tenant: { readonly id: string; readonly displayName: string };
  /** The last day of which there is a report. */
  readonly day: string;
  readonly currency?: string;
  readonly products: readonly ProductCourse[];
  /** Empty where the stack has no prices. */
  readonly costs: readonly CostFigure[];
  readonly findings: readonly OpenFinding[];
  readonly waiting: number;
}

/** Takes in one report after the other, and keeps of each its seats, and of the last one its findings. */
export class SiteBook {
  readonly #stacks = new Map<string, Pages>();

  take(snapshot: Snapshot): void {
    const known = this.#stacks.get(snapshot.stack);
    const pages = known ?? new Pages(snapshot.stack);
    if (known === undefined) this.#stacks.set(snapshot.stack, pages);
    pages.take(snapshot);
  }

  /** By name. A stack of which there are only refusals has no tenant yet, and is left out. */
  courses(): readonly StackCourse[] {
    return [...this.#stacks.values()]
      .flatMap((pages) => pages.course() ?? [])
      .sort((one, other) => byText(one.stack, other.stack));
  }
}

type Plan = Extract<Snapshot, { kind: "plan" }>;
type Run = Extract<Snapshot, { kind: "run" }>;
type Refusal = Extract<Snapshot, { kind: "refusal" }>;

/** Of one stack: the last plan and the last run of each day. */
class Pages {
  readonly #stack: string;
  readonly #plans = new Map<string, Omit<Plan, "findings">>();
  readonly #runs = new Map<string, Run>();
  #last: Plan | undefined;
  #refusal: Refusal | undefined;

  constructor(stack: string) {
    this.#stack = stack;
  }

  take(snapshot: Snapshot): void {
    if (snapshot.kind === "refusal") {
      if (momentOf(snapshot) >= momentOf(this.#refusal)) this.#refusal = snapshot;
    } else if (snapshot.kind === "run") {
      if (momentOf(snapshot) >= momentOf(this.#runs.get(snapshot.day))) this.#runs.set(snapshot.day, snapshot);
    } else {
      if (isLater(snapshot, this.#last)) this.#last = snapshot;
      const { findings: _, ...rest } = snapshot;
      if (momentOf(snapshot) >= momentOf(this.#plans.get(snapshot.day))) this.#plans.set(snapshot.day, rest);
    }
  }

  course(): StackCourse | undefined {
    const days = [...new Set([...this.#plans.keys(), ...this.#runs.keys()])].sort(byText);
    const last = days.at(-1);
    const tenant = this.#last?.tenant ?? [...this.#runs.values()].at(-1)?.tenant;
    if (last === undefined || tenant === undefined) return undefined;
    const products = new Map<string, { label: ObservedPool; figures: SeatFigure[] }>();
    const costs: CostFigure[] = [];
    let currency: string | undefined;
    const prices = new Map<string, number>();
    for (const day of days) {
      const plan = this.#plans.get(day);
      currency = plan?.currency ?? currency;
      const pools = this.#poolsOf(day);
      if (plan?.isWhole === true) {
        prices.clear();
        for (const { skuId, partNumber, name } of goneOf(products, pools))
          pools.push({ skuId, partNumber, name, bought: 0, used: 0 });
      }
      for (const pool of pools) {
        if (pool.price !== undefined) prices.set(pool.skuId, pool.price);
        const known = products.get(pool.skuId);
        const figure = { day, bought: pool.bought, used: pool.used };
        if (known === undefined) products.set(pool.skuId, { label: pool, figures: [figure] });
        else {
          const before = known.figures.at(-1);
          if (before?.bought !== figure.bought || before.used !== figure.used) known.figures.push(figure);
          if (plan !== undefined) known.label = pool;
        }
      }
      if (prices.size > 0) costs.push({ day, ...costOf(products, prices) });
    }
    return {
      stack: this.#stack,
      tenant,
      day: last,
      ...(currency === undefined ? {} : { currency }),
      products: [...products].map(([skuId, { label, figures }]) => {
        const price = prices.get(skuId);
        return {
          skuId,
          partNumber: label.partNumber,
          name: label.name,
          ...(price === undefined ? {} : { price }),
          figures,
        };
      }),
      costs,
      findings: [...this.#refused(), ...(this.#last?.findings ?? [])],
      waiting: this.#last?.waiting ?? 0,
    };
  }

  /** What stood on that day: as its plan saw it, and as its run left it. */
  #poolsOf(day: string): ObservedPool[] {
    const run = this.#runs.get(day);
    const pools = new Map((this.#plans.get(day)?.pools ?? []).map((pool) => [pool.skuId, pool]));
    for (const { skuId, bought, used } of run?.seats ?? []) {
      const known = pools.get(skuId);
      if (known !== undefined) pools.set(skuId, { ...known, bought, used });
      else if (this.#plans.get(day)?.isWhole !== true) pools.set(skuId, { ...labelOf(skuId), bought, used });
    }
    return [...pools.values()];
  }

  /** Where the last thing that happened is that there was no plan. */
  #refused(): readonly OpenFinding[] {
    if (this.#refusal?.at === undefined || momentOf(this.#refusal) <= momentOf(this.#last)) return [];
    const day = this.#refusal.at.slice(0, 10);
    return this.#refusal.problems.map((problem) => ({
      ...problem,
      message: `${day}, no plan: ${problem.message}`,
      severity: "error",
      principals: [],
    }));
  }
}

/** Products that the tenant had, and has no more. */
function goneOf(
  products: ReadonlyMap<string, { readonly label: ObservedPool }>,
  pools: readonly ObservedPool[],
): readonly ObservedPool[] {
  const there = new Set(pools.map(({ skuId }) => skuId));
  return [...products].flatMap(([skuId, { label }]) => (there.has(skuId) ? [] : [label]));
}

function costOf(
  products: ReadonlyMap<string, { readonly figures: readonly SeatFigure[] }>,
  prices: ReadonlyMap<string, number>,
): Omit<CostFigure, "day"> {
  let [used, idle] = [0, 0];
  for (const [skuId, price] of prices) {
    const figure = products.get(skuId)?.figures.at(-1);
    if (figure === undefined) continue;
    used += figure.used * price;
    idle += Math.max(0, figure.bought - figure.used) * price;
  }
  return { used, idle };
}

function labelOf(skuId: string): Pick<ObservedPool, "skuId" | "partNumber" | "name"> {
  return { skuId, ...skuNames(skuId) };
}

/** Reports of older versions do not say when they were written: among them the later one counts that is read later. */
function momentOf(snapshot: { readonly at?: string } | undefined): string {
  return snapshot?.at ?? "";
}

function isLater(plan: Plan, than: Plan | undefined): boolean {
  if (than === undefined || plan.day !== than.day) return plan.day > (than?.day ?? "");
  return momentOf(plan) >= momentOf(than);
}
