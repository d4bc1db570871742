import { type FindingList } from "../basis/findings";
import type { Ledger, LedgerEntry } from "../../terms/ledger";
import type { PlanInput } from "../basis/plan-input";
import type { TenantIndex } from "../basis/tenant-index";

/** The ledger without the people and groups that the stack releases: they keep what they have, and nobody owns it. */
export function releaseEntries(
  input: PlanInput,
  index: TenantIndex,
  findings: FindingList,
): { readonly ledger: Ledger; readonly released: readonly LedgerEntry[] } {
  const { ledger, policy, desired } = input;
  const names = new Set(policy.release.map((name) => name.toLowerCase()));
  const leaves = (entry: LedgerEntry): boolean => {
    const now = index.users.get(entry.id)?.userPrincipalName ?? index.groups.get(entry.id)?.displayName ?? entry.name;
    return names.has(entry.name.toLowerCase()) || names.has(now.toLowerCase()) || names.has(entry.id);
  };
  const released = [...ledger.users, ...ledger.groups].filter(leaves);
  const ids = new Set(released.map((entry) => entry.id));
  const stays = (entry: LedgerEntry): boolean => !ids.has(entry.id);
  const rest = { ...ledger, users: ledger.users.filter(stays), groups: ledger.groups.filter(stays) };
  for (const principal of [...desired.users, ...desired.groups]) {
    if (!names.has(principal.name.toLowerCase())) continue;
    findings.addRule({
      code: "released-and-declared",
      severity: "warning",
      key: principal.name,
      principal: principal.name,
      message: () => `${principal.name} is released and declared at once: it is forgotten and then owned anew.`,
      remedy: `Take ${principal.name} out of \`release\`, or out of the assignments.`,
    });
  }
  return { ledger: rest, released };
}
