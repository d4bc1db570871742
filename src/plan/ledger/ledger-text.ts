import type { PlanSelection } from "../../roster/types";
import type { Ledger, LedgerEntry, LedgerSku, QueuePlace } from "../../terms/ledger";
import type { ObjectId } from "../../terms/observed";
import {
  type EntryText,
  LedgerTextError,
  type LedgerText,
  parseText,
  restore,
  type SelectionText,
  type SkuText,
} from "./ledger-schema";
import { packId, unpackId } from "./packed-id";
import { sortedRecord } from "../basis/sets";
import { byText } from "../../text/order";
import { isGuid } from "../../text/guid";

/** A ledger that owns nothing yet. */
export function emptyLedger(tenantId: ObjectId): Ledger {
  return { tenantId, users: [], groups: [], protectedIds: [], noneRemoved: false, lossesByDay: {}, approvalsSpent: {} };
}

// The text is one property of the resource, kept with every state: at 100,000 people its size matters. SKUs, lists of
// SKUs, mail domains and moments are interned; a person is one short string, `<id in
// base64>:<list>:<domain>:<location><gone>.<written at>:<name>`. Version 1 had no moments, and is read for ever.

const goneLetters = { deleted: "d", missing: "m" } as const;
const goneOf = { "": undefined, d: "deleted", m: "missing" } as const;

function packSelection(selection: PlanSelection): SelectionText {
  if (selection.kind === "unmanaged") return 0;
  return [selection.kind === "off" ? "-" : "+", ...selection.plans];
}

function unpackSelection(text: SelectionText): PlanSelection {
  if (text === 0) return { kind: "unmanaged" };
  const [sign, ...plans] = text;
  return { kind: sign === "-" ? "off" : "only", plans };
}

/** Numbers things by their first appearance. */
class Interned<T> {
  readonly values: T[] = [];
  private readonly numbers = new Map<string, number>();

  add(key: string, make: () => T): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.values.length);
    return this.values.push(make()) - 1;
  }
}

type Queues = NonNullable<Ledger["waiting"]>;

class LedgerWriter {
  readonly skus = new Interned<SkuText>();
  readonly lists = new Interned<readonly number[]>();
  readonly domains = new Interned<string>();
  readonly moments = new Interned<string>();

  private moment(at: string | undefined): number | undefined {
    return at === undefined ? undefined : this.moments.add(at, () => at);
  }

  private list(skus: readonly LedgerSku[]): number {
    const numbers = skus.map((sku) => {
      const selection = packSelection(sku.selection);
      const key = [sku.skuId, sku.written, sku.seenAbsent ?? "", ...(selection === 0 ? [] : selection)].join("\n");
      const seenAbsent = this.moment(sku.seenAbsent);
      const text: [string, string, SelectionText] = [sku.skuId, sku.written, selection];
      return this.skus.add(key, () => (seenAbsent === undefined ? text : [...text, seenAbsent]));
    });
    return this.lists.add(numbers.join(), () => numbers);
  }

  entry(entry: LedgerEntry): EntryText {
    const list = this.list(entry.skus);
    const gone = entry.gone === undefined ? "" : goneLetters[entry.gone];
    const location = entry.usageLocation ?? "";
    const at = entry.name.lastIndexOf("@");
    const moment = this.moment(entry.writtenAt);
    if (at < 0 || !isGuid(entry.id))
      return moment === undefined
        ? [entry.id, entry.name, list, location, gone]
        : [entry.id, entry.name, list, location, gone, moment];
    const domain = entry.name.slice(at + 1);
    const number = this.domains.add(domain, () => domain);
    const flags = `${location}${gone}${moment === undefined ? "" : `.${moment.toString(36)}`}`;
    return `${packId(entry.id)}:${list.toString(36)}:${number.toString(36)}:${flags}:${entry.name.slice(0, at)}`;
  }
}

type QueuesText = NonNullable<LedgerText["waiting"]>;

function writeQueues(queues: Queues): QueuesText {
  const write = ({ id, since, name, principal }: QueuePlace): QueuesText[string][number] =>
    principal === "group" ? [id, since, name, "g"] : [id, since, name];
  return sortedRecord(Object.entries(queues).map(([skuId, queue]) => [skuId, queue.map(write)]));
}

function readQueues(queues: QueuesText): Queues {
  const read = ([id, since, name, group]: QueuesText[string][number]): QueuePlace => ({
    principal: group === undefined ? "user" : "group",
    id,
    name,
    since,
  });
  return Object.fromEntries(Object.entries(queues).map(([skuId, queue]) => [skuId, queue.map(read)]));
}

/**
 * The ledger as compact text; equal ledgers are equal texts. About 30 bytes and the local part of the name for a
 * person.
 */
