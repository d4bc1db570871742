import type { Finding, Plan } from "../../terms/plan";

/** What refuses a plan: nothing of it may be carried out. Empty: it may. */
export function refusals(plan: Plan): readonly Finding[] {
  return plan.findings.filter((finding) => finding.severity === "error");
}

/** Whether there is anything to do: a call to Graph, or something for the ledger to learn or forget. */
export function hasWork(plan: Plan): boolean {
  return plan.transitions.length > 0 || plan.ledgerChanges;
}
