import { readSettings, type Settings, SettingsError } from "../settings/settings";
import { defaultRules } from "../products/built-in-products";
import type { Group, GroupLicense, LicenseState, PlanRule } from "../tenant/model";
import type { PrimitiveChange } from "../tenant/changes";
import type { PendingGroup } from "../tenant/groups/group-queue";
import { diffStates, type LicensingContext } from "../tenant/licensing-context";
import { indexRules } from "../tenant/plan-rules";
import { settleInheritance } from "../tenant/groups/settle-inheritance";
import { applyChange, emptyState, type TenantState } from "../tenant/tenant-state";
import { readGroup, readOrganization, readServicePrincipals, readUser } from "./read-objects";
import { readPending } from "./pending-work";
import { type Locate, locateIn, type Path } from "./places";
import { readLicense, readRule, readSubscription } from "./resolve-names";
import { TenantFileError, type ApplicationDocument, type TenantDocument, type UserDocument } from "./tenant-document";

export interface BuiltTenant {
  readonly state: TenantState;
  /** Rules of the document, in addition to the built-in ones. */
  readonly extraRules: readonly PlanRule[];
  readonly rulesUnder: (settings: Settings) => readonly PlanRule[];
  readonly settings: Settings;
  readonly applications: readonly ApplicationDocument[];
  readonly pending: readonly PendingGroup[];
}

/**
 * When everything happened that a document does not date: always the same, so that the same file is the same tenant.
 */
const undated = Date.parse("2024-01-15T08:00:00Z");

/**
 * The tenant that a document describes. Licences of groups are already processed for their members.
 * @param locate what begins a message about a part of the document
 * @throws TenantFileError with every name that cannot be resolved
 */
export function buildTenant(
  document: TenantDocument,
  overrides: Readonly<Record<string, unknown>> = {},
  locate: Locate = locateIn("tenant"),
): BuiltTenant {
  const problems: string[] = [];
  const now = undated;
  const report = (path: Path, problem: string): void => void problems.push(`${locate(path)}: ${problem}`);
  const settings = readSettings(overrides, readOwnSettings(document, report));
  const organization = readOrganization(document, now);
  const state = emptyState(organization, readServicePrincipals(organization.id, document.apps ?? []));
  const apply = (change: PrimitiveChange): void => applyChange(state, change, now);

  for (const [at, sku] of (document.skus ?? []).entries()) {
    const subscription = readSubscription(state.organization.id, sku, (problem) => report(["skus", at], problem));
    if (state.subscriptions.has(subscription.skuId)) report(["skus", at], `${sku.sku} stands here twice.`);
    apply({ kind: "subscriptionSet", subscription });
  }
  const extraRules = (document.rules ?? []).map((rule, at) =>
    readRule(rule, state.subscriptions, (problem) => report(["rules", at], problem)),
  );
  const readLicenses = (
    kind: "users" | "groups",
    owner: number,
    licenses: UserDocument["licenses"],
  ): readonly GroupLicense[] =>
    (licenses ?? []).flatMap(
      (license, at) =>
        readLicense(state.subscriptions, license, (problem) => report([kind, owner, "licenses", at], problem)) ?? [],
    );

  const share = createSharing();
  for (const [at, user] of (document.users ?? []).entries()) {
    const read = readUser(state, user, share(readLicenses("users", at, user.licenses), now), now);
    if (state.users.has(read.id) || state.userIdsByName.has(read.userPrincipalName.toLowerCase()))
      report(["users", at, "userPrincipalName"], `${user.userPrincipalName} stands here twice.`);
    apply({ kind: "userCreated", user: read });
    if (user.deleted !== undefined) {
      applyChange(
        state,
        { kind: "userDeleted", userId: read.id, groupIds: user.formerGroups ?? [] },
        Date.parse(user.deleted),
      );
    }
  }
  const groups = (document.groups ?? []).map((group, at) =>
    readGroup(state, group, readLicenses("groups", at, group.licenses), now),
  );
  for (const [at, group] of groups.entries()) {
    if (state.groups.has(group.id))
      report(["groups", at], `${group.displayName} stands here twice; give the second one an id.`);
    apply({ kind: "groupCreated", group });
  }
  for (const [at, group] of (document.groups ?? []).entries()) {
    const groupId = groups[at]?.id ?? "";
    for (const [nth, name] of (group.members ?? []).entries()) {
      const memberId =
        state.userIdsByName.get(name.toLowerCase()) ??
        (state.users.has(name.toLowerCase()) ? name.toLowerCase() : findGroup(state, name));
      if (memberId === undefined)
        report(["groups", at, "members", nth], `${name} is neither a user nor a group of this tenant.`);
      else apply({ kind: "memberAdded", groupId, memberId });
    }
  }
  for (const [at, { owners = [] }] of (document.groups ?? []).entries()) {
    const ownerIds = owners.flatMap((name, nth) => {
      const ownerId = findOwner(state, name);
      if (ownerId === undefined)
        report(["groups", at, "owners", nth], `${name} is neither a user nor an app of this tenant.`);
      return ownerId ?? [];
    });
    if (ownerIds.length > 0) apply({ kind: "groupPatched", groupId: groups[at]?.id ?? "", set: { ownerIds } });
  }
  const pending = (document.pending ?? []).map(readPending);
  for (const [at, { groupId }] of pending.entries())
    if (!groups.some(({ id }) => id === groupId))
      report(["pending", at, "group"], `${groupId} is not a group of this tenant.`);
  if (problems.length > 0) throw new TenantFileError(problems);
  const rulesUnder = (under: Settings): readonly PlanRule[] => [...defaultRules(under), ...extraRules];
  settleGroups(document, groups, { state, settings, rules: indexRules(rulesUnder(settings)), now });
  setAsideDeleted(state, document, groups);
  return { state, extraRules, rulesUnder, settings, applications: document.apps ?? [], pending };
}

