import { count, people } from "../basis/findings";
import { heldSkus } from "../basis/holdings";
import type { Model, PersonModel } from "../decide/model";
import { type Order, orderIn, turnsIn } from "./declared-order";
import type { SkuId } from "../../terms/observed";
import type { SeatLine } from "../../terms/plan";
import { type Pool, poolsOf, seatChanges, seatLines } from "./seats";
import { serveInOrder, type Served } from "./serve-in-order";
import { reportInterrupted, reportStuck, stuckPeople } from "./stuck";

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

/** Seats around a plan, the part of it for which there are enough, and what was asked before somebody had to wait. */
export interface Seating {
  readonly model: Model;
  readonly seats: readonly SeatLine[];
  /** Who finds no seat, by SKU; of a plan that is refused for it, nobody. */
  readonly without: Served["without"];
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
 * come last in its order wait for what there is no seat of.
 *
 * @param before what was asked when nothing was held back yet, where that has been tried: it is what must be bought
 */
export function serveSeats(model: Model, before: Asked = { seats: [], without: new Map() }): Seating {
  const without: Served["without"] = new Map<SkuId, readonly PersonModel[]>();
  const changes = seatChanges(model.people);
  const moves = changes.gaining.size > 0 || changes.freeing.size > 0;
  if (!moves && before.without.size === 0) return { model, seats: [], without, asked: before };
  const pools = poolsOf(model.input.observed);
  const turn = turnsIn(model);
  const order = orderIn(turn);
  const told = seatLines(pools, changes, order);
  const isAmple = told.every((line) => line.gained <= line.bought - line.usedNow);
  if (isAmple && before.without.size === 0) return { model, seats: told, without, asked: before };
  reportInterrupted(model, pools);
  if (model.input.policy.onShortage.kind === "refuse") {
    for (const line of told) if (line.short > 0) reportShort(model, line, line.gained);
    if (told.every((line) => line.short === 0)) reportAnyStuck(model, pools);
    return { model, seats: told, without, asked: before };
  }
  const served = serveInOrder(model, pools, turn);
  const wanted = [...before.seats, ...told];
  const asked = { seats: wanted, without: allWithout(before.without, served, wanted) };
  const seats = linesOfServed(pools, served.model, asked, order);
  for (const line of seats) {
    const needed = asked.seats.filter(({ skuId }) => skuId === line.skuId).map(({ gained }) => gained);
    if (line.short > 0) reportShort(model, line, Math.max(line.gained, ...needed));
  }
  return { ...served, seats, asked };
}

/**
 * Those who found no seat or wait for it with something else, and those who had found none before groups were held
 * back, and find none now either. Who waits for another's seat only goes without where seats are missing for all: a
 * spare one would not be enough then.
 */
function allWithout(before: Without, { model, without }: Served, wanted: readonly SeatLine[]): Without {
  const missing = new Set(wanted.flatMap(({ skuId, missing: seats = 0 }) => (seats > 0 ? skuId : [])));
  const all = new Map<SkuId, Set<string>>();
  const add = (skuId: SkuId, names: Iterable<string>): void => {
    const known = all.get(skuId) ?? new Set();
    for (const name of names) known.add(name);
    if (known.size > 0) all.set(skuId, known);
  };
  for (const [skuId, names] of before) add(skuId, thoseWithout(model, skuId, names));
  for (const [skuId, people] of without)
    add(
      skuId,
      people.map(({ bound }) => bound.name),
    );
  for (const { bound, waits } of model.people)
    for (const [skuId, { kind }] of waits?.licenses ?? [])
      if (kind !== "stuck" || missing.has(skuId)) add(skuId, [bound.name]);
  return all;
}

/** Those of these people whom the plan does not give the SKU: a member who finds no seat is given it by the plan. */
function thoseWithout({ people }: Model, skuId: SkuId, names: ReadonlySet<string>): string[] {
  const held = new Map(people.map(({ bound, after }) => [bound.name, after]));
  return [...names].filter((name) => !heldSkus(held.get(name) ?? []).has(skuId));
}

function reportAnyStuck(model: Model, pools: ReadonlyMap<SkuId, Pool>): void {
  const stuck = stuckPeople(model, pools);
  if (stuck.length > 0) reportStuck(model, stuck, pools);
}

/** What the run will do, with everybody who goes without where seats are missing. */
function linesOfServed(pools: ReadonlyMap<SkuId, Pool>, model: Model, asked: Asked, order: Order): SeatLine[] {
  const { gaining, freeing } = seatChanges(model.people);
  const concerned = new Map([...[...asked.without.keys()].map((skuId) => [skuId, []] as const), ...gaining]);
  return seatLines(pools, { gaining: concerned, freeing }, order).flatMap((line) => {
    const names = asked.without.get(line.skuId) ?? new Set<string>();
    const waiting = thoseWithout(model, line.skuId, names).length;
    // Whoever waits for something else does not free what they would free, nor need what they would need.
    const forAll = asked.seats.filter(({ skuId }) => skuId === line.skuId).map(({ missing = 0 }) => missing);
    const missing = Math.max(...forAll, line.usedAfter + waiting - line.bought);
    if (names.size > 0 && missing > 0) return { ...line, short: names.size, missing, goWithout: [...names] };
    const { missing: _, ...enough } = line;
    return line.gained + line.freed === 0 ? [] : { ...enough, short: 0, goWithout: [] };
  });
}
