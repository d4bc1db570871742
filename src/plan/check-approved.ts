import type { Plan } from "../terms/plan";
import { digestOfPlan } from "./basis/plan-digest";

/**
 * Why what is given as an approved plan is not what was approved, as a sentence; undefined where it is. The digest that
 * stands in it is not believed: it is computed again over everything that the plan does and takes.
 *
 * @param digest what was approved, where somebody says it
 */
export function approvedProblem(plan: Plan, digest?: string): string | undefined {
  if (digest !== undefined && digest !== plan.digest)
    return `it has the digest ${plan.digest}, and ${digest} was approved`;
  const computed = digestOfPlan(plan);
  return computed === plan.digest
    ? undefined
    : `it was changed after it was made: it says that its digest is ${plan.digest}, ` +
        `and what stands in it has ${computed}`;
}
