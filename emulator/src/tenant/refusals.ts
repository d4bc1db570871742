import type { RuleViolation } from "./plan-rules";

/**
 * Why the tenant refuses something. The wording and the status are Graph's and live in one place, `describeRefusal`.
 */
export type Refusal =
  | { readonly kind: "notFound"; readonly name: string }
  | { readonly kind: "restricted" }
  | { readonly kind: "noChanges" }
  | { readonly kind: "sameSkuAddedAndRemoved"; readonly skuId: string }
  | { readonly kind: "unknownSku"; readonly skuId: string }
  | { readonly kind: "notAssignable"; readonly skuId: string }
  | { readonly kind: "selfService"; readonly skuId: string }
  | { readonly kind: "unknownPlan"; readonly skuId: string; readonly planId: string }
  | { readonly kind: "invalidUsageLocation" }
  | { readonly kind: "prohibitedUsageLocation"; readonly skuId: string }
  | { readonly kind: "inherited" }
  | { readonly kind: "notAssigned" }
  | { readonly kind: "noSeats"; readonly skuId: string }
  | { readonly kind: "rule"; readonly violation: RuleViolation }
  | { readonly kind: "duplicateProxyAddress" }
  | { readonly kind: "groupNotEligible" }
  | { readonly kind: "groupLicensed" }
  | { readonly kind: "duplicateName"; readonly property: string }
  | { readonly kind: "invalidValue"; readonly property: string }
  | { readonly kind: "readOnly"; readonly property: string }
  | { readonly kind: "missingProperty"; readonly property: string }
  | { readonly kind: "relationWritten"; readonly property: string }
  | { readonly kind: "writtenAlone"; readonly property: string }
  | { readonly kind: "lastOwner" }
  | { readonly kind: "missingValue"; readonly property: string }
  | { readonly kind: "unverifiedDomain" }
  | { readonly kind: "onPremisesMastered" }
  | { readonly kind: "alreadyRelated"; readonly relation: "members" | "owners" }
  | { readonly kind: "dynamicMembership" };

/** An outcome of trying to change the tenant. */
export type Outcome<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export function done<Value>(value: Value): Outcome<Value> {
  return { kind: "done", value };
}

export function refused(refusal: Refusal): { readonly kind: "refused"; readonly refusal: Refusal } {
  return { kind: "refused", refusal };
}
