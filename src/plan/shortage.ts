import { count, listSome, people } from "./findings";
import type { GroupModel, Model, PersonModel } from "./model";
import type { ObjectId } from "./observed";
import type { SeatLine } from "./plan";
import { afterGroups } from "./holdings";
import { poolsOf, seatChanges, seatLines } from "./seats";

const nothing = { grants: [], removals: [], kept: [] };

/** Place of a person in the declared order: that of `onShortage`, or else that of the stack. Members of groups come first. */
function orderOf(model: Model): (person: PersonModel) => number {
  const { policy, desired } = model.input;
  const names = policy.onShortage.kind === "inOrder" ? policy.onShortage.order : desired.users.map((user) => user.name);
  const places = new Map(names.map((name, at) => [name.toLowerCase(), at]));
  return (person) => {
    if (person.decision.grants.length === 0) return -1;
    return places.get(person.bound.name.toLowerCase()) ?? names.length;
  };
}

function waiting(model: Model, person: PersonModel): PersonModel {
  const groupsDone = afterGroups(person.bound.user, model.effects, person.memberOf);
  const { bound, licenses, before, memberOf } = person;
  return { bound, licenses, before, memberOf, decision: nothing, after: groupsDone, withheld: true };
}

function reportShort(model: Model, line: SeatLine): void {
  const sku = model.index.skus.get(line.skuId);
  const label = sku?.label ?? line.skuId;
  const status = sku === undefined || sku.sku.capabilityStatus === "Enabled" ? "" : ` (the subscription is ${sku.sku.capabilityStatus})`;
  const inOrder = model.input.policy.onShortage.kind === "inOrder";
  model.findings.add({
    code: "seats-short",
    severity: inOrder ? "warning" : "error",
    key: line.skuId,
    message: () =>
      `${label}: ${count(line.short, "seat")} short${status}. ${line.bought} bought, ${line.usedNow} used, ${inOrder ? line.gained + line.short : line.gained} needed, ${line.freed} freed in this run. ` +
      `${people(line.short)} would go without: ${listSome(line.goWithout)}.`,
    remedy: inOrder
      ? `Buy ${count(line.short, "seat")}; the next run then assigns them.`
      : `Buy ${count(line.short, "seat")}, take people out, or let the order of the stack decide: \`onShortage: assignInOrder\`.`,
  });
}

/**
 * Seats around the plan. Where the pool cannot serve everybody the plan is refused, or, if the stack says so, those who
 * come last in its order keep what they have: their whole transition waits, so nobody gives up E3 for an E5 that is not there.
 */
export function settleSeats(model: Model): { readonly model: Model; readonly seats: readonly SeatLine[]; readonly waiting: ReadonlySet<ObjectId> } {
  const pools = poolsOf(model.input.observed);
  const order = orderOf(model);
  const waits = new Set<ObjectId>();
  let current = model;
  let lines = seatLines(pools, seatChanges(current.people), order);
  const told = lines;
  if (model.input.policy.onShortage.kind === "inOrder") {
    for (;;) {
      const last = new Set(lines.flatMap((line) => line.goWithout));
      const losers = current.people.filter((person) => last.has(person.bound.name) && person.decision.grants.length > 0);
      if (losers.length === 0) break;
      for (const person of losers) waits.add(person.bound.id);
      current = { ...current, people: current.people.map((person) => (waits.has(person.bound.id) && person.decision !== nothing ? waiting(model, person) : person)) };
      lines = seatLines(pools, seatChanges(current.people), order);
    }
  }
  const shown = mergeShort(told, lines, current.people, waits);
  for (const line of shown) if (line.short > 0) reportShort(model, line);
  return { model: current, seats: shown, waiting: waits };
}

/** What the run will do, with the people who go without from the first count. */
function mergeShort(told: readonly SeatLine[], done: readonly SeatLine[], persons: readonly PersonModel[], waits: ReadonlySet<ObjectId>): SeatLine[] {
  if (waits.size === 0) return [...told];
  const finals = new Map(done.map((line) => [line.skuId, line]));
  const names = new Set(persons.filter((person) => waits.has(person.bound.id)).map((person) => person.bound.name));
  return told.flatMap((line): SeatLine[] => {
    const final = finals.get(line.skuId) ?? { ...line, usedAfter: line.usedNow, gained: 0, freed: 0 };
    if (line.short === 0) return final.gained > 0 || final.freed > 0 ? [final] : [];
    const goWithout = line.goWithout.filter((name) => names.has(name) || final.goWithout.includes(name));
    return [{ ...final, short: goWithout.length, goWithout }];
  });
}

/** Groups that the model changes. */
export function changedGroups(model: Model): GroupModel[] {
  return model.groupModels.filter(({ decision }) => decision.grants.length > 0 || decision.removals.length > 0);
}
