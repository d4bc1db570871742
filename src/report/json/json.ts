import type { Execution } from "../../terms/execution";
import type { Plan, PoolLine } from "../../terms/plan";
import type { Policy } from "../../terms/policy";
import { costOf, pricesOf, type Cost } from "../content/cost";
import { summarizeRun } from "../content/outcomes";
import type { PlanReport, Problems, RefusalReport } from "./report-schema";
import { reportVersion } from "./report-version";
import { summarize } from "../content/summary";
import { toJson } from "../../text/visible";

// Writing a report needs no schema, and a preview that writes one should not load the library that checks them.

export type { Problems } from "./report-schema";

/** What a report says beside its plan. */
export interface PlanSurroundings {
  /** When it was made, ISO 8601. */
  readonly at?: string;
  /** Seats of every product of the tenant, as they were when the plan was made. */
  readonly pools?: readonly PoolLine[];
}

/** The whole plan and its counts, two spaces of indent, a last newline; the same plan gives the same bytes. */
export function renderJson(
  plan: Plan,
  stack: string,
  prices?: Policy["prices"],
  { at, pools }: PlanSurroundings = {},
): string {
  const money = costOf(plan, prices);
  const report: Omit<PlanReport, "cost"> & { readonly cost?: Cost } = {
    format: "m365-licenses/plan",
    version: reportVersion,
    stack,
    ...(at === undefined ? {} : { at }),
    digest: plan.digest,
    summary: summarize(plan),
    ...(money === undefined ? {} : { cost: money }),
    ...(pools === undefined ? {} : { pools: priced(pools, prices) }),
    plan,
  };
  return `${toJson(report)}\n`;
}

function priced(pools: readonly PoolLine[], prices: Policy["prices"]): NonNullable<PlanReport["pools"]> {
  const skus = Object.fromEntries(pools.map(({ skuId, partNumber, name }) => [skuId, { partNumber, name }]));
  const priceOf = prices === undefined ? undefined : pricesOf({ skus }, prices);
  const lines = pools.map((pool) => {
    const price = priceOf?.(pool.skuId);
    return { ...pool, ...(price === undefined ? {} : { price }) };
  });
  return { ...(prices === undefined ? {} : { currency: prices.currency }), lines };
}

/** Why there is no plan. */
export function renderRefusalJson(
  problems: Problems,
  stack: string,
  { at }: Pick<PlanSurroundings, "at"> = {},
): string {
  const report: RefusalReport = {
    format: "m365-licenses/refusal",
    version: reportVersion,
    stack,
    ...(at === undefined ? {} : { at }),
    problems,
  };
  return `${toJson(report)}\n`;
}

/** When a run ended, and what it applied. */
export interface RunOrigin {
  /** ISO 8601. */
  readonly at?: string;
  readonly commit?: string;
}

/**
 * Outcomes of a run and what they were to be, so that a report tells by itself who got or lost what; without the ledger
 * and the lines: those are the state's.
 */
export function renderRunJson(plan: Plan, execution: Execution, stack: string, { at, commit }: RunOrigin = {}): string {
  const { done, failed, skipped, notSent, memberProblems, stopped, onItsWay } = summarizeRun(plan, execution);
  const report = {
    format: "m365-licenses/run",
    version: reportVersion,
    stack,
    digest: plan.digest,
    today: plan.today,
    ...(at === undefined ? {} : { at }),
    ...(commit === undefined ? {} : { commit }),
    tenant: plan.tenant,
    summary: { done, failed, skipped, notSent, memberProblems, stopped },
    outcomes: execution.outcomes,
    memberProblems: execution.memberProblems,
    ...(plan.waits === undefined ? {} : { waits: plan.waits }),
    ...(plan.precedences === undefined ? {} : { precedences: plan.precedences }),
    unfinishedGroups: execution.unfinishedGroups,
    onItsWay,
    seats: execution.seats,
    changes: {
      skus: plan.skus,
      plans: plan.plans,
      transitions: plan.transitions,
      ...(plan.memberships === undefined ? {} : { memberships: plan.memberships }),
      losses: plan.losses,
    },
  };
  return `${toJson(report)}\n`;
}
