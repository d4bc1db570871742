import { criticalFamily } from "../../catalog/critical";
import { planIdsOf } from "../../catalog/service-plans";
import { isAudioConferencing, isCallingPlan, isPayPerMinuteConferencing, isPhoneSystem } from "../../catalog/voice";
import type { PlanId } from "../../terms/observed";

/** A service plan that works, or can be assigned, only next to another one. */
export interface AddOn {
  readonly isAddOn: (plan: PlanId) => boolean;
  readonly isPrerequisite: (plan: PlanId) => boolean;
  /** What the prerequisite is, in a sentence. */
  readonly needs: string;
}

const oneOf = (names: string): ((plan: PlanId) => boolean) => {
  const ids = new Set(planIdsOf(names));
  return (plan) => ids.has(plan);
};

const isSkype = oneOf("MCOSTANDARD, MCOSTANDARD_GOV, MCOSTANDARD_MIDMARKET");
const isTeams = (plan: PlanId): boolean => criticalFamily(plan) === "teams" || isSkype(plan);
const isMailbox = (plan: PlanId): boolean => criticalFamily(plan) === "mailbox";

/**
 * Microsoft publishes no list of dependencies that a program could read. These are in its documents ("Resolve group
 * license assignment problems": Audio Conferencing, Workplace Analytics; "Set up Calling Plans") or in error messages
 * of Graph that administrators have published (Phone System, Project, Defender). Where either of two plans may be the
 * one that is asked for, both count.
 */
export const addOns: readonly AddOn[] = [
  { isAddOn: isCallingPlan, isPrerequisite: isPhoneSystem, needs: "Phone System" },
  { isAddOn: isPhoneSystem, isPrerequisite: isTeams, needs: "Teams" },
  {
    isAddOn: (plan) => isAudioConferencing(plan) || isPayPerMinuteConferencing(plan),
    isPrerequisite: isTeams,
    needs: "Teams",
  },
  { isAddOn: oneOf("SHAREPOINT_PROJECT"), isPrerequisite: oneOf("SHAREPOINTENTERPRISE"), needs: "SharePoint (Plan 2)" },
  {
    isAddOn: oneOf("THREAT_INTELLIGENCE, WORKPLACE_ANALYTICS"),
    isPrerequisite: isMailbox,
    needs: "an Exchange Online mailbox",
  },
];
