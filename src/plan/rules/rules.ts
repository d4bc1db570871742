import { callingPlanCountry, callingPlanCountryUnknown } from "./calling-plan-country";
import { callingPlanHeldOnPremises, callingPlanOnPremises } from "./calling-plan-on-premises";
import { callingPlanWithoutPhoneSystem } from "./calling-plan-without-phone-system";
import { conferencingWithoutCredits } from "./conferencing-without-credits";
import { directAndGroup } from "./direct-and-group";
import { e5WithoutCredits } from "./e5-without-credits";
import { groupAddOnApart } from "./group-add-on-apart";
import { groupNested } from "./group-nested";
import { paidTwice } from "./paid-twice";
import { planWithoutItsBase } from "./plan-without-its-base";
import type { Rule } from "./rule";

/** What the product knows about licensing, beyond what a plan cannot do without. */
export const rules: readonly Rule[] = [
  callingPlanWithoutPhoneSystem,
  callingPlanOnPremises,
  callingPlanHeldOnPremises,
  callingPlanCountry,
  callingPlanCountryUnknown,
  conferencingWithoutCredits,
  e5WithoutCredits,
  paidTwice,
  planWithoutItsBase,
  directAndGroup,
  groupAddOnApart,
  groupNested,
];
