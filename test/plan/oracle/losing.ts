import { type MiniPlan, miniSku, switchable } from "./miniature-catalog";
import {
  type Group,
  type GroupLicense,
  type Person,
  type SmallTenant,
  heldSkus,
  isHolding,
  plansOn,
  sameLicenses,
  servicesOn,
} from "./small-tenant";

type Holdings = Pick<Person, "holdings">;

function isIn(plan: MiniPlan, on: ReadonlySet<string>): boolean {
  return on.has(plan.id) || plan.containedIn.some((larger) => on.has(larger));
}

/** Of a SKU's plans, those that were on for this person through that SKU. */
function plansOfSkuOn(person: Holdings, skuId: string): readonly MiniPlan[] {
  const sources = person.holdings.filter((holding) => holding.skuId === skuId && isHolding(holding));
  return switchable(skuId).filter((plan) => sources.some((holding) => !holding.off.includes(plan.id)));
}

/**
 * What a person loses between two moments, in words; nothing: the person loses nothing.
 *
 * "A SKU taken away with nothing of its kind in exchange, or a service plan of a critical family that goes off for
 * good", by whatever path. In exchange: another SKU of its kind that the person did not have before, or everything of
 * it that was on stays on through what the person has afterwards (Phone System, when E5 comes).
 */
export function lossesOf(before: Holdings, after: Holdings): string[] {
  const losses: string[] = [];
  const servicesAfter = servicesOn(after);
  for (const service of servicesOn(before)) if (!servicesAfter.has(service)) losses.push(service);
  const skusBefore = heldSkus(before);
  const skusAfter = heldSkus(after);
  const onAfter = plansOn(after);
  for (const skuId of skusBefore) {
    if (skusAfter.has(skuId)) continue;
    const { kind, partNumber } = miniSku(skuId);
    const worked = plansOfSkuOn(before, skuId);
    const covered = worked.length > 0 && worked.every((plan) => isIn(plan, onAfter));
    const exchanged = [...skusAfter].some((other) => !skusBefore.has(other) && miniSku(other).kind === kind);
    if (!covered && !exchanged) losses.push(partNumber);
  }
  return losses;
}

/** Ids of the people who lose something, as far as anybody can know who reads this tenant. */
export function losers(before: SmallTenant, after: SmallTenant): string[] {
  return before.people
    .filter((person, i) => {
      const moments =
        person.sight === "clear" ? [[person, after.people[i]!] as const] : takenByGroups(person, before, after);
      return moments.some(([was, is]) => lossesOf(was, is).length > 0);
    })
    .map((person) => person.id);
}

/**
 * What a person who cannot be read holds for all that is known: what each group gives that changes, before and after.
 * Whether something new arrives nobody can see, nor whether another group's licences are there: neither makes up for
 * anything.
 */
function takenByGroups(
  person: Person,
  before: SmallTenant,
  after: SmallTenant,
): readonly (readonly [Holdings, Holdings])[] {
  const holdings = (group: Group, licenses: readonly GroupLicense[]): Holdings => ({
    holdings: licenses.map(({ skuId, off }) => ({ skuId, group: group.id, off })),
  });
  return before.groups.flatMap((was, i) => {
    const is = after.groups[i]!;
    if (!was.members.includes(person.id) || sameLicenses(was.licenses, is.licenses)) return [];
    const staying = is.licenses.filter(({ skuId }) => was.licenses.some((license) => license.skuId === skuId));
    return [[holdings(was, was.licenses), holdings(is, staying)] as const];
  });
}
