import type { Model, PersonModel } from "../decide/model";
import type { Ledger } from "../../terms/ledger";
import type { ObjectId, SkuId } from "../../terms/observed";
import type { Policy, Priority } from "../../terms/policy";
import { byPrincipal, licensesNamed } from "./licenses-named";

/** A number for a person and a SKU. */
export type Order = (person: PersonModel, skuId: SkuId) => number;

/** The priority of a person for a SKU: the highest that an assignment says, else 0. */
export function prioritiesIn({ onShortage }: Policy): Order {
  const said = byPrincipal((onShortage.kind === "inOrder" ? onShortage.priorities : undefined) ?? []);
  const known = new Map<ObjectId, ReadonlyMap<SkuId, number>>();
  return (person, skuId) => {
    const { id, name } = person.bound;
    const own = said(name);
    if (own.length === 0) return 0;
    const highest = known.get(id) ?? highestOf(person, own);
    known.set(id, highest);
    return highest.get(skuId) ?? 0;
  };
}

function highestOf(person: PersonModel, said: readonly Priority[]): ReadonlyMap<SkuId, number> {
  const highest = new Map<SkuId, number>();
  for (const { priority, skus } of said)
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
  const queued = queuedIn(queues);
  const behindAll = longest + (inOrder?.order ?? desired.users).length + 1;
  return (person, skuId) => {
    const place = queued(person.bound.id, skuId)?.at ?? longest + declared(person);
    return (highest - priority(person, skuId)) * behindAll + place;
  };
}

/** Where somebody stands in the queue for a SKU, from 0, and since when; undefined where they do not wait for it. */
export function queuedIn(
  queues: Ledger["waiting"] = {},
): (id: ObjectId, skuId: SkuId) => { readonly at: number; readonly since: string } | undefined {
  const bySku = new Map(
    Object.entries(queues).map(([skuId, queue]) => [
      skuId,
      new Map(queue.map(({ id, since }, at) => [id, { at, since }])),
    ]),
  );
  return (id, skuId) => bySku.get(skuId)?.get(id);
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
