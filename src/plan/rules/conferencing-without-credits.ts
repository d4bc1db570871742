import type { Breach, Cause, PersonRule } from "./rule";
import { smallestSku } from "./suggest";

/**
 * Audio Conferencing by the minute is paid from Communications Credits; without them nobody can dial in or out.
 * Microsoft: "Audio Conferencing pay-per-minute", "Assign Teams add-on licenses to users".
 */
export const conferencingWithoutCredits: PersonRule = {
  kind: "people",
  code: "conferencing-without-credits",
  severity: "warning",
  *check({ held, people }, { skus }): Iterable<Breach> {
    if (held.some(({ content }) => content.communicationsCredits)) return;
    for (const { content } of held) {
      if (!content.payPerMinute) continue;
      const { label, skuId } = content;
      const cause: Cause = {
        key: skuId,
        says: ({ subject, count }) =>
          `${subject} ${count === 1 ? "has" : "have"} Audio Conferencing by the minute (${label}) and no ` +
          "Communications Credits, from which the minutes are paid",
        remedy: () =>
          `Give ${smallestSku(skus, (one) => one.communicationsCredits) ?? "Communications Credits (MCOPSTNC)"} ` +
          "as well, and put money into them.",
      };
      for (const person of people) yield { person, skus: [skuId], cause };
    }
  },
};
