import type { Settings } from "../settings/settings";
import type { RuleViolation } from "../tenant/plan-rules";
import type { Refusal } from "../tenant/refusals";
import { badRequest, forbidden, notFound, type GraphError } from "./graph-error";

type Wordings = {
  readonly [Kind in Refusal["kind"]]: (
    refusal: Extract<Refusal, { readonly kind: Kind }>,
    settings: Settings,
  ) => GraphError;
};

export function describeRefusal(refusal: Refusal, settings: Settings): GraphError {
  // The compiler does not see that the wording and the refusal are of the same kind.
  const word = wordings[refusal.kind] as (refusal: Refusal, settings: Settings) => GraphError;
  return word(refusal, settings);
}

const wordings: Wordings = {
  notFound: ({ name }) => notFound(name),
  restricted: () => forbidden,
  noChanges: () => badRequest("No license changes provided"),
  sameSkuAddedAndRemoved: ({ skuId }) =>
    badRequest(`License ${skuId} cannot be both added and removed in the same request.`),
  unknownSku: ({ skuId }) => badRequest(`License ${skuId} does not correspond to a valid company License.`),
  notAssignable,
  selfService: (refusal, settings) =>
    settings.selfServiceRefusal === "forbidden" ? forbidden : notAssignable(refusal),
  unknownPlan: ({ planId, skuId }, settings) =>
    badRequest(
      settings.unknownPlanText === "notInSku"
        ? `Service plan ${planId} does not correspond to a service plan of license ${skuId}.`
        : `The service plan ${planId} does not belong to the subscription ${skuId}.`,
    ),
  invalidUsageLocation: wrongUsageLocation,
  prohibitedUsageLocation: wrongUsageLocation,
  inherited: () =>
    badRequest("User license is inherited from a group membership and it cannot be removed directly from the user."),
  notAssigned: () => badRequest("User does not have a corresponding license."),
  noSeats: ({ skuId }, settings) => {
    const text = `Subscription with SKU ${skuId} does not have any available licenses.`;
    return badRequest(settings.noSeatsText === "subscription" ? text : `License assignment failed: ${text}`);
  },
  rule: ({ violation }) => badRequest(`License assignment failed because ${describeViolation(violation)}`),
  duplicateProxyAddress: () => duplicate("proxyAddresses"),
  groupNotEligible: () => badRequest("Licenses can be assigned only to security-enabled groups."),
  groupLicensed: (_refusal, settings) =>
    settings.deleteLicensedGroup === "forbidden"
      ? forbidden
      : badRequest("The group cannot be deleted because it has active licenses assigned."),
  duplicateName: ({ property }) => duplicate(property),
  invalidValue: ({ property }) => badRequest(`Invalid value specified for property '${property}' of resource.`),
  readOnly: ({ property }) => badRequest(`Property '${property}' is read-only and cannot be set.`),
  missingProperty: ({ property }) =>
    badRequest(
      `The property '${property}' does not exist on the type of the resource. Make sure to only use ` +
        "property names that are defined by the type.",
      "BadRequest",
    ),
  relationWritten: ({ property }) =>
    badRequest(
      `The property '${property}' is a navigation property and cannot be written with its object.`,
      "BadRequest",
    ),
  writtenAlone: ({ property }) =>
    badRequest(`The property '${property}' must be written in a request without other properties.`),
  lastOwner: () => badRequest("The group must have at least one owner, hence this owner cannot be removed."),
  missingValue: ({ property }) => badRequest(`A value is required for property '${property}' of resource.`),
  unverifiedDomain: () =>
    badRequest(
      "The domain portion of the userPrincipalName property is invalid. You must use one of the verified " +
        "domain names in your organization.",
    ),
  onPremisesMastered: () =>
    badRequest(
      "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects " +
        "currently undergoing migration.",
    ),
  alreadyRelated: ({ relation }) =>
    badRequest(
      `One or more added object references already exist for the following modified properties: '${relation}'.`,
    ),
  dynamicMembership: () =>
    badRequest(
      "Insufficient privileges to complete the operation. The membership of a dynamic group cannot be changed.",
    ),
};

function notAssignable({ skuId }: { readonly skuId: string }): GraphError {
  return badRequest(`License ${skuId} cannot be assigned to a user.`);
}

function wrongUsageLocation(): GraphError {
  return badRequest("License assignment cannot be done for user with invalid usage location.");
}

function duplicate(property: string): GraphError {
  return badRequest(`Another object with the same value for property ${property} already exists.`);
}

function describeViolation(violation: RuleViolation): string {
  return violation.kind === "dependency"
    ? `service plan ${violation.plan} depends on the service plan(s) ${violation.needs.join(", ")}`
    : `service plans ${violation.plans.join(",")} are mutually exclusive`;
}
