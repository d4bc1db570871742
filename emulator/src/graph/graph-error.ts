import type { Settings } from "../settings/settings";
import type { Refusal } from "../tenant/refusals";
import type { GraphRequest, GraphResponse } from "./graph-request";
import { json } from "./graph-request";

/** An error as Graph words it. Clients tell business errors apart by message only, so every word counts. */
export interface GraphError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Thrown by whatever reads a request; caught in one place and answered. */
export class RequestError extends Error {
  constructor(readonly error: GraphError) {
    super(error.message);
  }
}

export function badRequest(message: string, code = "Request_BadRequest"): GraphError {
  return { status: 400, code, message };
}

export function notFound(name: string): GraphError {
  return {
    status: 404,
    code: "Request_ResourceNotFound",
    message: `Resource '${name}' does not exist or one of its queried reference-property objects are not present.`,
  };
}

export const forbidden: GraphError = {
  status: 403,
  code: "Authorization_RequestDenied",
  message: "Insufficient privileges to complete the operation.",
};

export const concurrencyMessage =
  "Error due to concurrent requests being made to the tenant. Please wait briefly and retry.";

/** The envelope of every error: code, message and the ids under which support finds the request. */
export function answerError(
  request: Pick<GraphRequest, "requestId" | "clientRequestId">,
  error: GraphError,
  now: number,
  headers: Readonly<Record<string, string>> = {},
): GraphResponse {
  const innerError = {
    date: new Date(now).toISOString().slice(0, 19),
    "request-id": request.requestId,
    "client-request-id": request.clientRequestId,
  };
  return json(error.status, { error: { code: error.code, message: error.message, innerError } }, headers);
}

export function describeRefusal(refusal: Refusal, settings: Settings): GraphError {
  switch (refusal.kind) {
    case "notFound":
      return notFound(refusal.name);
    case "restricted":
      return forbidden;
    case "noChanges":
      return badRequest("No license changes provided");
    case "sameSkuAddedAndRemoved":
      return badRequest(`License ${refusal.skuId} cannot be both added and removed in the same request.`);
    case "unknownSku":
      return badRequest(`License ${refusal.skuId} does not correspond to a valid company License.`);
    case "notAssignable":
      return badRequest(`License ${refusal.skuId} cannot be assigned to a user.`);
    case "selfService":
      return settings.selfServiceRefusal === "forbidden"
        ? forbidden
        : badRequest(`License ${refusal.skuId} cannot be assigned to a user.`);
    case "unknownPlan":
      return badRequest(
        settings.unknownPlanText === "notInSku"
          ? `Service plan ${refusal.planId} does not correspond to a service plan of license ${refusal.skuId}.`
          : `The service plan ${refusal.planId} does not belong to the subscription ${refusal.skuId}.`,
      );
    case "invalidUsageLocation":
    case "prohibitedUsageLocation":
      return badRequest("License assignment cannot be done for user with invalid usage location.");
    case "inherited":
      return badRequest(
        "User license is inherited from a group membership and it cannot be removed directly from the user.",
      );
    case "notAssigned":
      return badRequest("User does not have a corresponding license.");
    case "noSeats": {
      const text = `Subscription with SKU ${refusal.skuId} does not have any available licenses.`;
      return badRequest(settings.noSeatsText === "subscription" ? text : `License assignment failed: ${text}`);
    }
    case "rule":
      return badRequest(
        refusal.violation.kind === "dependency"
          ? `License assignment failed because service plan ${refusal.violation.plan} depends on the service ` +
              `plan(s) ${refusal.violation.needs.join(", ")}`
          : `License assignment failed because service plans ${refusal.violation.plans.join(",")} are mutually ` +
              "exclusive",
      );
    case "duplicateProxyAddress":
      return badRequest("Another object with the same value for property proxyAddresses already exists.");
    case "groupNotEligible":
      return badRequest("Licenses can be assigned only to security-enabled groups.");
    case "groupLicensed":
      return settings.deleteLicensedGroup === "forbidden"
        ? forbidden
        : badRequest("The group cannot be deleted because it has active licenses assigned.");
    case "duplicateName":
      return badRequest(`Another object with the same value for property ${refusal.property} already exists.`);
    case "invalidValue":
      return badRequest(`Invalid value specified for property '${refusal.property}' of resource.`);
    case "readOnly":
      return badRequest(`Property '${refusal.property}' is read-only and cannot be set.`);
    case "missingProperty":
      return badRequest(
        `The property '${refusal.property}' does not exist on the type of the resource. Make sure to only use ` +
          "property names that are defined by the type.",
        "BadRequest",
      );
    case "relationWritten":
      return badRequest(
        `The property '${refusal.property}' is a navigation property and cannot be written with its object.`,
        "BadRequest",
      );
    case "writtenAlone":
      return badRequest(`The property '${refusal.property}' must be written in a request without other properties.`);
    case "lastOwner":
      return badRequest("The group must have at least one owner, hence this owner cannot be removed.");
    case "missingValue":
      return badRequest(`A value is required for property '${refusal.property}' of resource.`);
    case "unverifiedDomain":
      return badRequest(
        "The domain portion of the userPrincipalName property is invalid. You must use one of the verified " +
          "domain names in your organization.",
      );
    case "onPremisesMastered":
      return badRequest(
        "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects " +
          "currently undergoing migration.",
      );
    case "alreadyRelated":
      return badRequest(
        "One or more added object references already exist for the following modified properties: " +
          `'${refusal.relation}'.`,
      );
    case "dynamicMembership":
      return badRequest(
        "Insufficient privileges to complete the operation. The membership of a dynamic group cannot be changed.",
      );
  }
}
