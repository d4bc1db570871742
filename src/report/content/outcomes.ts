import type { Execution } from "../../terms/execution";
import type { Plan } from "../../terms/plan";
import { enumerateSome, formatNumber, groupName, productText } from "./words";
import { arrivals } from "./arrivals";
import { countWaiting, waitingSets } from "./waits";
import { byText } from "../../text/order";
import { mendingOf } from "../../terms/member-errors";

/** Principals with the same outcome for the same reason. */
export interface OutcomeSet {
  readonly kind: "failed" | "skipped" | "memberFailed" | "noted" | "waits";
  /** Stable code of the failure; absent for those skipped. */
  readonly code?: string;
  /** What the tenant said, or why it was not tried. */
  readonly message: string;
  readonly remedy?: string;
  readonly requestIds: readonly string[];
  readonly names: readonly string[];
}

/** A run in numbers and in what is left to do. */
export interface RunSummary {
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly notSent: number;
  readonly memberProblems: number;
  /** People and groups who do not get everything for want of seats, as the plan said. */
  readonly waiting: number;
  readonly stopped: boolean;
  /** What stopped the run, where something did. */
  readonly interruption?: string;
  readonly sets: readonly OutcomeSet[];
  /** What takes time, and what to do next, with the people concerned. */
  readonly onItsWay: readonly { readonly text: string; readonly names: readonly string[] }[];
}

export function summarizeRun(plan: Plan, execution: Execution): RunSummary {
  const of = (kind: Execution["outcomes"][number]["kind"]): number =>
    execution.outcomes.filter((outcome) => outcome.kind === kind).length;
  const applied = new Set(
    execution.outcomes.filter((outcome) => outcome.kind === "applied").map((outcome) => outcome.id),
  );
  return {
    done: of("applied"),
    failed: of("failed"),
    skipped: of("skipped"),
    notSent: of("notSent"),
    memberProblems: execution.memberProblems.length,
    waiting: countWaiting(plan),
    stopped: execution.stopped,
    ...(execution.interruption instanceof Error ? { interruption: execution.interruption.message } : {}),
    sets: outcomeSets(plan, execution),
    onItsWay: [
      ...unfinished(plan, execution),
      ...arrivals(
        plan.skus,
        plan.transitions.filter((transition) => applied.has(transition.id)),
      ),
    ],
  };
}

/** `5 done, 1 failed, 2 left for the next run`. */
export function runText(summary: RunSummary): string {
  const parts = [`${formatNumber(summary.done)} done`];
  if (summary.failed > 0) parts.push(`${formatNumber(summary.failed)} failed`);
  if (summary.memberProblems > 0)
    parts.push(
      `${formatNumber(summary.memberProblems)} group ${summary.memberProblems === 1 ? "member" : "members"} ` +
        "without the licence",
    );
  if (summary.skipped > 0) parts.push(`${formatNumber(summary.skipped)} left for the next run`);
  if (summary.waiting > 0)
    parts.push(`${formatNumber(summary.waiting)} ${summary.waiting === 1 ? "waits" : "wait"} for seats`);
  if (summary.notSent > 0) parts.push(`${formatNumber(summary.notSent)} not sent`);
  return parts.join(", ");
}

/**
 * Group licensing takes minutes in most tenants; Microsoft asks to open a ticket after 24 hours (group-based licensing,
 * "Known issues").
 */
function unfinished(plan: Plan, execution: Execution): RunSummary["onItsWay"] {
  if (execution.unfinishedGroups.length === 0) return [];
  const names = execution.unfinishedGroups.map((id) => `group ${groupName(plan, id)}`);
  return [
    {
      text: "Graph is still giving these groups' licences to their members; the next run sees what became of it.",
      names,
    },
  ];
}

function outcomeSets(plan: Plan, execution: Execution): readonly OutcomeSet[] {
  const sets = new Map<string, OutcomeSet & { readonly names: string[]; readonly requestIds: string[] }>();
  const add = (set: Omit<OutcomeSet, "names" | "requestIds">, name: string, requestId: string | undefined): void => {
    const key = JSON.stringify([set.kind, set.code, set.message, set.remedy]);
    const found = sets.get(key) ?? { ...set, names: [], requestIds: [] };
    found.names.push(name);
    if (requestId !== undefined) found.requestIds.push(requestId);
    sets.set(key, found);
  };
  for (const outcome of execution.outcomes) {
    const name = outcome.principal === "group" ? `group ${outcome.name}` : outcome.name;
    if (outcome.kind === "failed") {
      const { code, message, remedy, requestId } = outcome.problem;
      add({ kind: "failed", code, message, remedy }, name, requestId);
    } else if (outcome.kind === "applied" && outcome.note !== undefined)
      add({ kind: "noted", message: outcome.note }, name, undefined);
    else if (outcome.kind === "skipped") add({ kind: "skipped", message: outcome.why }, name, undefined);
  }
  for (const problem of execution.memberProblems) {
    const group = groupName(plan, problem.groupId);
    const message = `${productText(plan, problem.skuId)} through the group ${group}: ${problem.error}`;
    add(
      { kind: "memberFailed", code: problem.error, message, ...memberRemedy(problem.error) },
      problem.name,
      undefined,
    );
  }
  for (const { principal, text, names } of waitingSets(plan))
    for (const name of names)
      add({ kind: "waits", message: text }, principal === "group" ? `group ${name}` : name, undefined);
  const order: readonly OutcomeSet["kind"][] = ["failed", "memberFailed", "skipped", "noted", "waits"];
  return [...sets.values()].sort(
    (one, other) =>
      order.indexOf(one.kind) - order.indexOf(other.kind) ||
      other.names.length - one.names.length ||
      byText(one.message, other.message),
  );
}

/** Whether nothing went wrong with these, and something of them is for a later run. */
export function isLeft({ kind }: OutcomeSet): boolean {
  return kind === "skipped" || kind === "noted" || kind === "waits";
}

/** What an administrator does about an error of `licenseAssignmentStates`. */
export function memberRemedy(error: string): { readonly remedy?: string } {
  const mending = mendingOf(error);
  if (mending === undefined) return {};
  const then = error === "CountViolation" ? ": the next run has Graph try again" : "";
  return { remedy: `${mending}${then}.` };
}

/** Request ids for Microsoft's support; a few of the same failure say as much as all. */
export function requestText(set: OutcomeSet): string | undefined {
  return set.requestIds.length === 0
    ? undefined
    : `request ${set.requestIds.length === 1 ? "id" : "ids"} ${enumerateSome(set.requestIds, 3)}`;
}