export function formatLedger(ledger: Ledger): string {
  const writer = new LedgerWriter();
  const byId = (a: LedgerEntry, b: LedgerEntry): number => byText(a.id, b.id);
  const users = [...ledger.users].sort(byId).map((entry) => writer.entry(entry));
  const groups = [...ledger.groups].sort(byId).map((entry) => writer.entry(entry));
  const text = {
    // Where there are no moments yet, the text of version 1 says all of it.
    ledger: writer.moments.values.length === 0 ? 1 : 2,
    tenant: ledger.tenantId,
    ...(ledger.noneRemoved && { noneRemoved: true }),
    ...(ledger.protectedIds.length > 0 && { protected: [...ledger.protectedIds].sort() }),
    ...(ledger.protectedNames !== undefined && { protectedNames: sortedRecord(Object.entries(ledger.protectedNames)) }),
    ...(Object.keys(ledger.lossesByDay).length > 0 && { losses: sortedRecord(Object.entries(ledger.lossesByDay)) }),
    ...(Object.keys(ledger.approvalsSpent).length > 0 && {
      approvals: sortedRecord(Object.entries(ledger.approvalsSpent)),
    }),
    ...(ledger.waiting !== undefined && { waiting: writeQueues(ledger.waiting) }),
    ...(ledger.asked !== undefined && { asked: sortedRecord(Object.entries(ledger.asked)) }),
    skus: writer.skus.values,
    lists: writer.lists.values,
    domains: writer.domains.values,
    ...(writer.moments.values.length > 0 && { moments: writer.moments.values }),
    users,
    groups,
  };
  return JSON.stringify(text);
}

type Traits = Omit<LedgerEntry, "id" | "name">;

interface Shared {
  /** With its `@`. */
  readonly domain: string;
  readonly traits: Traits;
}

class LedgerReader {
  private readonly lists: readonly (readonly LedgerSku[])[];
  private readonly known = new Map<string, Shared>();

  constructor(private readonly text: LedgerText) {
    const skus = text.skus.map(([skuId, written, selection, seenAbsent]): LedgerSku => ({
      skuId,
      written,
      selection: unpackSelection(selection),
      ...(seenAbsent !== undefined && { seenAbsent: this.moment(seenAbsent) }),
    }));
    this.lists = text.lists.map((numbers) => numbers.map((number) => this.at(skus, number)));
  }

  private at<T>(values: readonly T[], number: number): T {
    const value = values[number];
    if (value === undefined)
      throw new LedgerTextError(
        `The ledger in the state is damaged: it refers to ${Number.isNaN(number) ? "no number" : `number ${number}`} ` +
          `of ${values.length}. ${restore}`,
      );
    return value;
  }

  private moment(number: number): string {
    return this.at(this.text.moments ?? [], number);
  }

  private traits(list: number, location: string, gone: LedgerEntry["gone"], writtenAt: number | undefined): Traits {
    return {
      skus: this.at(this.lists, list),
      ...(location !== "" && { usageLocation: location }),
      ...(gone !== undefined && { gone }),
      ...(writtenAt !== undefined && { writtenAt: this.moment(writtenAt) }),
    };
  }

  entry(text: EntryText): LedgerEntry {
    if (typeof text !== "string") {
      const [id, name, list, location, gone, writtenAt] = text;
      return { id, name, ...this.traits(list, location, goneOf[gone], writtenAt) };
    }
    const first = text.indexOf(":");
    let last = first;
    for (let part = 0; part < 3 && last >= 0; part++) last = text.indexOf(":", last + 1);
    const id = last < 0 ? undefined : unpackId(text.slice(0, first));
    if (id === undefined)
      throw new LedgerTextError(`The ledger in the state is damaged: the entry ${text} is cut off. ${restore}`);
    const { domain, traits } = this.shared(text.slice(first + 1, last));
    const name = text.slice(last + 1) + domain;
    const { skus, usageLocation, gone, writtenAt } = traits;
    // A literal costs a fraction of one that is put together, and most people are neither gone nor given a location.
    if (usageLocation === undefined && gone === undefined && writtenAt !== undefined)
      return { id, name, skus, writtenAt };
    return { id, name, ...traits };
  }

  /** What stands between the id and the name: the same for thousands of people, and so read once. */
  private shared(text: string): Shared {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const [list = "", domain = "", allFlags = ""] = text.split(":");
    const [flags = "", moment] = allFlags.split(".");
    const gone = flags.endsWith("d") ? "deleted" : flags.endsWith("m") ? "missing" : undefined;
    const location = gone === undefined ? flags : flags.slice(0, -1);
    const at = `@${this.at(this.text.domains, parseInt(domain, 36))}`;
    const writtenAt = moment === undefined ? undefined : parseInt(moment, 36);
    const read = { domain: at, traits: this.traits(parseInt(list, 36), location, gone, writtenAt) };
    this.known.set(text, read);
    return read;
  }
}

/**
 * The ledger that a text of {@link formatLedger} says. Throws {@link LedgerTextError} for anything else, also for a
 * later version.
 */
export function parseLedger(text: string): Ledger {
  const known = parseText(text);
  const reader = new LedgerReader(known);
  return {
    tenantId: known.tenant,
    users: known.users.map((entry) => reader.entry(entry)),
    groups: known.groups.map((entry) => reader.entry(entry)),
    protectedIds: known.protected ?? [],
    ...(known.protectedNames !== undefined && { protectedNames: known.protectedNames }),
    noneRemoved: known.noneRemoved ?? false,
    lossesByDay: known.losses ?? {},
    approvalsSpent: known.approvals ?? {},
    ...(known.waiting !== undefined && { waiting: readQueues(known.waiting) }),
    ...(known.asked !== undefined && { asked: known.asked }),
  };
}
