import type { DependencyRule, ExclusionRule, PlanRule } from "./model";

/** Rules indexed by the plans they speak of, so that a person's few plans are checked and not all rules. */
export interface RuleBook {
  readonly rules: readonly PlanRule[];
  readonly dependencies: ReadonlyMap<string, readonly DependencyRule[]>;
  readonly exclusions: ReadonlyMap<string, readonly ExclusionRule[]>;
}

export type RuleViolation =
  | { readonly kind: "dependency"; readonly plan: string; readonly needs: readonly string[] }
  | { readonly kind: "exclusion"; readonly plans: readonly [string, string] };

export function indexRules(rules: readonly PlanRule[]): RuleBook {
  const dependencies = new Map<string, DependencyRule[]>();
  const exclusions = new Map<string, ExclusionRule[]>();
  for (const rule of rules) {
    if (rule.kind === "dependency") {
      dependencies.set(rule.plan, [...(dependencies.get(rule.plan) ?? []), rule]);
    } else {
      exclusions.set(rule.plans[0], [...(exclusions.get(rule.plans[0]) ?? []), rule]);
    }
  }
  return { rules, dependencies, exclusions };
}

/** Every rule that a set of enabled plans breaks. */
function findViolations(plans: ReadonlySet<string>, book: RuleBook): readonly RuleViolation[] {
  const violations: RuleViolation[] = [];
  for (const plan of plans) {
    for (const rule of book.dependencies.get(plan) ?? []) {
      if (!rule.anyOf.some((needed) => plans.has(needed)))
        violations.push({ kind: "dependency", plan, needs: rule.anyOf });
    }
    for (const rule of book.exclusions.get(plan) ?? []) {
      if (plans.has(rule.plans[1])) violations.push({ kind: "exclusion", plans: rule.plans });
    }
  }
  return violations;
}

/**
 * The violations that a change would bring about. What was broken before stays whatever it is: a person with
 * an old, stuck violation can still be given something unrelated.
 */
export function findNewViolations(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
  book: RuleBook,
): readonly RuleViolation[] {
  const found = findViolations(after, book);
  if (found.length === 0) return found;
  const known = new Set(findViolations(before, book).map((violation) => JSON.stringify(violation)));
  return found.filter((violation) => !known.has(JSON.stringify(violation)));
}
