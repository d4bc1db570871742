import type { Finding, Plan } from "./plan";

/** What refuses a plan: nothing of it may be carried out. Empty: it may. */
export function refusals(plan: Pick<Plan, "findings">): readonly Finding[] {
  return plan.findings.filter((finding) => finding.severity === "error");
}

/** Whether nothing of a plan may be carried out: what the guard refuses is an error too, in plans read back as well. */
export function isRefused(plan: Pick<Plan, "findings" | "guard">): boolean {
  return plan.guard.verdict === "refused" || refusals(plan).length > 0;
}

/** Whether a run changes anything in the tenant. */
export function changesTenant({ transitions, memberships = [] }: Pick<Plan, "transitions" | "memberships">): boolean {
  return transitions.length + memberships.length > 0;
}

/** Whether there is anything to do: a call to Graph, or something for the ledger to learn or forget. */
export function hasWork(plan: Pick<Plan, "transitions" | "memberships" | "ledgerChanges">): boolean {
  return changesTenant(plan) || plan.ledgerChanges;
}
