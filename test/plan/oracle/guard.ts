import { today } from "./day";
import { losers } from "./losing";
import type { Holding, SmallTenant } from "./small-tenant";
import { type Stack, declaredOf, declaredOfGroup, isProtected, isReleased, ownedOf } from "./stack";

/** People the guard watches over: those in the ledger, and the members of owned groups; not whom the stack releases. */
function guarded(before: SmallTenant, stack: Stack): ReadonlySet<string> {
  const released = new Set(before.people.filter((person) => isReleased(stack, person)).map(({ id }) => id));
  const ids = new Set(stack.ledger.users.map((entry) => entry.id).filter((id) => !released.has(id)));
  for (const group of before.groups) {
    if (ownedOf(stack.ledger.groups, group.id) !== undefined) for (const id of group.members) ids.add(id);
  }
  return ids;
}

/** Why the plan from `before` to `target` must be refused for what it takes away; empty: it must not be. */
export function guardObjections(before: SmallTenant, target: SmallTenant, stack: Stack): string[] {
  const { limits } = stack.policy;
  if (limits.kind === "noneRemoved") return [];
  const objections: string[] = [];
  const losing = losers(before, target);
  const watched = guarded(before, stack);
  const inWindow = Object.values(stack.ledger.lossesByDay).reduce((sum, count) => sum + count, 0);
  // Whoever lost something in the window and has left the ledger still counts as one of its people.
  const limit = Math.max(1, Math.min(Math.floor(((watched.size + inWindow) * limits.people) / 100), limits.atMost));
  const counted = losing.length - approvedPeople(before, losing, stack);
  if (counted > 0 && counted + inWindow > limit)
    objections.push(`${counted} lose something without an approval and ${inWindow} did, the limit is ${limit}`);
  if (watched.size > 3 && [...watched].every((id) => losing.includes(id) && !keepsSomething(id, target, stack)))
    objections.push("everybody loses all");
  const vanished = before.gone.filter(({ id }) => ownedOf(stack.ledger.users, id) !== undefined).length;
  if (vanished > 3 && vanished > stack.ledger.users.length / 100)
    objections.push(`${vanished} people have vanished at once`);
  objections.push(...protectedObjections(before, target, stack));
  return objections;
}

/** Whether the stack still gives this person anything, itself or through a group, as far as anybody can see. */
function keepsSomething(id: string, target: SmallTenant, stack: Stack): boolean {
  const person = target.people.find((one) => one.id === id);
  if (person?.sight !== "clear") return false;
  if ((declaredOf(stack, person)?.licenses.length ?? 0) > 0) return true;
  const giving = target.groups
    .filter((group) => (declaredOfGroup(stack, group)?.licenses.length ?? 0) > 0)
    .map((group) => group.id);
  return person.holdings.some(({ group }) => group !== undefined && giving.includes(group));
}

/**
 * How many of those who lose something an approval covers, of a stack that has one at most: those whom it names, or
 * all, as long as it lasts. Whoever is hidden has no name to be known by.
 */
export function approvedPeople(before: SmallTenant, losing: readonly string[], stack: Stack): number {
  const [approval] = stack.policy.approvals;
  if (approval === undefined || approval.until < today) return 0;
  const [spent = 0] = Object.values(stack.ledger.approvalsSpent);
  const named = before.people.filter(
    ({ id, upn, sight }) =>
      losing.includes(id) && (approval.of.length === 0 || (approval.of.includes(upn) && sight !== "hidden")),
  );
  return Math.min(Math.max(0, approval.losses - spent), named.length);
}

/** "Never touched, on no path": a group that would change something of a protected member must stay as it is. */
function protectedObjections(before: SmallTenant, target: SmallTenant, stack: Stack): string[] {
  return before.people
    .filter(
      (person, i) =>
        isProtected(stack, person) && writeHoldings(person.holdings) !== writeHoldings(target.people[i]!.holdings),
    )
    .map((person) => `${person.upn} is protected and would be reached through a group`);
}

function writeHoldings(holdings: readonly Holding[]): string {
  return holdings
    .map(({ skuId, group, off }) => `${skuId} ${group ?? ""} ${[...off].sort().join()}`)
    .sort()
    .join(";");
}
