import type { Execution } from "../../terms/execution";
import type { Plan } from "../../terms/plan";
import type { Policy } from "../../terms/policy";
import { costOf, type Cost } from "../content/cost";
import { summarizeRun } from "../content/outcomes";
import type { PlanReport, Problems, RefusalReport } from "./report-schema";
import { reportVersion } from "./report-version";
import { summarize } from "../content/summary";
import { toJson } from "../../text/visible";

// Writing a report needs no schema, and a preview that writes one should not load the library that checks them.

export type { Problems } from "./report-schema";

/** The whole plan and its counts, two spaces of indent, a last newline; the same plan gives the same bytes. */
export function renderJson(plan: Plan, stack: string, prices?: Policy["prices"]): string {
  const money = costOf(plan, prices);
  const report: Omit<PlanReport, "cost"> & { readonly cost?: Cost } = {
    format: "m365-licenses/plan",
    version: reportVersion,
    stack,
    digest: plan.digest,
    summary: summarize(plan),
    ...(money === undefined ? {} : { cost: money }),
    plan,
  };
  return `${toJson(report)}\n`;
}

/** Why there is no plan. */
export function renderRefusalJson(problems: Problems, stack: string): string {
  const report: RefusalReport = { format: "m365-licenses/refusal", version: reportVersion, stack, problems };
  return `${toJson(report)}\n`;
}

/** Outcomes of a run, without the ledger and the lines: those are the state's. */
export function renderRunJson(plan: Plan, execution: Execution, stack: string): string {
  const { done, failed, skipped, notSent, memberProblems, stopped, onItsWay } = summarizeRun(plan, execution);
  const report = {
    format: "m365-licenses/run",
    version: reportVersion,
    stack,
    digest: plan.digest,
    today: plan.today,
    tenant: plan.tenant,
    summary: { done, failed, skipped, notSent, memberProblems, stopped },
    outcomes: execution.outcomes,
    memberProblems: execution.memberProblems,
    ...(plan.waits === undefined ? {} : { waits: plan.waits }),
    unfinishedGroups: execution.unfinishedGroups,
    onItsWay,
    seats: execution.seats,
  };
  return `${toJson(report)}\n`;
}
