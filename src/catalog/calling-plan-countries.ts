import { planIdOf, planIdsOf } from "./service-plans";
import type { PlanId } from "./types";

/** `unknown`: neither said in the documents that were read; Microsoft adds countries, so silence is no refusal. */
export type Availability = "sold" | "notSold" | "unknown";

/**
 * Countries whose page of Microsoft's "Country and region availability for Audio Conferencing and Calling Plans" lists
 * the Domestic Calling Plan of 120, of 240 and of 1,200 minutes (Canada: 3,000) and the international one.
 */
const allBundles = "BE CA DE ES FR GB HR IE NL".split(" ");

/** The same pages for the United States and Puerto Rico list the 3,000 minutes and the international plan. */
const largeBundles = [...allBundles, "PR", "US"];

/**
 * Where Calling Plans are sold. The page "Assign Microsoft Teams licenses" says of MCOPSTN5 and MCOPSTN6 (120 and 240
 * minutes) that they are not available in the US; there Microsoft's product table has a plan of its own, PSTN5_US.
 * Telstra's plan is for Australia only (page "Availability in Australia").
 */
const rules: readonly {
  readonly plans: readonly PlanId[];
  readonly sold: readonly string[];
  readonly notSold: readonly string[] | "elsewhere";
}[] = [
  { plans: planIdsOf("MCOPSTN1, MCOPSTN2"), sold: largeBundles, notSold: [] },
  {
    plans: planIdsOf("MCOPSTN5, MCOPSTN6, Skype for Business PSTN Calling Domestic Small"),
    sold: allBundles,
    notSold: ["US"],
  },
  { plans: [planIdOf("PSTN5_US")], sold: ["US"], notSold: "elsewhere" },
  { plans: [planIdOf("MCOPSTNEAU")], sold: ["AU"], notSold: "elsewhere" },
];

const ruleByPlan = new Map(rules.flatMap((rule) => rule.plans.map((plan) => [plan, rule] as const)));

/**
 * Whether a Calling Plan is sold for people in a country. What counts is the person's usage location, not the
 * organization's address (Teams, "Calling Plans for Office 365").
 *
 * @param planId  a service plan for which `isCallingPlan` holds; for others the answer is `unknown`.
 * @param country ISO 3166-1 alpha-2, upper case.
 */
export function callingPlanAvailability(planId: PlanId, country: string): Availability {
  const rule = ruleByPlan.get(planId);
  if (rule === undefined) return "unknown";
  if (rule.sold.includes(country)) return "sold";
  return rule.notSold === "elsewhere" || rule.notSold.includes(country) ? "notSold" : "unknown";
}
