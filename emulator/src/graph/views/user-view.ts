import { formatTime } from "../../tenant/format-time";
import { userProperties } from "../../tenant/schema/user-properties";
import { combinedDisabledPlans, effectiveSkuIds } from "../../tenant/effective";
import type { User } from "../../tenant/model";
import { viewAssignedPlans, viewProvisionedPlans } from "./plan-view";
import type { ViewContext } from "./view-context";
import { defaultsOf, securityIdentifier, viewStored } from "./stored-value";

export const defaultUserProperties = defaultsOf(userProperties);

/** A user as Graph shows it: the default properties, or those selected. */
export function viewUser(
  user: User,
  select: readonly string[] | undefined,
  context: ViewContext,
): Record<string, unknown> {
  const view: Record<string, unknown> = {};
  for (const name of select ?? defaultUserProperties) {
    if (isLeftOut(user, name)) continue;
    view[name] = readUserProperty(user, name, context);
  }
  return view;
}

/** What is missing from an answer altogether. Microsoft: signInActivity "isn't returned" for who never signed in. */
export function isLeftOut(user: User, name: string): boolean {
  return (
    (name === "licenseAssignmentStates" && user.statesHidden) ||
    (name === "signInActivity" && (user.properties[name] ?? null) === null)
  );
}

export function readUserProperty(user: User, name: string, context: ViewContext): unknown {
  switch (name) {
    case "id":
      return user.id;
    case "userPrincipalName":
      return user.userPrincipalName;
    case "usageLocation":
      return user.usageLocation;
    case "accountEnabled":
      return user.accountEnabled;
    case "onPremisesSyncEnabled":
      return user.onPremisesSyncEnabled;
    case "proxyAddresses":
      return user.proxyAddresses;
    case "createdDateTime":
      return formatTime(user.createdAt);
    case "deletedDateTime":
      return user.deletedAt === null ? null : formatTime(user.deletedAt);
    case "identities":
      return viewIdentities(user, context.issuer);
    case "lastPasswordChangeDateTime":
    case "refreshTokensValidFromDateTime":
    case "signInSessionsValidFromDateTime":
      return user.properties[name] ?? formatTime(user.createdAt);
    case "securityIdentifier":
      return securityIdentifier(user.id);
    case "isManagementRestricted":
      return user.restricted ? true : null;
    case "onPremisesExtensionAttributes":
      return viewStored(userProperties, name, user.properties[name] ?? {});
    case "assignedLicenses":
      return effectiveSkuIds(user.states).map((skuId) => ({
        disabledPlans: combinedDisabledPlans(user.states, skuId),
        skuId,
      }));
    case "licenseAssignmentStates":
      return user.states.map((held) => ({
        skuId: held.skuId,
        disabledPlans: held.disabledPlans,
        assignedByGroup: held.assignedByGroup,
        state: held.state,
        error: held.error === "None" && context.settings.noErrorText === "null" ? null : held.error,
        lastUpdatedDateTime: formatTime(held.lastUpdated),
      }));
    case "assignedPlans":
      return viewAssignedPlans(user, context);
    case "provisionedPlans":
      return viewProvisionedPlans(user, context);
    default:
      return viewStored(userProperties, name, user.properties[name]);
  }
}

/** The name that somebody signs in with is an identity too, and always there. */
function viewIdentities(user: User, issuer: string): unknown {
  const stored = user.properties["identities"];
  const others = (Array.isArray(stored) ? stored : []).filter(
    (identity: { readonly signInType?: unknown }) => identity.signInType !== "userPrincipalName",
  ) as readonly unknown[];
  return [{ signInType: "userPrincipalName", issuer, issuerAssignedId: user.userPrincipalName }, ...others];
}
