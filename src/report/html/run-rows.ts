import type { Execution } from "../../terms/execution";
import type { Plan, Transition } from "../../terms/plan";
import { effectsOf, transitionName } from "../content/changes";
import { memberRemedy } from "../content/outcomes";
import { groupName, productText } from "../content/words";
import { Index, type Row, type RowData } from "./rows";

const kinds = {
  failed: "failed",
  memberFailed: "without the licence",
  skipped: "left for the next run",
  notSent: "not sent",
  noted: "done, but for something",
  done: "done",
} as const;
type RunKind = keyof typeof kinds;

/** One row a principal, and one a member whom a group could not serve; what needs somebody comes first. */
export function runRowData(plan: Plan, execution: Execution): RowData {
  const [skus, assignments] = [new Index(), new Index()];
  const transitions = new Map(plan.transitions.map((transition) => [transition.id, transition]));
  const rows: Omit<Row, "order">[] = execution.outcomes.map((outcome) => {
    const transition = transitions.get(outcome.id);
    const name = transition === undefined ? outcome.name : transitionName(transition);
    const parts = transition === undefined ? [] : [...transition.grants, ...transition.removals];
    const said = {
      person: outcome.principal === "group" ? `group ${name}` : name,
      what: transition === undefined ? "" : effectsOf(plan, transition).join(", "),
      skus: parts.map((part) => skus.of(productText(plan, part.skuId))),
      assignments: assignmentsOf(transition).map((assignment) => assignments.of(assignment)),
    };
    if (outcome.kind === "failed")
      return {
        kind: "failed",
        why: `${outcome.problem.code}: ${outcome.problem.message} ${outcome.problem.remedy}`,
        ...said,
      };
    if (outcome.kind === "skipped") return { kind: "skipped", why: outcome.why, ...said };
    if (outcome.kind === "notSent") return { kind: "notSent", why: "the run was stopped before", ...said };
    return { kind: outcome.note === undefined ? "done" : "noted", why: outcome.note ?? "", ...said };
  });
  for (const problem of execution.memberProblems) {
    const { remedy } = memberRemedy(problem.error);
    const product = productText(plan, problem.skuId);
    rows.push({
      kind: "memberFailed",
      person: problem.name,
      what: `${product} through the group ${groupName(plan, problem.groupId)}`,
      why: `${problem.error}${remedy === undefined ? "" : `: ${remedy}`}`,
      skus: [skus.of(product)],
      assignments: [],
    });
  }
  const order: readonly string[] = Object.keys(kinds) satisfies readonly string[];
  const sorted = [...rows].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  return {
    noun: "people and groups",
    kinds: kinds satisfies Record<RunKind, string>,
    skus: skus.names,
    assignments: assignments.names,
    rows: sorted.map((row, index) => ({ order: index, ...row })),
  };
}

function assignmentsOf(transition: Transition | undefined): readonly string[] {
  const reasons = [...(transition?.grants ?? []), ...(transition?.removals ?? [])].flatMap((part) => part.reasons);
  return [...new Set(reasons.flatMap((reason) => ("assignment" in reason ? [reason.assignment] : [])))];
}
