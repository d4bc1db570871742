import { readSettings, type Settings, SettingsError } from "../settings/settings";
import { defaultRules } from "../products/built-in-products";
import { applyChange } from "../tenant/apply-change";
import type { Group, PlanRule } from "../tenant/model";
import type { PendingGroup } from "../tenant/groups/group-queue";
import { diffStates, type LicensingContext } from "../tenant/licensing-context";
import { indexRules } from "../tenant/plan-rules";
import { settleInheritance } from "../tenant/groups/settle-inheritance";
import { emptyState, type TenantState } from "../tenant/tenant-state";
import { addGroups, addMembers, addOwners, addSubscriptions, addUsers, readAllPending } from "./fill-tenant";
import { readOrganization, readServicePrincipals } from "./read-objects";
import { type Locate, locateIn, type Path } from "./places";
import { readRule } from "./resolve-names";
import { TenantFileError, type ApplicationDocument, type TenantDocument } from "./tenant-document";

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
  const filling = { document, state, now, report };
  addSubscriptions(filling);
  const extraRules = (document.rules ?? []).map((rule, at) =>
    readRule(rule, state.subscriptions, (problem) => report(["rules", at], problem)),
  );
  addUsers(filling);
  const groups = addGroups(filling);
  addMembers(filling, groups);
  addOwners(filling, groups);
  const pending = readAllPending(filling, groups);
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
