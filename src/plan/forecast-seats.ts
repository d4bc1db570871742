import { afterPlan, countUnserved, unserved } from "./forecast/after-plan";
import { daysBefore } from "./basis/days";
import type { PlanInput } from "./basis/plan-input";
import type { PlanWithModel } from "./decide/model";
import { labelOf } from "./compose/labels";
import { sortedRecord } from "./basis/sets";
import { planWithModel } from "./plan-tenant";
import { poolsOf } from "./seats/seats";
import type {
  Forecast,
  ForecastCause,
  ForecastDay,
  ForecastLine,
  StackChange,
  SubscriptionEnd,
  SubscriptionEnds,
} from "../terms/forecast";
import type { Observed, ObservedSku, SkuId } from "../terms/observed";
import { refusals } from "../terms/refusals";
import { byText } from "../text/order";

/** What the stack asks for on one day; undefined where it cannot be used then. */
export type DesiredOn = (day: string) => (Pick<PlanInput, "desired" | "policy"> & { readonly now: string }) | undefined;

/** How far it looks, in days. */
const forecastDays = 365;

/**
 * Seats on the days of the next year on which something changes: the plan of each of these days, made of what the plans
 * before it leave. Nothing here decides anything: the forecast of a day is what a plan made on that day says, unless
 * somebody changes the stack, the tenant or what is bought until then. A plan that would be refused is taken as
 * approved, so that the days after it are told too.
 *
 * @param planned the plan of today
 */
export function forecastFrom(
  planned: PlanWithModel,
  changes: readonly StackChange[],
  desiredOn: DesiredOn,
  subscriptions: SubscriptionEnds,
): Forecast {
  const { today } = planned.model.input;
  const until = daysBefore(today, -forecastDays);
  const within = <T extends { readonly day: string }>(items: readonly T[]): T[] =>
    items.filter(({ day }) => day > today && day <= until);
  const ends = subscriptions.kind === "known" ? within(subscriptions.ends) : [];
  const ahead = within(changes);
  const days = [...new Set([...ahead, ...ends].map(({ day }) => day))].sort(byText);
  const notes = subscriptions.kind === "known" ? [] : [subscriptions.why];
  const course = new Course(planned, ends);
  for (const day of days) {
    const wanted = desiredOn(day);
    if (wanted === undefined) {
      notes.push(`On ${day} the stack as it is could not be used: nothing is told from then on.`);
      break;
    }
    course.goOn(
      day,
      wanted,
      ahead.filter((change) => change.day === day),
    );
  }
  return { until, days: course.toDays(), notes: [...notes, ...notCounted(planned)] };
}

/**
 * The plan with its forecast, for reports: with the names of every product of it. The same plan where nothing changes.
 */
export function withForecast(planned: PlanWithModel, forecast: Forecast): PlanWithModel {
  if (forecast.days.length < 2) return planned;
  const ids = forecast.days.flatMap(({ lines, causes }) => [
    ...lines.map(({ skuId }) => skuId),
    ...causes.flatMap((cause) => ("skuId" in cause ? cause.skuId : [])),
  ]);
  const labels = ids.map((skuId) => [skuId, labelOf(planned.model, skuId)] as const);
  const skus = sortedRecord([...new Map([...labels, ...Object.entries(planned.plan.skus)])]);
  return { ...planned, plan: { ...planned.plan, skus, forecast } };
}

/** Joiners without an account: nobody knows when they come. */
function notCounted({ plan: { pending } }: PlanWithModel): string[] {
  if (pending.length === 0) return [];
  const who =
    pending.length === 1 ? "1 person without an account yet is" : `${pending.length} people without an account yet are`;
  return [`${who} not counted.`];
}

interface Told {
  readonly day: string;
  readonly causes: readonly ForecastCause[];
  readonly lines: ReadonlyMap<SkuId, ForecastLine>;
  readonly refused: readonly string[];
}

/** Plans of one day after the other. */
class Course {
  readonly #ends: readonly SubscriptionEnd[];
  readonly #told: Told[] = [];
  #planned: PlanWithModel;

  constructor(planned: PlanWithModel, ends: readonly SubscriptionEnd[]) {
    this.#planned = planned;
    this.#ends = ends;
    this.#tell([]);
  }

