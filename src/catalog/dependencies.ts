import { criticalFamily } from "./critical";
import { planIdsOf } from "./service-plans";
import type { CriticalFamily, PlanId } from "./types";

/** What a service plan does not work without: any plan of a family, or one of others that do as well. */
export interface PlanNeed {
  readonly family: CriticalFamily;
  readonly standIns: readonly PlanId[];
}

/**
 * Graph publishes no list of dependencies; it names them when it refuses. These are the ones that are documented, or
 * that its refusals are known to name ("License assignment failed because service plan … depends on …"):
 *
 * - Phone System works in Teams, and Audio Conferencing beside Teams or Skype for Business (Entra, "Resolve group
 *   license assignment errors").
 * - Office for the web and Project's service open files that lie in SharePoint.
 * - Defender for Office 365 Plan 2 and Workplace Analytics look at a mailbox (Entra, the same page).
 */
const needs: readonly (readonly [plans: string, need: CriticalFamily, standIns: string])[] = [
  ["MCOEV, MCOEV_GOV, MCOEVSMB, MCOMEETADV", "teams", "MCOSTANDARD, MCOSTANDARD_GOV"],
  ["SHAREPOINTWAC, SHAREPOINTWAC_EDU, SHAREPOINTWAC_GOV, SHAREPOINT_PROJECT", "files", ""],
  ["THREAT_INTELLIGENCE, WORKPLACE_ANALYTICS", "mailbox", ""],
];

const needByPlan: ReadonlyMap<PlanId, PlanNeed> = new Map(
  needs.flatMap(([plans, family, standIns]) =>
    planIdsOf(plans).map((plan) => [plan, { family, standIns: standIns === "" ? [] : planIdsOf(standIns) }] as const),
  ),
);

/** What a service plan needs beside it; undefined where nothing is known. */
export function needOf(planId: PlanId): PlanNeed | undefined {
  return needByPlan.get(planId);
}

/** Whether plans that are on meet a need. */
export function isMet({ family, standIns }: PlanNeed, on: Iterable<PlanId>): boolean {
  for (const plan of on) if (criticalFamily(plan) === family || standIns.includes(plan)) return true;
  return false;
}