function readOwnSettings(document: TenantDocument, report: (path: Path, problem: string) => void): Settings {
  const accepted: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(document.settings ?? {})) {
    try {
      readSettings({ [name]: value });
      accepted[name] = value;
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      report(["settings", name], error.message);
    }
  }
  return readSettings(accepted);
}

/**
 * Most people hold what others hold: the same states once, for a large tenant takes half the memory and its lists half
 * the time.
 */
function createSharing(): (licenses: readonly GroupLicense[], now: number) => readonly LicenseState[] {
  const known = new Map<string, readonly LicenseState[]>();
  return (licenses, now) => {
    const key = licenses.map(({ skuId, disabledPlans }) => `${skuId} ${disabledPlans.join(" ")}`).join();
    const states =
      known.get(key) ??
      licenses.map((license): LicenseState => ({
        ...license,
        assignedByGroup: null,
        state: "Active",
        error: "None",
        lastUpdated: now,
      }));
    known.set(key, states);
    return states;
  };
}

/** A person by name or id, an application by its own id or by that of its service principal. */
function findOwner({ userIdsByName, users, servicePrincipals }: TenantState, name: string): string | undefined {
  const key = name.toLowerCase();
  const userId = userIdsByName.get(key) ?? (users.has(key) ? key : undefined);
  return userId ?? [...servicePrincipals.values()].find(({ id, appId }) => id === key || appId === key)?.id;
}

function findGroup(state: TenantState, name: string): string | undefined {
  if (state.groups.has(name.toLowerCase())) return name.toLowerCase();
  for (const group of state.groups.values())
    if (group.displayName === name || group.mailNickname === name) return group.id;
  return undefined;
}

/** Processes the groups for people whose states the document does not give exactly. */
function settleGroups(document: TenantDocument, groups: readonly Group[], context: LicensingContext): void {
  const { state, now } = context;
  const exact = new Set(
    (document.users ?? []).flatMap((user) => (user.states === undefined ? [] : user.userPrincipalName.toLowerCase())),
  );
  for (const group of groups) {
    if (group.licenses.length === 0) continue;
    for (const memberId of state.members.get(group.id) ?? []) {
      const user = state.users.get(memberId);
      if (user === undefined || exact.has(user.userPrincipalName.toLowerCase())) continue;
      const { states } = settleInheritance(context, user, group.id, group.licenses);
      for (const change of diffStates(user.id, user.states, states)) applyChange(state, change, now);
    }
  }
}

function setAsideDeleted(state: TenantState, document: TenantDocument, groups: readonly Group[]): void {
  for (const [at, group] of (document.groups ?? []).entries()) {
    const groupId = groups[at]?.id;
    if (group.deleted === undefined || groupId === undefined) continue;
    const memberIds = [...(state.members.get(groupId) ?? [])];
    applyChange(state, { kind: "groupDeleted", groupId, memberIds, kept: true }, Date.parse(group.deleted));
  }
}
