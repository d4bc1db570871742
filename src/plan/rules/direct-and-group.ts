import type { Breach, Cause, PersonRule, RuleGroup } from "./rule";
import { byText } from "../../text/order";

/**
 * Declared for a person and for a group of the same stack whose member the person is. It takes one seat only, but what
 * is switched off on one way stays on through the other, and whoever takes one line out wonders why nothing happens.
 */
export const directAndGroup: PersonRule = {
  kind: "people",
  code: "direct-and-group",
  severity: "warning",
  *check({ held, people }, { groups }): Iterable<Breach> {
    for (const { content, groups: givers } of held) {
      const declaring = givers
        .flatMap((id) => groups.get(id) ?? [])
        .filter((group) => group.declared.has(content.skuId))
        .sort((a, b) => byText(a.name, b.name));
      if (declaring.length === 0) continue;
      const cause = causeOf(content.label, content.skuId, declaring);
      for (const person of people)
        if (person.licenses.has(content.skuId)) yield { person, skus: [content.skuId], cause };
    }
  },
};

function causeOf(label: string, skuId: string, declaring: readonly RuleGroup[]): Cause {
  const names = declaring.map((group) => group.name).join(", ");
  return {
    key: `${skuId} ${names}`,
    says: ({ subject, count }) =>
      `${subject} should have ${label} directly, and ${count === 1 ? "has" : "have"} it as ` +
      `${count === 1 ? "a member" : "members"} of ${declaring.length === 1 ? "the group" : "the groups"} ` +
      `${names} too`,
    remedy: () =>
      "Declare it in one of the two places only: service plans that are off in one stay on through the other.",
  };
}
