import { heldSkus, type Person, type SmallTenant } from "./small-tenant";

/**
 * Ids of those who are served where somebody who misses one thing waits as a whole: the rule before people waited for
 * single SKUs. Whoever comes last goes without, until there are seats for the others.
 */
export function servedAsAWhole(
  before: SmallTenant,
  target: SmallTenant,
  placeOf: (person: Person) => number,
): ReadonlySet<string> {
  const waits = new Set<string>();
  const after = (person: Person, i: number): Set<string> => heldSkus(waits.has(person.id) ? person : target.people[i]!);
  for (let again = true; again;) {
    again = false;
    const last = Object.entries(before.seats).flatMap(([skuId, bought]) => {
      const used = before.people.filter((person, i) => after(person, i).has(skuId)).length;
      const gaining = before.people.filter((person, i) => after(person, i).has(skuId) && !heldSkus(person).has(skuId));
      const short = Math.max(0, used - bought);
      return short === 0 ? [] : gaining.sort((a, b) => placeOf(a) - placeOf(b)).slice(-short);
    });
    for (const { id } of last) {
      waits.add(id);
      again = true;
    }
  }
  return new Set(before.people.filter(({ id }) => !waits.has(id)).map(({ id }) => id));
}
