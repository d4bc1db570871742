import type { Breach, Cause, PersonRule, RulePerson, Standing } from "./rule";

/** Whether the stack gives a SKU that somebody holds, to the person or through one of its groups. */
function givenByStack(person: RulePerson, { content, groups }: Standing["held"][number], ofStack: ReadonlySet<string>): boolean {
  return person.licenses.has(content.skuId) || groups.some((id) => ofStack.has(id));
}

function* breaches({ held, people }: Standing, groups: readonly { readonly id: string }[], given: boolean): Iterable<Breach> {
  const ofStack = new Set(groups.map((group) => group.id));
  for (const one of held) {
    const { callingPlans, label, skuId } = one.content;
    if (callingPlans.length === 0) continue;
    const cause: Cause = {
      key: skuId,
      says: ({ subject, count }) =>
        `${subject} ${count === 1 ? "calls" : "call"} over the organization's own phone lines (\`pstn: onPremises\`) and must not have a Calling Plan, but ` +
        (given ? `the stack gives ${label}` : `${count === 1 ? "holds" : "hold"} ${label}, which this stack did not give`),
      remedy: given
        ? `Take ${label} away: Phone System is all they need. Or take \`pstn\` out.`
        : `Take ${label} away where it was assigned: Phone System is all they need. Or take \`pstn\` out.`,
    };
    for (const person of people) {
      if (person.declared?.onPremisesPstn === true && givenByStack(person, one, ofStack) === given) yield { person, skus: [skuId], cause };
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
  check: (standing, { groups }) => breaches(standing, groups, true),
};

/** The same, where somebody else assigned the Calling Plan: this stack may not take it, and need not stop for it. */
export const callingPlanHeldOnPremises: PersonRule = {
  kind: "people",
  code: "calling-plan-held-on-premises",
  severity: "warning",
  check: (standing, { groups }) => breaches(standing, groups, false),
};
