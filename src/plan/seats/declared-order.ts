import type { Model, PersonModel } from "../decide/model";
import type { ObjectId, SkuId } from "../../terms/observed";
import type { Policy } from "../../terms/policy";
import { licensesNamed } from "./licenses-named";

/** A number for a person and a SKU. */
export type Order = (person: PersonModel, skuId: SkuId) => number;

/** The priority of a person for a SKU: the highest that an assignment says, else 0. */
export function prioritiesIn({ onShortage }: Policy): Order {
  const byName = new Map<string, (readonly [number, readonly string[]])[]>();
  for (const { priority, skus, principals } of (onShortage.kind === "inOrder" ? onShortage.priorities : undefined) ??
    [])
    for (const name of principals) {
      const known = byName.get(name.toLowerCase());
      if (known === undefined) byName.set(name.toLowerCase(), [[priority, skus]]);
      else known.push([priority, skus]);
    }
  const bySku = new Map<ObjectId, ReadonlyMap<SkuId, number>>();
  return (person, skuId) => {
    const said = byName.get(person.bound.name.toLowerCase());
    if (said === undefined) return 0;
    const known = bySku.get(person.bound.id) ?? highestOf(person, said);
    bySku.set(person.bound.id, known);
    return known.get(skuId) ?? 0;
  };
}

function highestOf(
  person: PersonModel,
  said: readonly (readonly [number, readonly string[]])[],
): ReadonlyMap<SkuId, number> {
  const highest = new Map<SkuId, number>();
  for (const [priority, skus] of said)
    for (const skuId of licensesNamed(person, skus)) highest.set(skuId, Math.max(priority, highest.get(skuId) ?? 0));
  return highest;
}

/**
 * Whose turn it is for a seat: the highest priority, then who waits already, the longest first, then the order of the
 * stack; whom it does not name comes last.
 */
export function turnsIn(model: Model): Order {
  const { policy, desired, ledger } = model.input;
  const inOrder = policy.onShortage.kind === "inOrder" ? policy.onShortage : undefined;
  const declared = placesIn(model.input);
  const priority = prioritiesIn(policy);
  const highest = Math.max(0, ...(inOrder?.priorities ?? []).map((one) => one.priority));
  const queues = inOrder === undefined ? undefined : ledger.waiting;
  const longest = Math.max(0, ...Object.values(queues ?? {}).map((queue) => queue.length));
  const queued = new Map<SkuId, ReadonlyMap<ObjectId, number>>();
  const queuedFor = (skuId: SkuId): ReadonlyMap<ObjectId, number> => {
    const known = queued.get(skuId) ?? new Map((queues?.[skuId] ?? []).map(({ id }, at) => [id, at]));
    queued.set(skuId, known);
    return known;
  };
  const behindAll = longest + (inOrder?.order ?? desired.users).length + 1;
  return (person, skuId) => {
    const place = queuedFor(skuId).get(person.bound.id) ?? longest + declared(person);
    return (highest - priority(person, skuId)) * behindAll + place;
  };
}

/** Place of a person in the order that the stack declares; whom it does not name comes last. */
export function placesIn({
  policy,
  desired,
}: Pick<Model["input"], "policy" | "desired">): (person: PersonModel) => number {
  const names = policy.onShortage.kind === "inOrder" ? policy.onShortage.order : desired.users.map((user) => user.name);
  let places: ReadonlyMap<string, number> | undefined;
  return ({ bound }) => {
    places ??= new Map(names.map((name, at) => [name.toLowerCase(), at]));
    return places.get(bound.name.toLowerCase()) ?? names.length;
  };
}

/** Place among those who need a seat: whoever comes last goes without first. Members of groups come before all. */
export function orderIn(turn: Order): Order {
  return (person, skuId) => (asksFor(person, skuId) ? turn(person, skuId) : -1);
}

/** Whether it is the person's own licence that needs the seat, and no group gives the SKU anyway. */
export function asksFor({ decision, memberOf }: PersonModel, skuId: SkuId): boolean {
  return decision.grants.some((grant) => grant.skuId === skuId) && !memberOf.some(({ grants }) => grants.has(skuId));
}
