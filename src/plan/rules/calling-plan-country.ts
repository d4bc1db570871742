import { type Availability, callingPlanAvailability } from "../../catalog/calling-plan-countries";
import { countryName } from "../../catalog/countries";
import type { Breach, Cause, Content, Held, PersonRule, RuleContext, RulePerson, SameHolding } from "./rule";
import { skusWith } from "./suggest";

/** Of a SKU with several Calling Plans one that is sold there is enough. */
function availabilityOf({ callingPlans }: Content, country: string): Availability {
  const answers = callingPlans.map((plan) => callingPlanAvailability(plan, country));
  if (answers.includes("sold")) return "sold";
  return answers.every((answer) => answer === "notSold") ? "notSold" : "unknown";
}

/** A group gives to members without a usage location as if they were where the directory is. */
function countryOf(person: RulePerson, { direct }: Held, { tenantCountry }: RuleContext): string | undefined {
  return person.usageLocation ?? (direct ? undefined : tenantCountry);
}

function remedyFor(label: string, country: string, context: RuleContext): string {
  const others = skusWith(context.skus, (content) => availabilityOf(content, country) === "sold");
  const choose = others.length === 0 ? "Choose another Calling Plan" : `Choose ${others.slice(0, 3).join(" or ")}`;
  return (
    `${choose} instead of ${label}, or correct the usage location; ` +
    "it decides, not the address of the organization."
  );
}

function* breaches(
  { held, people }: SameHolding,
  context: RuleContext,
  asked: "notSold" | "unknown",
): Iterable<Breach> {
  for (const one of held) {
    const { content } = one;
    if (content.callingPlans.length === 0) continue;
    const causes = new Map<string, Cause | undefined>();
    for (const person of people) {
      const country = countryOf(person, one, context);
      if (country === undefined) continue;
      if (!causes.has(country))
        causes.set(
          country,
          availabilityOf(content, country) === asked ? causeOf(content, country, context, asked) : undefined,
        );
      const cause = causes.get(country);
      if (cause !== undefined) yield { person, skus: [content.skuId], cause };
    }
  }
}

function causeOf(
  { skuId, label }: Content,
  country: string,
  context: RuleContext,
  asked: "notSold" | "unknown",
): Cause {
  const there = `${countryName(country) ?? country} (${country})`;
  return {
    key: `${skuId} ${country}`,
    says: ({ subject }) =>
      asked === "notSold"
        ? `The Calling Plan ${label} is not sold in ${there}, the usage location of ${subject}`
        : `Whether the Calling Plan ${label} is sold in ${there}, the usage location of ${subject}, is not known here`,
    remedy: () =>
      asked === "notSold"
        ? remedyFor(label, country, context)
        : "Look the country up on Microsoft's page \"Country and region availability for Audio Conferencing and " +
          'Calling Plans".',
  };
}

/** Calling Plans by country. Microsoft: "Country and region availability for Audio Conferencing and Calling Plans". */
export const callingPlanCountry: PersonRule = {
  kind: "people",
  code: "calling-plan-country",
  severity: "warning",
  check: (holding, context) => breaches(holding, context, "notSold"),
};

/** Microsoft adds countries: where the catalog knows of none, the reader is told where to look. */
export const callingPlanCountryUnknown: PersonRule = {
  kind: "people",
  code: "calling-plan-country-unknown",
  severity: "info",
  check: (holding, context) => breaches(holding, context, "unknown"),
};
