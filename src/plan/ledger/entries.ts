import type { Sight } from "./absence";
import type { PlanInput } from "../basis/plan-input";
import { heldSkus, isDirect } from "../basis/holdings";
import type { LedgerEntry } from "../../terms/ledger";
import { type Confirmed, nextEntry, sameEntry } from "./ledger-next";
import { believedLine, groupLine, LineBook, userLine } from "./lines";
import type { Lines, Wait } from "../../terms/plan";
import { type Queues, queuesAfter, sameQueues } from "./queue";
import { groupAfter, type GroupModel, type Model, type PersonModel, type Waiting } from "../decide/model";
import type { ObjectId, ObservedAssignment, ObservedGroup, SkuId } from "../../terms/observed";
import { selectionKey } from "../basis/selection";

/** What a run did to one principal, and how it read it. */
export type Course = Pick<Confirmed, "done" | "taken" | "waiting" | "sight">;

export function sightOf({ now }: Pick<PlanInput, "now">, read: { readonly byId?: true }): Sight {
  return { byId: read.byId === true, ...(now !== undefined && { now }) };
}

/** The entry of a person for whom these assignments stand. */
export function userEntry(
  person: PersonModel,
  assignments: readonly ObservedAssignment[],
  course: Course,
): LedgerEntry | undefined {
  const direct = new Set(assignments.filter(isDirect).map((assignment) => assignment.skuId));
  return nextEntry(person.bound, person.licenses, { direct, held: heldSkus(assignments), ...course });
}

export function groupEntry(
  group: GroupModel,
  licenses: ObservedGroup["licenses"],
  course: Course,
): LedgerEntry | undefined {
  const held = new Set(licenses.map((license) => license.skuId));
  return nextEntry(group.bound, group.licenses, { direct: held, held, ...course });
}

/** Whether the person is protected: its entry stays as it is, whatever is declared. */
function isFrozen(model: Model, person: PersonModel): boolean {
  return model.protection.ids.has(person.bound.id);
}

/** Whether the entry already says what is declared, and so stays as it is: that of most people of most runs. */
function isUpToDate({ bound: { owned, name, declared }, licenses }: PersonModel): boolean {
  if (owned === undefined || declared === undefined || owned.gone !== undefined) return false;
  if (owned.name !== name || owned.usageLocation !== declared.usageLocation || owned.skus.length !== licenses.size)
    return false;
  return owned.skus.every((sku) => {
    const license = licenses.get(sku.skuId);
    return license?.written === sku.written && selectionKey(license.selection) === selectionKey(sku.selection);
  });
}

export function predictedUserEntry(model: Model, person: PersonModel): LedgerEntry | undefined {
  if (isFrozen(model, person) || isUpToDate(person)) return person.bound.owned;
  return userEntry(person, person.after, predictedCourse(model, person, person.bound.user));
}

export function predictedGroupEntry(model: Model, group: GroupModel): LedgerEntry | undefined {
  return groupEntry(group, groupAfter(group), predictedCourse(model, group, group.bound.group));
}

function predictedCourse(
  { input }: Model,
  { decision, withheld, waits }: Pick<PersonModel | GroupModel, "decision" | "withheld" | "waits">,
  read: { readonly byId?: true },
): Course {
  return {
    done: withheld !== true,
    taken: new Set(decision.removals.map(({ skuId }) => skuId)),
    waiting: waitingOf(waits),
    sight: sightOf(input, read),
  };
}

/** What of an entry stays as it was, as the change of it waits. */
export function waitingOf(waits: Waiting | undefined): ReadonlySet<SkuId> {
  return new Set(waits === undefined ? [] : [...waits.licenses.keys(), ...waits.keeps]);
}

/** Canonical lines once everything of the model is done. */
export function predictedLines(model: Model): Lines {
  const { index, authority } = model;
  const book = new LineBook();
  for (const person of model.people) {
    const { bound, after, location } = person;
    const entry = predictedUserEntry(model, person);
    // As `observedLines` has it, or the plan would promise a line that no reading shows.
    if (entry === undefined && model.input.policy.authoritative?.scope !== "tenant") continue;
    book.addUser(bound.name, userLine(index, entry, authority, after, location?.after ?? bound.user.usageLocation));
  }
  for (const { kind, name, entry } of model.users.absent) {
    if (kind === "unseen" && entry !== undefined) book.addUser(name, believedLine(index, entry));
  }
  for (const group of model.groupModels) {
    const entry = predictedGroupEntry(model, group);
    if (entry !== undefined) book.addGroup(group.bound.name, groupLine(index, entry, groupAfter(group)));
  }
  for (const { kind, name, entry } of model.groups.absent) {
    if (kind === "unseen" && entry !== undefined) book.addGroup(name, believedLine(index, entry));
  }
  return book.toLines();
}

function sameKeys(a: Readonly<Record<string, string>>, b: ReadonlyMap<string, string>): boolean {
  const entries = Object.entries(a);
  return entries.length === b.size && entries.every(([key, value]) => b.get(key) === value);
}

function sameNames(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  return Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => Object.hasOwn(b, key));
}

/** Who waits for what once everything of the model is done. */
export function predictedQueues(model: Model, waits: readonly Wait[]): Queues | undefined {
  let people: ReadonlyMap<ObjectId, readonly ObservedAssignment[]> | undefined;
  const groups = new Map(model.groupModels.map((group) => [group.bound.id, group]));
  return queuesAfter(model, waits, (principal, id, skuId) => {
    if (principal === "user") {
      people ??= new Map(model.people.map(({ bound, after }) => [bound.id, after]));
      return heldSkus(people.get(id) ?? []).has(skuId);
    }
    const group = groups.get(id);
    return group !== undefined && groupAfter(group).some((license) => license.skuId === skuId);
  });
}

/**
 * Whether the ledger moves although nothing is written: adoption, people to forget, protection that changes, people who
 * begin to wait or no longer do.
 */
export function ledgerMoves(model: Model, waits: readonly Wait[]): boolean {
  const { input, users, groups, protection } = model;
  if (model.forgotten) return true;
  if (!sameQueues(input.ledger.waiting, predictedQueues(model, waits))) return true;
  if (input.ledger.noneRemoved !== (input.policy.limits.kind === "noneRemoved")) return true;
  // A count that nothing else goes with is no reason for a run; that there is one is.
  if (!sameNames(input.ledger.asked ?? {}, input.answered?.counts ?? {})) return true;
  if (!sameKeys(input.ledger.protectedNames ?? {}, protection.names)) return true;
  if (model.people.some((person) => !sameEntry(person.bound.owned, predictedUserEntry(model, person)))) return true;
  if (model.groupModels.some((group) => !sameEntry(group.bound.owned, predictedGroupEntry(model, group)))) return true;
  const before = new Map<ObjectId, LedgerEntry>();
  for (const entry of input.ledger.users) before.set(entry.id, entry);
  for (const entry of input.ledger.groups) before.set(entry.id, entry);
  const kept = [...users.absent, ...groups.absent].flatMap(({ entry }) => entry ?? []);
  if (kept.some((entry) => !sameEntry(before.get(entry.id), entry))) return true;
  let there = kept.length;
  for (const { owned } of users.bound) if (owned !== undefined) there++;
  for (const { owned } of groups.bound) if (owned !== undefined) there++;
  return there !== before.size;
}
