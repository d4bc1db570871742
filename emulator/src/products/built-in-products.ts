import type { PlanRule, ServicePlan } from "../tenant/model";
import { planTable } from "./plan-table";
import { productTable } from "./product-table";

export interface Product {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly name: string;
  readonly servicePlans: readonly ServicePlan[];
}

/** The only plan of the table that Microsoft applies to the company and not to a user. */
const companyPlans = new Set(["EXCHANGE_S_FOUNDATION"]);

export const builtInPlanIds: ReadonlyMap<string, string> = new Map(
  planTable
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", id = ""] = line.split(" ");
      return [name, id] as const;
    }),
);

export const builtInProducts: readonly Product[] = readProducts();

function readProducts(): readonly Product[] {
  const products: { skuId: string; skuPartNumber: string; name: string; servicePlans: ServicePlan[] }[] = [];
  for (const line of productTable.trim().split("\n")) {
    const words = line.trim().split(" ");
    if (line.startsWith(" ")) {
      products.at(-1)?.servicePlans.push(...words.map(readPlan));
    } else {
      const [skuPartNumber = "", skuId = "", ...name] = words;
      products.push({ skuId, skuPartNumber, name: name.join(" "), servicePlans: [] });
    }
  }
  return products;
}

function readPlan(name: string): ServicePlan {
  const servicePlanId = builtInPlanIds.get(name);
  if (servicePlanId === undefined)
    throw new Error(`The product table names the plan ${name}, which the plan table does not have.`);
  return { servicePlanId, servicePlanName: name, appliesTo: companyPlans.has(name) ? "Company" : "User" };
}

function plan(name: string): string {
  return readPlan(name).servicePlanId;
}

export interface PhoneRuleSettings {
  readonly phoneSystemNeeds: "teamsOrSkype" | "skype" | "nothing";
  readonly audioConferencingNeeds: "skype" | "teamsOrSkype" | "nothing";
  readonly callingPlanNeeds: "phoneSystem" | "nothing";
}

/**
 * Rules between service plans. Microsoft publishes no list; these were seen in error messages or follow from its
 * documentation ("Audio Conferencing is dependent on Skype for Business", "Workplace Analytics needs Exchange Online").
 * What the phone plans depend on is not known for certain, so it is a setting.
 */
export function defaultRules(settings: PhoneRuleSettings): readonly PlanRule[] {
  const depends = (dependent: string, anyOf: readonly string[]): PlanRule => ({
    kind: "dependency",
    plan: dependent,
    anyOf,
  });
  const exchange = [plan("EXCHANGE_S_STANDARD"), plan("EXCHANGE_S_ENTERPRISE")];
  const alternatives = {
    teamsOrSkype: [plan("TEAMS1"), plan("MCOSTANDARD")],
    skype: [plan("MCOSTANDARD")],
    nothing: undefined,
  };
  const rules: PlanRule[] = [
    depends(plan("SHAREPOINT_PROJECT"), [plan("SHAREPOINTENTERPRISE")]),
    depends(plan("THREAT_INTELLIGENCE"), exchange),
    depends(plan("WORKPLACE_ANALYTICS"), exchange),
    { kind: "exclusion", plans: [plan("YAMMER_ENTERPRISE"), plan("YAMMER_EDU")] },
  ];
  const audioConferencing = alternatives[settings.audioConferencingNeeds];
  const phoneSystem = alternatives[settings.phoneSystemNeeds];
  if (audioConferencing !== undefined) rules.push(depends(plan("MCOMEETADV"), audioConferencing));
  if (phoneSystem !== undefined) rules.push(depends(plan("MCOEV"), phoneSystem));
  if (settings.callingPlanNeeds === "phoneSystem") {
    for (const name of ["MCOPSTN1", "MCOPSTN2", "MCOPSTN5", "MCOPSTN6"])
      rules.push(depends(plan(name), [plan("MCOEV")]));
  }
  return rules;
}
