import type { Finding, Plan } from "../../terms/plan";

/**
 * The remarks of a plan (findings of severity `info`): those about something that it does, and those about people who
 * stay as they are, which belong to another day. A remark that names nobody is about the plan.
 */
export function remarksOf(plan: Pick<Plan, "findings" | "transitions" | "losses" | "pending">): {
  readonly ofThisPlan: readonly Finding[];
  readonly resting: readonly Finding[];
} {
  const concerned = new Set([
    ...plan.transitions.flatMap(({ name, currentName }) => [name, currentName]),
    ...plan.losses.map(({ name }) => name),
    ...plan.pending,
  ]);
  const isOfThisPlan = ({ principals }: Finding): boolean =>
    principals.length === 0 || principals.some((name) => concerned.has(name));
  const remarks = plan.findings.filter(({ severity }) => severity === "info");
  return { ofThisPlan: remarks.filter(isOfThisPlan), resting: remarks.filter((remark) => !isOfThisPlan(remark)) };
}
