import type { TenantState } from "../../tenant/tenant-state";
import { userProperties } from "../../tenant/schema/user-properties";
import { badRequest, RequestError } from "../graph-error";
import type { GraphRequest } from "../graph-request";
import { pathsOf } from "./judge-filter";
import type { Filter } from "./parse-filter";
import { refuseWithoutPermission } from "./read-select";

/** Entra ID P1 and P2, alone or in a suite. */
const premiumPlans = ["41781fb2-bc02-4b7c-bd55-b576c07bb09d", "eec0eb4f-6444-4f95-aba0-50c24d67f998"];

/** Microsoft, "List users": rows of a page, whatever $top says, where signInActivity is selected or filtered. */
export const maxSignInRows = 120;

/** Whether sign-ins are asked for, which the directory does not know itself: another service is asked. */
export function asksForSignIns(select: readonly string[] | undefined, filter: Filter | undefined): boolean {
  return (
    select?.includes("signInActivity") === true ||
    (filter !== undefined && pathsOf(filter).some((path) => path.startsWith("signInActivity/")))
  );
}

/**
 * Microsoft, user resource: signInActivity needs AuditLog.Read.All and a tenant with Entra ID P1 or P2, and is
 * filtered alone. The error of a tenant without is seen in full answers of this and of the sign-in reports.
 * @throws RequestError
 */
export function refuseSignIns(request: GraphRequest, state: TenantState, filter: Filter | undefined): void {
  const property = userProperties.get("signInActivity");
  if (property !== undefined) refuseWithoutPermission(request, property);
  if (!isPremium(state))
    throw new RequestError({
      status: 403,
      code: "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
      message: "Neither tenant is B2C or tenant doesn't have premium license",
    });
  const paths = filter === undefined ? [] : pathsOf(filter);
  if (
    paths.some((path) => path.startsWith("signInActivity/")) &&
    paths.some((path) => !path.startsWith("signInActivity/"))
  )
    throw new RequestError(
      badRequest("Filter on signInActivity cannot be combined with other filters.", "Request_UnsupportedQuery"),
    );
}

function isPremium({ subscriptions }: TenantState): boolean {
  return [...subscriptions.values()].some(
    ({ units, servicePlans }) =>
      units.enabled + units.warning > 0 &&
      servicePlans.some(({ servicePlanId }) => premiumPlans.includes(servicePlanId)),
  );
}
