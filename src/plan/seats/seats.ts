import { heldSkus } from "../basis/holdings";
import type { Order } from "./declared-order";
import type { PersonModel } from "../decide/model";
import type { Observed, SkuId } from "../../terms/observed";
import type { SeatLine } from "../../terms/plan";
import { byText } from "../../text/order";

/** Seats of a SKU: paid ones, and those in grace. */
export interface Pool {
  readonly bought: number;
  readonly warning: number;
  readonly used: number;
}

/**
 * The pools of a tenant. `consumedUnits` of Graph lags behind: where everybody was read the seats are counted from the
 * people, and elsewhere at least those of the people who were read are in use. One seat for each person, however many
 * ways it comes.
 */
export function poolsOf(observed: Observed): Map<SkuId, Pool> {
  const counted = new Map<SkuId, number>();
  let unseen = !observed.wholeTenant || observed.absent.some(({ kind }) => kind === "unreadable");
  for (const user of observed.users) {
    if (user.assignments === undefined) unseen = true;
    else for (const skuId of heldSkus(user.assignments)) counted.set(skuId, (counted.get(skuId) ?? 0) + 1);
  }
  return new Map(
    observed.skus.map((sku) => {
      const seen = counted.get(sku.skuId) ?? 0;
      return [
        sku.skuId,
        { bought: sku.enabled + sku.warning, warning: sku.warning, used: unseen ? Math.max(seen, sku.consumed) : seen },
      ];
    }),
  );
}

export interface SeatChanges {
  /** People who will need a seat that they do not have, in the order of the stack. */
  readonly gaining: ReadonlyMap<SkuId, readonly PersonModel[]>;
  readonly freeing: ReadonlyMap<SkuId, number>;
}

export function seatChanges(people: readonly PersonModel[]): SeatChanges {
  const gaining = new Map<SkuId, PersonModel[]>();
  const freeing = new Map<SkuId, number>();
  for (const person of people) {
    const { decision, memberOf } = person;
    if (decision.grants.length === 0 && decision.removals.length === 0 && memberOf.length === 0) continue;
    const before = heldSkus(person.before);
    const after = heldSkus(person.after);
    for (const skuId of after) {
      if (before.has(skuId)) continue;
      const known = gaining.get(skuId);
      if (known === undefined) gaining.set(skuId, [person]);
      else known.push(person);
    }
    for (const skuId of before) if (!after.has(skuId)) freeing.set(skuId, (freeing.get(skuId) ?? 0) + 1);
  }
  return { gaining, freeing };
}

/** Seats before and after, for every SKU whose number of holders changes, and who goes without. */
export function seatLines(pools: ReadonlyMap<SkuId, Pool>, changes: SeatChanges, order: Order): SeatLine[] {
  const lines: SeatLine[] = [];
  for (const skuId of [...new Set([...changes.gaining.keys(), ...changes.freeing.keys()])].sort(byText)) {
    const gaining = changes.gaining.get(skuId) ?? [];
    const freed = changes.freeing.get(skuId) ?? 0;
    // Of a subscription that the tenant no longer lists as many are in use as are seen to be freed.
    const { bought, warning, used } = pools.get(skuId) ?? { bought: 0, warning: 0, used: freed };
    const usedAfter = used + gaining.length - freed;
    const goWithout = lastOf(gaining, usedAfter - bought, skuId, order).map((person) => person.bound.name);
    const short = goWithout.length;
    const missing = short > 0 && { missing: usedAfter - bought };
    const gained = gaining.length;
    lines.push({ skuId, bought, warning, usedNow: used, usedAfter, gained, freed, short, ...missing, goWithout });
  }
  return lines;
}

/** So many of those who need a seat: the last ones. */
function lastOf(gaining: readonly PersonModel[], many: number, skuId: SkuId, order: Order): readonly PersonModel[] {
  if (many <= 0) return [];
  return [...gaining].sort((a, b) => order(a, skuId) - order(b, skuId)).slice(-many);
}

/** Who would go without, by SKU, in order. */
export function goingWithout(
  pools: ReadonlyMap<SkuId, Pool>,
  { gaining, freeing }: SeatChanges,
  order: Order,
): ReadonlyMap<SkuId, readonly PersonModel[]> {
  const without = new Map<SkuId, readonly PersonModel[]>();
  for (const [skuId, people] of gaining) {
    const { bought, used } = pools.get(skuId) ?? { bought: 0, used: freeing.get(skuId) ?? 0 };
    const last = lastOf(people, used + people.length - (freeing.get(skuId) ?? 0) - bought, skuId, order);
    if (last.length > 0) without.set(skuId, last);
  }
  return without;
}

/** SKUs of which a run cannot give all its seats before it has freed some. */
export function scarceSkus(seats: readonly SeatLine[]): ReadonlySet<SkuId> {
  return new Set(
    seats.filter((line) => line.gained > 0 && line.usedNow + line.gained > line.bought).map((line) => line.skuId),
  );
}
