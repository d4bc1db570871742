import { collectLosses, grantedTo } from "../guard/collect-losses";
import { heldSkus, isDirect } from "../basis/holdings";
import { listSome } from "../basis/findings";
import { lossesBetween } from "../guard/losses";
import { afterDecision, type GroupModel, type Model, type PersonModel } from "../decide/model";
import type { ObjectId, ObservedAssignment, SkuId } from "../../terms/observed";
import type { CriticalFamily, Loss, Removal } from "../../terms/plan";
import { findStuck, type SeatMove } from "./seat-order";
import type { Pool } from "./seats";
import { groupBy, sortedUnique } from "../basis/sets";
import { skuLabel } from "../basis/tenant-index";
import { byText } from "../../text/order";

type Seats = ReadonlyMap<SkuId, number>;
const noSeats: Seats = new Map();

const one = (skuIds: Iterable<SkuId>): Seats => new Map([...skuIds].map((skuId) => [skuId, 1]));

function only(seats: Seats, skuId: SkuId): Seats {
  return new Map([...seats].filter(([other]) => other === skuId));
}

function missing(from: ReadonlySet<SkuId>, skus: ReadonlySet<SkuId>): SkuId[] {
  return [...skus].filter((skuId) => !from.has(skuId));
}

/**
 * Whether a removal may go ahead of the person's call: nobody migrates from it, or the person may be without for a
 * moment.
 */
function mayGoAlone(model: Model, person: PersonModel, removal: Removal, told: readonly Loss[]): boolean {
  if (removal.onlyIfInherited !== undefined) return false;
  if (model.input.policy.allowInterruption.some((name) => name.toLowerCase() === person.bound.name.toLowerCase()))
    return true;
  return isTold(model, person, person.before, afterDecision(person.before, { grants: [], removals: [removal] }), told);
}

/** Whether the person loses nothing between these two states but what was told. */
function isTold(
  model: Model,
  person: PersonModel,
  before: readonly ObservedAssignment[],
  after: readonly ObservedAssignment[],
  told: readonly Loss[],
): boolean {
  const skus = new Set(told.map((loss) => loss.skuId));
  const critical = new Set<CriticalFamily>(told.flatMap((loss) => loss.critical));
  return lossesBetween(model.index, model.catalog, before, after, grantedTo(person)).every(
    (loss) =>
      (loss.skuId === undefined || skus.has(loss.skuId)) && loss.critical.every((family) => critical.has(family)),
  );
}

/** Names one seat of one person, so that who gets or loses a SKU by two ways is counted once. */
const seatOf = (userId: ObjectId, skuId: SkuId): string => `${userId} ${skuId}`;

/** Stands for a seat that only the calls of people free, for whose sake a group goes on giving a SKU until then. */
const turnOf = (group: ObjectId, skuId: SkuId): SkuId => `${group} ${skuId}`;

/**
 * What groups must not take yet, as long as this person's own call has not given what comes in exchange. Where the
 * order of the stack decides who is served nothing is refused for that: the group's licence then stays, and the next
 * run tries again.
 */
function turnsOf(model: Model, person: PersonModel, told: readonly Loss[]): SkuId[] {
  const { before, after, memberOf } = person;
  if (model.input.policy.onShortage.kind === "inOrder") return [];
  // Groups have given and switched on by then, and have not taken anything.
  const given = [...before, ...after.filter((way) => !isDirect(way))];
  return memberOf.flatMap(({ id, removals }) => {
    const without = (skuId: SkuId): ObservedAssignment[] =>
      given.filter((way) => way.assignedByGroup !== id || way.skuId !== skuId);
    return [...removals]
      .filter((skuId) => !isTold(model, person, given, without(skuId), told))
      .map((skuId) => turnOf(id, skuId));
  });
}

/**
 * Seats that a person's own calls need and free: what may go ahead of the others, and the one call for the rest.
 *
 * @param counted takes up every seat that is needed or freed, so that no group counts it again
 */
function movesOfPerson(model: Model, person: PersonModel, told: readonly Loss[], counted: Set<string>): SeatMove[] {
  const { bound, before, decision } = person;
  const alone = decision.removals.filter((removal) => mayGoAlone(model, person, removal, told));
  const freed = afterDecision(before, { grants: [], removals: alone });
  const after = afterDecision(freed, decision);
  const [had, between, has] = [before, freed, after].map(heldSkus) as [Set<SkuId>, Set<SkuId>, Set<SkuId>];
  // A direct licence that goes for a group's gives no seat up.
  const kept = heldSkus(person.after);
  const [needs, frees, first] = [
    missing(between, has),
    missing(has, between).filter((skuId) => !kept.has(skuId)),
    missing(between, had),
  ];
  for (const skuId of [...needs, ...frees, ...first]) counted.add(seatOf(bound.id, skuId));
  return [
    { id: `${bound.id} first`, needs: noSeats, frees: one(first) },
    { id: bound.id, needs: one(needs), frees: one([...frees, ...turnsOf(model, person, told)]) },
  ];
}

/**
 * Seats that the members of one group need for what it gives, and free by what it takes.
 *
 * @param counted every seat that people's own calls or a group before this one have counted
 * @param turns how many people come before a group takes a SKU
 */
