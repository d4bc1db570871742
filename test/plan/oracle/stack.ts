import type { Desired, DesiredPrincipal } from "../../../src/terms/desired";
import type { Ledger, LedgerEntry } from "../../../src/terms/ledger";
import type { Policy } from "../../../src/terms/policy";
import type { Group, Person } from "./small-tenant";

/** What a stack says and owns. */
export interface Stack {
  readonly desired: Desired;
  readonly ledger: Ledger;
  readonly policy: Policy;
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The ledger's entry of this person or group. */
export function ownedOf(entries: readonly LedgerEntry[], id: string): LedgerEntry | undefined {
  return entries.find((entry) => entry.id === id);
}

/**
 * What the file declares for this person: under the name that the ledger knows the person by, or under the present
 * name.
 */
export function declaredOf(stack: Stack, person: Person): DesiredPrincipal | undefined {
  for (const principal of stack.desired.users) {
    const known = stack.ledger.users.find((entry) => sameName(entry.name, principal.name));
    if (known === undefined ? sameName(principal.name, person.upn) : known.id === person.id) return principal;
  }
  return undefined;
}

export function declaredOfGroup(stack: Stack, group: Group): DesiredPrincipal | undefined {
  return stack.desired.groups.find((principal) => principal.name === group.id || sameName(principal.name, group.name));
}

/** Nobody may touch these on any path. */
export function isProtected(stack: Stack, person: Person): boolean {
  return (
    stack.ledger.protectedIds.includes(person.id) || stack.policy.protected.some((name) => sameName(name, person.upn))
  );
}

/** Forgotten without anything being taken. */
export function isReleased(stack: Stack, person: Person): boolean {
  const owned = ownedOf(stack.ledger.users, person.id);
  return stack.policy.release.some(
    (name) => sameName(name, person.upn) || (owned !== undefined && sameName(name, owned.name)),
  );
}

export function isReleasedGroup(stack: Stack, group: Group): boolean {
  return stack.policy.release.some((name) => sameName(name, group.name));
}
