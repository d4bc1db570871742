import { count, people } from "../basis/findings";
import { type Model, noChange, type PersonModel } from "../decide/model";
import type { ObjectId, SkuId } from "../../terms/observed";
import type { SeatLine } from "../../terms/plan";
import { afterGroups, heldSkus } from "../basis/holdings";
import { type Pool, poolsOf, seatChanges, seatLines } from "./seats";
import { reportInterrupted, reportStuck, stuckPeople } from "./stuck";

/**
 * Place of a person in the declared order: that of `onShortage`, or else that of the stack. Members of groups come
 * first.
 */
function orderOf(model: Model): (person: PersonModel) => number {
  const { policy, desired } = model.input;
  const names = policy.onShortage.kind === "inOrder" ? policy.onShortage.order : desired.users.map((user) => user.name);
  let places: ReadonlyMap<string, number> | undefined;
  return (person) => {
    places ??= new Map(names.map((name, at) => [name.toLowerCase(), at]));
    if (person.decision.grants.length === 0) return -1;
    return places.get(person.bound.name.toLowerCase()) ?? names.length;
  };
}

function waiting(model: Model, person: PersonModel): PersonModel {
  const groupsDone = afterGroups(person.bound.user, model.effects, person.memberOf);
  const { bound, licenses, before, memberOf } = person;
  return { bound, licenses, before, memberOf, decision: noChange, after: groupsDone, withheld: true };
}

/** @param needed how many people need a seat that they do not have, those who go without among them */
function reportShort(model: Model, line: SeatLine, needed: number): void {
  const sku = model.index.skus.get(line.skuId);
  const label = sku?.label ?? line.skuId;
  const status =
    sku === undefined || sku.sku.capabilityStatus === "Enabled"
      ? ""
      : ` (the subscription is ${sku.sku.capabilityStatus})`;
  const inOrder = model.input.policy.onShortage.kind === "inOrder";
  const seats = count(line.missing ?? line.short, "seat");
  model.findings.add({
    code: "seats-short",
    severity: inOrder ? "warning" : "error",
    key: line.skuId,
    principals: line.goWithout,
    message: () =>
      `${label}: ${seats} short${status}. ${line.bought} bought, ${line.usedNow} used, ` +
      `${needed} needed, ${line.freed} freed in this run. ` +
      `${people(line.short)} would go without.`,
    remedy: inOrder
      ? `Buy ${seats}; the next run then assigns them.`
      : `Buy ${seats}, take people out, or let the order of the stack decide: \`onShortage: assignInOrder\`.`,
  });
}

/** A model that the pools can serve, and what was asked of them before somebody had to wait. */
export interface Allocated {
  readonly model: Model;
  readonly seats: readonly SeatLine[];
  readonly asked: Asked;
}

/** Seats as if there were enough of them, and the names of those who then found none, by SKU. */
interface Asked {
  readonly seats: readonly SeatLine[];
  readonly without: Without;
}

type Without = ReadonlyMap<SkuId, ReadonlySet<string>>;

/**
 * Seats around the plan. Where the pool cannot serve everybody the plan is refused, or, if the stack says so, those who
 * come last in its order keep what they have: their whole transition waits, so nobody gives up E3 for an E5 that is
 * not there.
 *
 * @param before what was asked when nothing was held back yet, where that has been tried: it is what must be bought
 */
export function serveSeats(model: Model, before: Asked = { seats: [], without: new Map() }): Allocated {
  const pools = poolsOf(model.input.observed);
  const order = orderOf(model);
  const told = seatLines(pools, seatChanges(model.people), order);
  const isAmple = told.every((line) => line.gained <= line.bought - line.usedNow);
  if (isAmple && before.without.size === 0) return { model, seats: told, asked: before };
  reportInterrupted(model, pools);
  if (model.input.policy.onShortage.kind === "refuse") {
    for (const line of told) if (line.short > 0) reportShort(model, line, line.gained);
    if (told.every((line) => line.short === 0)) reportAnyStuck(model, stuckPeople(model, pools), pools);
    return { model, seats: told, asked: before };
  }
  const served = serveInOrder(model, pools, order);
  const asked = { seats: [...before.seats, ...told], without: allWithout(before.without, served) };
  const seats = linesOfServed(pools, { model: served.model, without: asked.without }, order, asked.seats);
  for (const line of seats) {
    const needed = asked.seats.filter(({ skuId }) => skuId === line.skuId).map(({ gained }) => gained);
    if (line.short > 0) reportShort(model, line, Math.max(line.gained, ...needed));
  }
  return { model: served.model, seats, asked };
}

