import type { PlanRule, ServicePlan } from "../tenant/model";
import { planLines } from "./table/plans";
import { productLines } from "./table/products";

export interface Product {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly name: string;
  readonly servicePlans: readonly ServicePlan[];
}

/** The only plan of the table that Microsoft applies to the company and not to a user. */
const companyPlans = new Set(["EXCHANGE_S_FOUNDATION"]);

const planRecords = readRecords(planLines);

export const builtInPlanIds: ReadonlyMap<string, string> = new Map(
  planRecords.map(({ id, names: [name = ""] }) => [name, id]),
);

const nameById = new Map(planRecords.map(({ id, names: [name = ""] }) => [id, name]));

/** Every product of Microsoft's table; `scripts/catalog/update-table.mjs` writes the table for product and emulator. */
export const builtInProducts: readonly Product[] = readRecords(productLines).map(
  ({ id, names: [skuPartNumber = "", name = skuPartNumber], below }) => ({
    skuId: id,
    skuPartNumber,
    name,
    servicePlans: below.split(/,?\s{2,}|, /).map(readPlan),
  }),
);

interface TableRecord {
  readonly id: string;
  readonly names: readonly string[];
  /** The lines further in that follow. */
  readonly below: string;
}

/** Lines that begin with an id: `id name | name`, long names on lines of their own; further in what belongs to it. */
function readRecords(text: string): readonly TableRecord[] {
  const records = text.matchAll(/^([0-9a-f-]{36}) (.+(?:\n {2}\| .+)*)((?:\n {2}.+)*)$/gm);
  return Array.from(records, ([, id = "", names = "", below = ""]) => ({
    id,
    names: names.replaceAll("\n  | ", " | ").split(" | "),
    below: below.trim(),
  }));
}

/** By name, or by id where several plans have the name. */
function readPlan(label: string): ServicePlan {
  const servicePlanId = nameById.has(label) ? label : builtInPlanIds.get(label);
  if (servicePlanId === undefined)
    throw new Error(`The product table names the plan ${label}, which the plan table does not have.`);
  const servicePlanName = nameById.get(servicePlanId) ?? label;
  return { servicePlanId, servicePlanName, appliesTo: companyPlans.has(servicePlanName) ? "Company" : "User" };
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
