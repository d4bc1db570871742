import { planIdsOf } from "./service-plans";
import type { PlanId } from "./types";

/** Phone System: makes calls possible, without numbers or minutes of its own. Sold as Teams Phone, and inside E5. */
const phoneSystem = new Set(planIdsOf("MCOEV, MCOEV_GOV, MCOEVSMB"));

/** Calling Plans: numbers and minutes from Microsoft. Names as in Microsoft's table of products and service plans. */
const callingPlans = new Set(
  planIdsOf(
    "MCOPSTN1, MCOPSTN1_GOV, MCOPSTN2, MCOPSTN5, MCOPSTN6, MCOPSTN8, PSTN5_US, MCOPSTN_PAYG_1, MCOPSTNEAU, Skype " +
      "for Business PSTN Calling Domestic Small",
  ),
);

/**
 * Communications Credits; MCOPSTN3 is the plan of MCOPSTNPP, which Microsoft's Teams documentation calls Communications
 * Credits.
 */
const communicationsCredits = new Set(planIdsOf("MCOPSTNC, MCOPSTN3"));

const audioConferencing = new Set(planIdsOf("MCOMEETADV, MCOMEETADV_GOV, MCOMEETBASIC, MCOMEETBASIC_GOV"));
const payPerMinuteConferencing = new Set(planIdsOf("MCOMEETACPEA"));

export function isPhoneSystem(planId: PlanId): boolean {
  return phoneSystem.has(planId);
}

export function isCallingPlan(planId: PlanId): boolean {
  return callingPlans.has(planId);
}

export function isCommunicationsCredits(planId: PlanId): boolean {
  return communicationsCredits.has(planId);
}

/** Audio Conferencing by subscription. */
export function isAudioConferencing(planId: PlanId): boolean {
  return audioConferencing.has(planId);
}

/**
 * Audio Conferencing by the minute, which needs Communications Credits to be set up ("Assign Microsoft Teams
 * licenses").
 */
export function isPayPerMinuteConferencing(planId: PlanId): boolean {
  return payPerMinuteConferencing.has(planId);
}
