import { lossesOf } from "./losing";
import { miniSku } from "./miniature-catalog";
import {
  type Holding,
  type Person,
  type SmallTenant,
  copyTenant,
  directHolding,
  heldSkus,
  seatsUsed,
} from "./small-tenant";

/** One thing that can be done on its own; null: it cannot be done now for want of a seat. */
interface Step {
  readonly says: string;
  readonly done: (tenant: SmallTenant) => SmallTenant | null;
}

function withHoldings(tenant: SmallTenant, index: number, holdings: readonly Holding[]): SmallTenant | null {
  const person = tenant.people[index]!;
  const had = heldSkus(person);
  for (const skuId of heldSkus({ holdings })) {
    if (!had.has(skuId) && seatsUsed(tenant, skuId) >= (tenant.seats[skuId] ?? 0)) return null;
  }
  const people = tenant.people.map((one, i): Person => (i === index ? { ...one, holdings } : one));
  return { ...tenant, people };
}

/**
 * What a person has before and after must not be missing in between, and nothing is lost in between that is not lost in
 * the end: who is to have E3 for the E5 of a group keeps the E5 until the E3 is there. Nobody was told of a loss, and
 * it would be one if the E3 were refused.
 */
function keeps(before: Person, target: Person, now: Person): boolean {
  const held = heldSkus(now);
  const targetSkus = heldSkus(target);
  for (const skuId of heldSkus(before)) if (targetSkus.has(skuId) && !held.has(skuId)) return false;
  if (now === before) return true;
  const told = lossesOf(before, target);
  return lossesOf(before, now).every((loss) => told.includes(loss));
}

function sameOff(a: Holding, b: Holding): boolean {
  return [...a.off].sort().join() === [...b.off].sort().join();
}

function stepsOfPerson(index: number, before: Person, target: Person): Step[] {
  const isDirect = (holding: Holding): boolean => holding.group === undefined;
  const wanted = target.holdings.filter(isDirect);
  const leaving = before.holdings.filter(
    (holding) => isDirect(holding) && directHolding(target, holding.skuId) === undefined,
  );
  const coming = wanted.filter((holding) => {
    const was = directHolding(before, holding.skuId);
    return was === undefined || !sameOff(was, holding);
  });
  if (leaving.length === 0 && coming.length === 0) return [];
  // What is exchanged for something of its kind goes in the same call; everything else may go by itself.
  const exchanged = leaving.filter(({ skuId }) =>
    coming.some((one) => miniSku(one.skuId).kind === miniSku(skuId).kind),
  );
  const steps: Step[] = leaving
    .filter((holding) => !exchanged.includes(holding))
    .map(({ skuId }) => ({
      says: `${before.upn} -${miniSku(skuId).partNumber}`,
      done: (tenant) =>
        withHoldings(
          tenant,
          index,
          tenant.people[index]!.holdings.filter((holding) => !isDirect(holding) || holding.skuId !== skuId),
        ),
    }));
  if (coming.length === 0 && exchanged.length === 0) return steps;
  const core: Step = {
    says:
      `${before.upn} +${coming.map(({ skuId }) => miniSku(skuId).partNumber).join("+")} ` +
      `-${exchanged.map(({ skuId }) => miniSku(skuId).partNumber).join("-")}`,
    done: (tenant) => {
      const replaced = [...exchanged, ...coming].map(({ skuId }) => skuId);
      const staying = tenant.people[index]!.holdings.filter(
        (holding) => !isDirect(holding) || !replaced.includes(holding.skuId),
      );
      return withHoldings(tenant, index, [...staying, ...coming]);
    },
  };
  return [...steps, core];
}

function stepsOfGroup(index: number, before: SmallTenant, target: SmallTenant): Step[] {
  const group = before.groups[index]!;
  const after = target.groups[index]!;
  const change =
    (give: readonly string[], take: readonly string[]) =>
    (tenant: SmallTenant): SmallTenant | null => {
      let now: SmallTenant | null = tenant;
      for (const [i, person] of tenant.people.entries()) {
        if (!group.members.includes(person.id)) continue;
        const wanted = target.people[i]!.holdings.filter(
          (holding) => holding.group === group.id && give.includes(holding.skuId),
        );
        const staying = now.people[i]!.holdings.filter(
          (holding) => holding.group !== group.id || (!give.includes(holding.skuId) && !take.includes(holding.skuId)),
        );
        now = withHoldings(now, i, [...staying, ...wanted]);
        if (now === null) return null;
      }
      return now;
    };
  const given = after.licenses
    .filter(({ skuId, off }) => !group.licenses.some((one) => one.skuId === skuId && sameOff(one, { skuId, off })))
    .map(({ skuId }) => skuId);
  const taken = group.licenses
    .filter(({ skuId }) => !after.licenses.some((one) => one.skuId === skuId))
    .map(({ skuId }) => skuId);
  const steps: Step[] = taken.map((skuId) => ({
    says: `${group.name} -${miniSku(skuId).partNumber}`,
    done: change([], [skuId]),
  }));
  if (given.length > 0)
    steps.push({
      says: `${group.name} +${given.map((skuId) => miniSku(skuId).partNumber).join("+")}`,
      done: change(given, []),
    });
  return steps;
}

/**
 * Looks for an order of steps from one tenant to another in which nobody finds a pool empty and nobody is without
 * anything in between, by trying them all. Null: there is none. Undefined: there are too many steps to try.
 */
export function findOrder(
  before: SmallTenant,
  target: SmallTenant,
  mostSteps = 12,
): readonly string[] | null | undefined {
  const steps = [
    ...before.people.flatMap((person, i) => stepsOfPerson(i, person, target.people[i]!)),
    ...before.groups.flatMap((_, i) => stepsOfGroup(i, before, target)),
  ];
  if (steps.length > mostSteps) return undefined;
  const deadEnds = new Set<number>();
  const all = (1 << steps.length) - 1;
  const search = (tenant: SmallTenant, done: number): readonly string[] | null => {
    if (done === all) return [];
    if (deadEnds.has(done)) return null;
    for (const [i, step] of steps.entries()) {
      if ((done & (1 << i)) !== 0) continue;
      const next = step.done(tenant);
      if (next?.people.every((person, j) => keeps(before.people[j]!, target.people[j]!, person)) !== true) continue;
      const rest = search(next, done | (1 << i));
      if (rest !== null) return [step.says, ...rest];
    }
    deadEnds.add(done);
    return null;
  };
  return search(copyTenant(before), 0);
}

/** SKUs of which more seats would be in use in the end than there are, and of which somebody new would need one. */
export function overdrawn(before: SmallTenant, target: SmallTenant): string[] {
  const gains = (skuId: string): boolean =>
    target.people.some((person, i) => heldSkus(person).has(skuId) && !heldSkus(before.people[i]!).has(skuId));
  return Object.entries(before.seats).flatMap(([skuId, bought]) =>
    gains(skuId) && seatsUsed(target, skuId) > bought ? [miniSku(skuId).partNumber] : [],
  );
}
