import { count, listSome, people } from "../basis/findings";
import { type Model, noChange, type PersonModel } from "../decide/model";
import type { ObjectId, SkuId } from "../../terms/observed";
import type { SeatLine } from "../../terms/plan";
import { afterGroups } from "../basis/holdings";
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
  model.findings.add({
    code: "seats-short",
    severity: inOrder ? "warning" : "error",
    key: line.skuId,
    message: () =>
      `${label}: ${count(line.short, "seat")} short${status}. ${line.bought} bought, ${line.usedNow} used, ` +
      `${needed} needed, ${line.freed} freed in this run. ` +
      `${people(line.short)} would go without: ${listSome(line.goWithout)}.`,
    remedy: inOrder
      ? `Buy ${count(line.short, "seat")}; the next run then assigns them.`
      : `Buy ${count(line.short, "seat")}, take people out, or let the order of the stack decide: \`onShortage: ` +
        `assignInOrder\`.`,
  });
}

/**
 * Seats around the plan. Where the pool cannot serve everybody the plan is refused, or, if the stack says so, those who
 * come last in its order keep what they have: their whole transition waits, so nobody gives up E3 for an E5 that is
 * not there.
 */
export function serveSeats(model: Model): { readonly model: Model; readonly seats: readonly SeatLine[] } {
  const pools = poolsOf(model.input.observed);
  const order = orderOf(model);
  const told = seatLines(pools, seatChanges(model.people), order);
  if (told.every((line) => line.gained <= line.bought - line.usedNow)) return { model, seats: told };
  reportInterrupted(model, pools);
  if (model.input.policy.onShortage.kind === "refuse") {
    for (const line of told) if (line.short > 0) reportShort(model, line, line.gained);
    if (told.every((line) => line.short === 0)) reportAnyStuck(model, stuckPeople(model, pools), pools);
    return { model, seats: told };
  }
  const served = serveInOrder(model, pools, order);
  const seats = linesOfServed(pools, served, order);
  const needed = new Map(told.map((line) => [line.skuId, line.gained]));
  for (const line of seats) if (line.short > 0) reportShort(model, line, needed.get(line.skuId) ?? line.gained);
  return { model: served.model, seats };
}

function reportAnyStuck(model: Model, stuck: readonly PersonModel[], pools: ReadonlyMap<SkuId, Pool>): void {
  if (stuck.length > 0) reportStuck(model, stuck, pools);
}

interface Served {
  readonly model: Model;
  /**
   * Names of those who found no seat, by SKU: also of those for whom there would be one, did nobody before them wait.
   */
  readonly without: ReadonlyMap<SkuId, ReadonlySet<string>>;
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
): SeatLine[] {
  const { gaining, freeing } = seatChanges(model.people);
  const concerned = new Map([...[...without.keys()].map((skuId) => [skuId, []] as const), ...gaining]);
  return seatLines(pools, { gaining: concerned, freeing }, order).map((line) => {
    const goWithout = [...(without.get(line.skuId) ?? [])];
    return { ...line, short: goWithout.length, goWithout };
  });
}