  goOn(
    day: string,
    { desired, policy, now }: NonNullable<ReturnType<DesiredOn>>,
    changes: readonly StackChange[],
  ): void {
    const { observed, ledger } = afterPlan(this.#planned);
    const { catalog } = this.#planned.model.input;
    const ending = this.#ends.filter((end) => end.day === day);
    this.#planned = planWithModel({
      desired,
      policy,
      ledger,
      observed: withoutEnded(observed, ending),
      today: day,
      now,
      ...(catalog !== undefined && { catalog }),
    });
    this.#tell([
      ...changes.map(({ kind, assignment }): ForecastCause => ({ kind, assignment })),
      ...ending.map(({ skuId, seats, of, isTrial }): ForecastCause =>
        of === "grace" ? { kind: "gone", skuId, seats } : { kind: "term", skuId, seats, isTrial },
      ),
    ]);
  }

  /** With the products of which some figure changes, or of which there are too few seats on some day. */
  toDays(): readonly ForecastDay[] {
    const all = [...new Set(this.#told.flatMap(({ lines }) => [...lines.keys()]))].sort(byText);
    const concerned = all.filter((skuId) => {
      const lines = this.#told.flatMap((told) => told.lines.get(skuId) ?? []);
      const [first] = lines;
      return lines.some((line) => line.needed > line.bought || !sameFigures(line, first));
    });
    return this.#told.map(({ lines, ...told }) => ({
      ...told,
      lines: concerned.map((skuId) => lines.get(skuId) ?? { skuId, bought: 0, unrenewed: 0, used: 0, needed: 0 }),
    }));
  }

  #tell(causes: readonly ForecastCause[]): void {
    const { plan, model } = this.#planned;
    const { today: day, observed } = model.input;
    const seats = new Map(plan.seats.map((line) => [line.skuId, line]));
    const without = unserved(this.#planned);
    const waiting = countMembers(plan);
    const lines = new Map<SkuId, ForecastLine>();
    for (const [skuId, pool] of poolsOf(observed)) {
      const { usedAfter = pool.used, short = 0, missing = 0 } = seats.get(skuId) ?? {};
      const used = usedAfter - countUnserved(without, skuId);
      const asked = short > 0 ? Math.max(usedAfter, pool.bought + missing) : usedAfter;
      // Of a group that does not change the plan has no line: its members wait all the same.
      const needed = Math.max(asked, used + (waiting.get(skuId) ?? 0));
      const over = this.#ends.filter((end) => end.skuId === skuId && end.of === "term" && end.day <= day);
      const unrenewed = Math.min(
        pool.bought,
        over.reduce((sum, end) => sum + end.seats, 0),
      );
      lines.set(skuId, { skuId, bought: pool.bought, unrenewed, used, needed });
    }
    const refused = [...new Set(refusals(plan).map(({ code }) => code))].sort(byText);
    this.#told.push({ day, causes, lines, refused });
  }
}

/** Members of groups who wait for a seat, by SKU. */
function countMembers({ waits = [] }: PlanWithModel["plan"]): ReadonlyMap<SkuId, number> {
  const members = new Map<SkuId, Set<string>>();
  for (const { id, group, licenses } of waits)
    for (const { skuId } of group === undefined ? [] : licenses)
      members.set(skuId, (members.get(skuId) ?? new Set()).add(id));
  return new Map([...members].map(([skuId, ids]) => [skuId, ids.size]));
}

function sameFigures(a: ForecastLine, b: ForecastLine | undefined): boolean {
  return a.bought === b?.bought && a.unrenewed === b.unrenewed && a.used === b.used && a.needed === b.needed;
}

/** Seats in grace are gone when the grace is over. */
function withoutEnded(observed: Observed, ending: readonly SubscriptionEnd[]): Observed {
  const gone = (sku: ObservedSku): number =>
    ending.reduce((sum, { skuId, of, seats }) => sum + (of === "grace" && skuId === sku.skuId ? seats : 0), 0);
  return {
    ...observed,
    skus: observed.skus.map((sku) => {
      const warning = Math.max(0, sku.warning - gone(sku));
      if (warning === sku.warning) return sku;
      const isOver = sku.enabled + warning === 0;
      return { ...sku, warning, ...(isOver && { capabilityStatus: "Suspended" as const }) };
    }),
  };
}
