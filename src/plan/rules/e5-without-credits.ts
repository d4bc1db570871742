import { productFamily } from "../../catalog/families";
import type { Breach, Cause, PersonRule } from "./rule";
import { smallestSku } from "./suggest";

/**
 * A suite with Phone System reaches no phone number by itself: "even if your users are assigned Enterprise E5 licenses,
 * you still need to assign Communications Credits licenses to them if they want to make or receive calls from the PSTN"
 * (Microsoft: "Assign Teams add-on licenses to users"). Information only: not everybody with E5 is meant to call, and
 * people on phone lines of the organization do without.
 */
export const e5WithoutCredits: PersonRule = {
  kind: "people",
  code: "e5-without-credits",
  severity: "info",
  *check({ held, people }, { skus }): Iterable<Breach> {
    // Who conferences by the minute is told already, and louder.
    if (held.some(({ content }) => content.communicationsCredits || content.payPerMinute)) return;
    for (const { content } of held) {
      const { label, skuId } = content;
      if (!content.phoneSystem || productFamily(skuId) !== "suite") continue;
      const cause: Cause = {
        key: skuId,
        says: ({ subject, count }) =>
          `${subject} ${count === 1 ? "has" : "have"} Phone System in ${label} and no Communications Credits, ` +
          "which Microsoft asks for before anybody calls phone numbers",
        remedy: () =>
          `Give ${smallestSku(skus, (one) => one.communicationsCredits) ?? "Communications Credits (MCOPSTNC)"} ` +
          "to those who are to call phone numbers, " +
          "or say `pstn: onPremises` of those who call over your own lines.",
      };
      for (const person of people) if (person.declared?.onPremisesPstn !== true) yield { person, skus: [skuId], cause };
    }
  },
};