/** Those who found no seat, and those who had found none before groups were held back, and find none now either. */
function allWithout(before: Without, { model, without }: Served): Without {
  if (before.size === 0) return without;
  const all = new Map<SkuId, Set<string>>();
  for (const [skuId, names] of before) {
    const still = thoseWithout(model, skuId, names);
    if (still.length > 0) all.set(skuId, new Set(still));
  }
  for (const [skuId, names] of without) all.set(skuId, new Set([...(all.get(skuId) ?? []), ...names]));
  return all;
}

/** Those of these people whom the plan does not give the SKU: a member who finds no seat is given it by the plan. */
function thoseWithout({ people }: Model, skuId: SkuId, names: ReadonlySet<string>): string[] {
  const held = new Map(people.map(({ bound, after }) => [bound.name, after]));
  return [...names].filter((name) => !heldSkus(held.get(name) ?? []).has(skuId));
}

function reportAnyStuck(model: Model, stuck: readonly PersonModel[], pools: ReadonlyMap<SkuId, Pool>): void {
  if (stuck.length > 0) reportStuck(model, stuck, pools);
}

interface Served {
  readonly model: Model;
  /**
   * Names of those who found no seat, by SKU: also of those for whom there would be one, did nobody before them wait.
   */
  readonly without: Without;
}

/** Lets those who come last wait, until the seats suffice for the others and nobody waits for another's seat. */
function serveInOrder(model: Model, pools: ReadonlyMap<SkuId, Pool>, order: (person: PersonModel) => number): Served {
  const waits = new Set<ObjectId>();
  const without = new Map<SkuId, Set<string>>();
  let current = model;
  for (;;) {
    const short = seatLines(pools, seatChanges(current.people), order).filter((line) => line.short > 0);
    for (const { skuId, goWithout } of short)
      without.set(skuId, new Set([...(without.get(skuId) ?? []), ...goWithout]));
    const last = new Set(short.flatMap((line) => line.goWithout));
    let losers = current.people.filter((person) => last.has(person.bound.name) && person.decision.grants.length > 0);
    if (losers.length === 0) {
      losers = stuckPeople(current, pools).filter((person) => person.decision.grants.length > 0);
      reportAnyStuck(current, losers, pools);
    }
    if (losers.length === 0) return { model: current, without };
    for (const person of losers) waits.add(person.bound.id);
    current = {
      ...current,
      people: current.people.map((person) => (waits.has(person.bound.id) ? waiting(model, person) : person)),
    };
  }
}

/** What the run will do, with everybody who goes without. */
function linesOfServed(
  pools: ReadonlyMap<SkuId, Pool>,
  { model, without }: Served,
  order: (person: PersonModel) => number,
  asked: readonly SeatLine[],
): SeatLine[] {
  const { gaining, freeing } = seatChanges(model.people);
  const concerned = new Map([...[...without.keys()].map((skuId) => [skuId, []] as const), ...gaining]);
  return seatLines(pools, { gaining: concerned, freeing }, order).map((line) => {
    const names = without.get(line.skuId) ?? new Set<string>();
    if (names.size === 0) return { ...line, short: 0, goWithout: [] };
    const waiting = thoseWithout(model, line.skuId, names).length;
    // Whoever waits for something else does not free what they would free, nor need what they would need.
    const forAll = asked.filter(({ skuId }) => skuId === line.skuId).map(({ missing = 0 }) => missing);
    const missing = Math.max(...forAll, line.usedAfter + waiting - line.bought);
    return { ...line, short: names.size, missing, goWithout: [...names] };
  });
}
