import type { Finding, Plan } from "../../terms/plan";

/**
 * Whether a finding is about something that this plan does or refuses: it names somebody who changes or waits, or it
 * names nobody. A rule's remark on people who stay as they are belongs to another day.
 */
export function isOfThisPlan(plan: Pick<Plan, "transitions" | "losses" | "pending">, finding: Finding): boolean {
  if (finding.severity !== "info" || finding.principals.length === 0) return true;
  const concerned = new Set([
    ...plan.transitions.flatMap(({ name, currentName }) => [name, currentName]),
    ...plan.losses.map(({ name }) => name),
    ...plan.pending,
  ]);
  return finding.principals.some((name) => concerned.has(name));
}
