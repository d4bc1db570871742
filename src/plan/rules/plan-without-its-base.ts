import { isMet, needOf } from "../../catalog/dependencies";
import { criticalFamily } from "../../catalog/critical";
import type { ObservedAssignment, PlanId } from "../../terms/observed";
import { isHeld } from "../basis/holdings";
import type { TenantIndex } from "../basis/tenant-index";
import type { Breach, Cause, PersonRule, RulePerson } from "./rule";
import { smallestSku } from "./suggest";

const familyText = {
  mailbox: "a mailbox (Exchange)",
  files: "SharePoint or OneDrive",
  teams: "Teams",
  phone: "a phone",
};

/**
 * A service plan that this plan leaves on, or switches on, without what it works beside: Phone System that stays when
 * E3 goes with Teams in it, Office for the web without SharePoint. Graph refuses many of these when the change is sent.
 * Somebody for whom it was so before is not told of: the tenant has accepted it.
 */
export const planWithoutItsBase: PersonRule = {
  kind: "people",
  code: "plan-without-its-base",
  severity: "warning",
  *check({ held, people }, { skus }): Iterable<Breach> {
    const on = held.flatMap(({ content }) => [...content.plans]);
    for (const { content } of held) {
      for (const plan of content.plans) {
        const need = needOf(plan);
        if (need === undefined || isMet(need, on)) continue;
        const name = skus.get(content.skuId)?.planLabels.get(plan) ?? plan;
        const subjectPlan = name === content.label ? name : `${name} of ${content.label}`;
        const what = familyText[need.family];
        const cause: Cause = {
          key: `${content.skuId} ${plan}`,
          says: ({ subject, count }) =>
            `${subjectPlan} needs ${what} beside it, and ${subject} ${count === 1 ? "has" : "have"} none`,
          remedy: () => {
            const base = smallestSku(skus, (one) => [...one.plans].some((id) => criticalFamily(id) === need.family));
            return `Give ${base ?? what} as well, or switch ${name} off.`;
          },
        };
        for (const person of people)
          if (person.declared !== undefined && !lackedBefore(person, plan, skus))
            yield { person, skus: [content.skuId], cause };
      }
    }
  },
};

/** Whether the same plan was on before, and what it needs was not. */
function lackedBefore({ before }: RulePerson, plan: PlanId, skus: TenantIndex["skus"]): boolean {
  const need = needOf(plan);
  if (before === undefined || need === undefined) return false;
  const on = plansOn(before, skus);
  return on.has(plan) && !isMet(need, on);
}

function plansOn(assignments: readonly ObservedAssignment[], skus: TenantIndex["skus"]): ReadonlySet<PlanId> {
  return new Set(
    assignments
      .filter(isHeld)
      .flatMap(({ skuId, disabledPlans }) =>
        (skus.get(skuId)?.planIds ?? []).filter((plan) => !disabledPlans.includes(plan)),
      ),
  );
}
