import type { FindingList } from "../basis/findings";
import { isDirect } from "../basis/holdings";
import { obstacleOf } from "../basis/removability";
import type { DesiredPrincipal } from "../../terms/desired";
import type { Ledger, LedgerEntry } from "../../terms/ledger";
import type { SkuId } from "../../terms/observed";
import type { PlanInput } from "../basis/plan-input";
import type { TenantIndex } from "../basis/tenant-index";

interface Released {
  readonly ledger: Ledger;
  /** Forgotten as a whole. */
  readonly released: readonly LedgerEntry[];
  /** Of somebody who is declared, something was forgotten. */
  readonly forgotten: boolean;
}

/**
 * The ledger without the people and groups that the stack releases: they keep what they have, and nobody owns it. Of
 * whoever is declared too only that is forgotten which Graph never takes back (a subscription that is gone): the rest
 * is what the file says.
 */
export function releaseEntries(input: PlanInput, index: TenantIndex, findings: FindingList): Released {
  const { ledger, policy, desired } = input;
  if (policy.release.length === 0) return { ledger, released: [], forgotten: false };
  const names = new Set(policy.release.map((name) => name.toLowerCase()));
  const declared = new Map(
    [...desired.users, ...desired.groups].map((principal) => [principal.name.toLowerCase(), principal]),
  );
  const released: LedgerEntry[] = [];
  const stuckWith = new Set<DesiredPrincipal>();
  let forgotten = false;
  const rest = (entries: readonly LedgerEntry[]): LedgerEntry[] =>
    entries.flatMap((entry) => {
      const called = callsOf(entry, index);
      if (!called.some((name) => names.has(name))) return [entry];
      const principal = called.map((name) => declared.get(name)).find((one) => one !== undefined);
      if (principal === undefined) {
        released.push(entry);
        return [];
      }
      if (holdsSomethingStuck(entry, principal, index)) stuckWith.add(principal);
      const skus = entry.skus.filter(({ skuId, written }) => !isStuck(index, skuId) || isNamed(principal, written));
      if (skus.length === entry.skus.length) return [entry];
      forgotten = true;
      return [{ ...entry, skus }];
    });
  const left = { ...ledger, users: rest(ledger.users), groups: rest(ledger.groups) };
  for (const [name, principal] of declared)
    if (names.has(name) && !stuckWith.has(principal)) refuse(principal, findings);
  return { ledger: left, released, forgotten };
}

/** All names of somebody, in lower case. */
function callsOf({ id, name }: LedgerEntry, { users, groups }: TenantIndex): readonly string[] {
  const now = users.get(id)?.userPrincipalName ?? groups.get(id)?.displayName ?? name;
  return [name.toLowerCase(), now.toLowerCase(), id];
}

function isStuck(index: TenantIndex, skuId: SkuId): boolean {
  return obstacleOf(index, skuId)?.removal === "never";
}

function isNamed({ licenses }: DesiredPrincipal, written: string): boolean {
  return licenses.some(({ sku }) => sku.toUpperCase() === written.toUpperCase());
}

/** Owned, or held: once it is forgotten the line in the file is no slip either. */
function holdsSomethingStuck({ id, skus }: LedgerEntry, principal: DesiredPrincipal, index: TenantIndex): boolean {
  if (skus.some(({ skuId, written }) => isStuck(index, skuId) && !isNamed(principal, written))) return true;
  const direct = index.users.get(id)?.assignments?.filter(isDirect);
  return [...(direct ?? index.groups.get(id)?.licenses ?? [])].some(({ skuId }) => isStuck(index, skuId));
}

function refuse({ name, declarations }: DesiredPrincipal, findings: FindingList): void {
  findings.add({
    code: "released-and-declared",
    severity: "error",
    key: name,
    principal: name,
    place: declarations.find(({ place }) => place !== undefined)?.place,
    message: () =>
      `${name} is to be forgotten, and is declared too. Of whoever is declared only what the tenant cannot take back ` +
      "any more can be forgotten, and there is nothing of that.",
    remedy: "Take the declaration out, or the name out of `release`.",
  });
}
