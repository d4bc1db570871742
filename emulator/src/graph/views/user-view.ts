import type { AssignedLicense, LicenseAssignmentState, User as GraphUser } from "@microsoft/microsoft-graph-types";
import type { User as BetaUser } from "@microsoft/microsoft-graph-types-beta";
import { formatTime } from "../../tenant/format-time";
import { userProperties } from "../../tenant/schema/user-properties";
import { combinedDisabledPlans, effectiveSkuIds } from "../../tenant/effective";
import type { User } from "../../tenant/model";
import { viewAssignedPlans, viewProvisionedPlans } from "./plan-view";
import type { ViewContext } from "./view-context";
import { defaultsOf, securityIdentifier, viewStored } from "./stored-value";
import type { Published } from "./published";

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
  const view = views.get(name);
  return view === undefined ? viewStored(userProperties, name, user.properties[name]) : view(user, context, name);
}

/** Of these only the type of /beta knows when refresh tokens became valid. */
type Shown = keyof GraphUser | Extract<keyof BetaUser, "refreshTokensValidFromDateTime">;
type View = (user: User, context: ViewContext, name: string) => unknown;

/** What is shown otherwise than it was stored. */
const views: ReadonlyMap<string, View> = new Map<Shown, View>([
  ["id", (user) => user.id],
  ["userPrincipalName", (user) => user.userPrincipalName],
  ["usageLocation", (user) => user.usageLocation],
  ["accountEnabled", (user) => user.accountEnabled],
  ["onPremisesSyncEnabled", (user) => user.onPremisesSyncEnabled],
  ["proxyAddresses", (user) => user.proxyAddresses],
  ["createdDateTime", (user) => formatTime(user.createdAt)],
  ["deletedDateTime", (user) => (user.deletedAt === null ? null : formatTime(user.deletedAt))],
  ["identities", (user, { issuer }) => viewIdentities(user, issuer)],
  ["lastPasswordChangeDateTime", sinceCreation],
  ["refreshTokensValidFromDateTime", sinceCreation],
  ["signInSessionsValidFromDateTime", sinceCreation],
  ["securityIdentifier", (user) => securityIdentifier(user.id)],
  ["isManagementRestricted", (user) => (user.restricted ? true : null)],
  [
    "onPremisesExtensionAttributes",
    (user, _context, name) => viewStored(userProperties, name, user.properties[name] ?? {}),
  ],
  ["assignedLicenses", viewAssignedLicenses],
  ["licenseAssignmentStates", viewAssignmentStates],
  ["assignedPlans", viewAssignedPlans],
  ["provisionedPlans", viewProvisionedPlans],
]);

function sinceCreation(user: User, _context: ViewContext, name: string): unknown {
  return user.properties[name] ?? formatTime(user.createdAt);
}

function viewAssignedLicenses({ states }: User): unknown {
  return effectiveSkuIds(states).map(
    (skuId) => ({ disabledPlans: combinedDisabledPlans(states, skuId), skuId }) satisfies Published<AssignedLicense>,
  );
}

function viewAssignmentStates({ states }: User, { settings }: ViewContext): unknown {
  return states.map(
    (held) =>
      ({
        skuId: held.skuId,
        disabledPlans: held.disabledPlans,
        assignedByGroup: held.assignedByGroup,
        state: held.state,
        error: held.error === "None" && settings.noErrorText === "null" ? null : held.error,
        lastUpdatedDateTime: formatTime(held.lastUpdated),
      }) satisfies Published<LicenseAssignmentState>,
  );
}

/** The name that somebody signs in with is an identity too, and always there. */
function viewIdentities(user: User, issuer: string): unknown {
  const stored = user.properties["identities"];
  const others = (Array.isArray(stored) ? stored : []).filter(
    (identity: { readonly signInType?: unknown }) => identity.signInType !== "userPrincipalName",
  ) as readonly unknown[];
  return [{ signInType: "userPrincipalName", issuer, issuerAssignedId: user.userPrincipalName }, ...others];
}
