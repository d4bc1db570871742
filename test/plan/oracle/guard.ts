import { losers } from "./losing";
import { type SmallTenant, isHolding } from "./small-tenant";
import { type Stack, isProtected, membersOf, ownedOf } from "./stack";

/** People the guard watches over: those in the ledger, and the members of owned groups. */
export function guarded(before: SmallTenant, stack: Stack): ReadonlySet<string> {
  const ids = new Set(stack.ledger.users.map((entry) => entry.id));
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
  const limit = Math.max(1, Math.min(Math.floor((watched.size * limits.people) / 100), limits.atMost));
  const inWindow = Object.values(stack.ledger.lossesByDay).reduce((sum, count) => sum + count, 0);
  if (losing.length > 0 && losing.length + inWindow > limit) objections.push(`${losing.length} lose something and ${inWindow} did, the limit is ${limit}`);
  if (watched.size > 3 && [...watched].every((id) => losing.includes(id))) objections.push("everybody loses something");
  for (const [i, group] of before.groups.entries()) {
    const after = target.groups[i]!;
    if (after.licenses === group.licenses) continue;
    for (const person of membersOf(before, group)) {
      const index = before.people.indexOf(person);
      const before1 = person.holdings.filter(isHolding);
      if (isProtected(stack, person) && before1.length > 0 && losing.includes(person.id)) objections.push(`${before.people[index]!.upn} is protected and would lose something`);
    }
  }
  return objections;
}
