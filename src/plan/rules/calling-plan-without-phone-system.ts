import type { Breach, Cause, PersonRule } from "./rule";
import { smallestSku } from "./suggest";

/**
 * A Calling Plan is numbers and minutes; what makes calls is Phone System, bought by itself or inside E5. What a
 * group of the stack gives is judged group by group (`group-add-on-apart`), and not once more for its members.
 * Microsoft: "Set up Calling Plans".
 */
export const callingPlanWithoutPhoneSystem: PersonRule = {
  kind: "people",
  code: "calling-plan-without-phone-system",
  severity: "warning",
  *check({ held, people }, { skus, groups }): Iterable<Breach> {
    if (held.some(({ content }) => content.phoneSystem)) return;
    for (const { content, direct, groups: givers } of held) {
      const { callingPlans, label, skuId } = content;
      if (callingPlans.length === 0 || (!direct && givers.every((id) => groups.has(id)))) continue;
      const cause: Cause = {
        key: skuId,
        says: ({ subject, count }) =>
          `${subject} ${count === 1 ? "has" : "have"} the Calling Plan ${label} and no Phone System, so there is ` +
          "nothing to call with",
        remedy: () =>
          `Give ${smallestSku(skus, (one) => one.phoneSystem) ?? "Phone System (MCOEV)"} as well, or take ` +
          `${label} away.`,
      };
      for (const person of people) if (person.declared !== undefined) yield { person, skus: [skuId], cause };
    }
  },
};