function movesOfGroup(
  { bound, effect }: GroupModel,
  people: readonly PersonModel[],
  counted: Set<string>,
  turns: Seats,
): SeatMove[] {
  if (effect === undefined) return [];
  const needs = new Map<SkuId, number>();
  const frees = new Map<SkuId, number>();
  const add = (seats: Map<SkuId, number>, userId: ObjectId, skuId: SkuId): void => {
    const seat = seatOf(userId, skuId);
    if (counted.has(seat)) return;
    counted.add(seat);
    seats.set(skuId, (seats.get(skuId) ?? 0) + 1);
  };
  const isOfGroup = (state: ObservedAssignment): boolean => state.assignedByGroup === bound.id;
  for (const { bound: person, before, after, memberOf } of people) {
    if (!memberOf.some(({ id }) => id === bound.id)) continue;
    const [had, hadOfGroup] = [heldSkus(before), heldSkus(before.filter(isOfGroup))];
    const [has, hasOfGroup] = [heldSkus(after), heldSkus(after.filter(isOfGroup))];
    for (const skuId of effect.grants.keys())
      if (!had.has(skuId) && hasOfGroup.has(skuId)) add(needs, person.id, skuId);
    for (const skuId of effect.removals) if (hadOfGroup.has(skuId) && !has.has(skuId)) add(frees, person.id, skuId);
  }
  return [
    { id: bound.id, needs, frees: noSeats },
    ...[...effect.removals].map((skuId): SeatMove => {
      return {
        id: `${bound.id} last ${skuId}`,
        needs: only(turns, turnOf(bound.id, skuId)),
        frees: only(frees, skuId),
      };
    }),
  ];
}

/** Seats that are free, by SKU; below 0 where more are in use than were bought. */
function freeIn(pools: ReadonlyMap<SkuId, Pool>): (skuId: SkuId) => number {
  return (skuId) => {
    const pool = pools.get(skuId);
    return pool === undefined ? 0 : pool.bought - pool.used;
  };
}

/**
 * People who wait for each other's seat: the pools suffice for everybody in the end, but no order of calls gets there
 * without a moment in which somebody is without a licence.
 */
export function stuckPeople(model: Model, pools: ReadonlyMap<SkuId, Pool>): readonly PersonModel[] {
  const told = groupBy(collectLosses(model), (loss) => loss.userId);
  const changed = model.people.filter(({ decision }) => decision.grants.length > 0 || decision.removals.length > 0);
  const counted = new Set<string>();
  const ofPeople = changed.flatMap((person) => movesOfPerson(model, person, told.get(person.bound.id) ?? [], counted));
  const turns = new Map<SkuId, number>();
  for (const { frees } of ofPeople)
    for (const [skuId, times] of frees) turns.set(skuId, (turns.get(skuId) ?? 0) + times);
  const moves = [
    ...ofPeople,
    ...model.groupModels.flatMap((group) => movesOfGroup(group, model.people, counted, turns)),
  ];
  const stuck = new Set<ObjectId>(findStuck(moves, freeIn(pools)).map(({ id }) => id));
  return model.people.filter(({ bound, memberOf }) => stuck.has(bound.id) || memberOf.some(({ id }) => stuck.has(id)));
}

/**
 * Says beforehand who may be without a licence for a moment: people named in `allowInterruption` who would wait for
 * each other's seat if they were not.
 */
export function reportInterrupted(model: Model, pools: ReadonlyMap<SkuId, Pool>): void {
  const { input } = model;
  const allowed = new Set(input.policy.allowInterruption.map((name) => name.toLowerCase()));
  if (allowed.size === 0) return;
  const patient = { ...model, input: { ...input, policy: { ...input.policy, allowInterruption: [] } } };
  const interrupted = stuckPeople(patient, pools).filter(
    ({ bound, decision }) => allowed.has(bound.name.toLowerCase()) && decision.removals.length > 0,
  );
  for (const { bound } of interrupted)
    model.findings.addRule({
      code: "interruption",
      severity: "warning",
      key: "",
      principal: bound.name,
      message: (names) =>
        `${names.length === 1 ? "1 person" : `${names.length} people`} may be without a licence for a moment, as ` +
        `\`allowInterruption\` says, since each waits for another's seat: ${listSome(names)}.`,
      remedy: "Buy a spare seat for the time of the exchange, if that must not be.",
    });
}

/** One person may wait for a seat that a group keeps until somebody's exchange is done. */
function waitText(number: number): string {
  return number === 1 ? "1 person waits for another's seat" : `${number} people wait for each other's seat`;
}

/** Tells who waits for whom, with the choice: a spare seat, or a moment without a licence for people who are named. */
export function reportStuck(model: Model, stuck: readonly PersonModel[], pools: ReadonlyMap<SkuId, Pool>): void {
  const free = freeIn(pools);
  const skus = stuck
    .flatMap(({ before, after }) => missing(heldSkus(before), heldSkus(after)))
    .filter((skuId) => free(skuId) <= 0);
  const labels = sortedUnique(skus.map((skuId) => skuLabel(model.index, skuId)));
  const names = stuck.map(({ bound }) => bound.name).sort(byText);
  const inOrder = model.input.policy.onShortage.kind === "inOrder";
  model.findings.add({
    code: "seats-stuck",
    severity: inOrder ? "warning" : "error",
    key: "",
    message: () =>
      `${waitText(names.length)} (${labels.join(", ")}): there are enough seats in the ` +
      `end, but none is free to begin with: ${listSome(names)}.${inOrder ? " They keep what they have." : ""}`,
    remedy:
      `Buy a spare seat of ${labels.join(" or ")}, or let people be without a licence for a moment: ` +
      `\`allowInterruption: [${names[0] ?? ""}]\`.`,
  });
}
