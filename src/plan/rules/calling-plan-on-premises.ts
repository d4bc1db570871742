import type { Breach, Cause, Held, PersonRule, RuleContext, RulePerson, SameHolding } from "./rule";

/** Whether the stack gives a SKU that somebody holds, to the person or through one of its groups. */
function givenByStack(person: RulePerson, { content, groups }: Held, context: RuleContext): boolean {
  return person.licenses.has(content.skuId) || groups.some((id) => context.groups.has(id));
}

function* breaches({ held, people }: SameHolding, context: RuleContext, given: boolean): Iterable<Breach> {
  for (const one of held) {
    const { callingPlans, label, skuId } = one.content;
    if (callingPlans.length === 0) continue;
    const cause: Cause = {
      key: skuId,
      says: ({ subject, count }) =>
        `${subject} ${count === 1 ? "calls" : "call"} over the organization's own phone lines (\`pstn: ` +
        `onPremises\`) and must not have a Calling Plan, but ` +
        (given
          ? `the stack gives ${label}`
          : `${count === 1 ? "holds" : "hold"} ${label}, which this stack did not give`),
      remedy: () =>
        `Take ${label} away${given ? "" : " where it was assigned"}: Phone System is all they need. Or take ` +
        `\`pstn\` out.`,
    };
    for (const person of people) {
      if (person.declared?.onPremisesPstn === true && givenByStack(person, one, context) === given)
        yield { person, skus: [skuId], cause };
    }
  }
}

/**
 * People whose calls go over lines of the organization need Phone System and no Calling Plan. What a stack file says by
 * itself is refused when it is read; here it is seen through groups, and through what only the tenant knows of a SKU.
 * Microsoft: "Assign Teams add-on licenses to users".
 */
export const callingPlanOnPremises: PersonRule = {
  kind: "people",
  code: "calling-plan-on-premises",
  severity: "error",
  fixed: true,
  check: (holding, context) => breaches(holding, context, true),
};

/** The same, where somebody else assigned the Calling Plan: this stack may not take it, and need not stop for it. */
export const callingPlanHeldOnPremises: PersonRule = {
  kind: "people",
  code: "calling-plan-held-on-premises",
  severity: "warning",
  check: (holding, context) => breaches(holding, context, false),
};
