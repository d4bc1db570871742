import { isDirect, isHeld } from "../basis/holdings";
import type { Doubt, Entries } from "../../terms/intent";
import type { Ledger, LedgerEntry } from "../../terms/ledger";
import type { Observed, ObjectId, SkuId } from "../../terms/observed";
import type { Plan } from "../../terms/plan";
import { listSome } from "../basis/findings";
import { byText } from "../../text/order";

/** A ledger with what runs that were cut off have given. */
export interface Claimed {
  readonly ledger: Ledger;
  /** The people and groups who hold something of it that the ledger did not list. */
  readonly names: readonly string[];
  /** Of them, those of whom the ledger listed nothing. */
  readonly newcomers: ReadonlySet<ObjectId>;
}

/** The ledger with everybody of whom something is in doubt, so that they are read. */
export function withDoubtful(ledger: Ledger, doubts: readonly Doubt[]): Ledger {
  return {
    ...ledger,
    users: [...ledger.users, ...doubts.flatMap(({ given }) => given.users)],
    groups: [...ledger.groups, ...doubts.flatMap(({ given }) => given.groups)],
  };
}

/**
 * What a run that was cut off had begun to give is this stack's: whoever holds directly now what the run was about to
 * give, and did not when it began, has it from there. Whoever held it before the run is not in its intent.
 */
export function claimGiven(ledger: Ledger, doubts: readonly Doubt[], observed: Observed): Claimed {
  const names = new Set<string>();
  const newcomers = new Set<ObjectId>();
  if (doubts.length === 0) return { ledger, names: [], newcomers };
  const users = new Map(observed.users.map(({ id, assignments }) => [id, skusOf(assignments?.filter(isDirect))]));
  const groups = new Map(observed.groups.map(({ id, licenses }) => [id, skusOf(licenses)]));
  const claimIn = (
    entries: readonly LedgerEntry[],
    held: ReadonlyMap<ObjectId, ReadonlySet<SkuId>>,
    of: (given: Entries) => readonly LedgerEntry[],
  ): readonly LedgerEntry[] => {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    for (const doubtful of doubts.flatMap(({ given }) => of(given))) {
      const known = byId.get(doubtful.id);
      const skus = doubtful.skus.filter(
        ({ skuId }) =>
          held.get(doubtful.id)?.has(skuId) === true && known?.skus.some((sku) => sku.skuId === skuId) !== true,
      );
      if (skus.length === 0) continue;
      names.add(doubtful.name);
      if (known === undefined) newcomers.add(doubtful.id);
      const all = [...(known?.skus ?? []), ...skus].sort((a, b) => byText(a.skuId, b.skuId));
      // When the run that was cut off wrote last is not known.
      const { writtenAt: _before, ...rest } = known ?? { id: doubtful.id, name: doubtful.name };
      byId.set(doubtful.id, { ...rest, skus: all });
    }
    return [...byId.values()];
  };
  return {
    ledger: {
      ...ledger,
      lossesByDay: withLosses(ledger.lossesByDay, doubts, { users, groups, inherited: () => inheritedOf(observed) }),
      users: claimIn(ledger.users, users, (given) => given.users),
      groups: claimIn(ledger.groups, groups, (given) => given.groups),
    },
    names: [...names].sort(byText),
    newcomers,
  };
}

type Held = ReadonlyMap<string, ReadonlySet<SkuId>>;

/**
 * The losses by day with those that runs brought about which were cut off: of whom such a run was about to take
 * something, and who is seen without it. Somebody who is not seen at all counts as well.
 */
function withLosses(
  lossesByDay: Ledger["lossesByDay"],
  doubts: readonly Doubt[],
  { users, groups, inherited }: { readonly users: Held; readonly groups: Held; readonly inherited: () => Held },
) {
  const all = { ...lossesByDay };
  let known: Held | undefined;
  const has = ({ id, skuId, group, left }: NonNullable<Doubt["losing"]>["people"][number]): boolean => {
    if (left !== undefined) return (known ??= inherited()).get(`${id} ${left}`)?.has(skuId) === true;
    return (group === undefined ? users.get(id) : groups.get(group))?.has(skuId) === true;
  };
  for (const { losing } of doubts) {
    if (losing === undefined) continue;
    const gone = losing.people.filter((one) => !has(one));
    const people = new Set(gone.map(({ id }) => id)).size;
    if (people > 0) all[losing.day] = (all[losing.day] ?? 0) + people;
  }
  return all;
}

/** What people have through a group, by "person group". */
function inheritedOf({ users }: Observed): Held {
  const held = new Map<string, Set<SkuId>>();
  for (const { id, assignments = [] } of users)
    for (const { assignedByGroup, skuId } of assignments.filter(isHeld)) {
      if (assignedByGroup === undefined) continue;
      const key = `${id} ${assignedByGroup}`;
      held.set(key, (held.get(key) ?? new Set()).add(skuId));
    }
  return held;
}

function skusOf(held: readonly { readonly skuId: SkuId }[] | undefined): ReadonlySet<SkuId> {
  return new Set(held?.map(({ skuId }) => skuId));
}

/** Of what is in doubt: what the ledger does not list, and so nobody was seen to hold. */
export function unseenOf(doubts: readonly Doubt[], ledger: Ledger): Entries {
  if (doubts.length === 0) return { users: [], groups: [] };
  const rest = (some: readonly LedgerEntry[], owned: readonly LedgerEntry[]): LedgerEntry[] => {
    const known = new Map(owned.map(({ id, skus }) => [id, skusOf(skus)]));
    return some.flatMap((entry) => {
      const skus = entry.skus.filter(({ skuId }) => known.get(entry.id)?.has(skuId) !== true);
      return skus.length === 0 ? [] : [{ ...entry, skus }];
    });
  };
  return {
    users: rest(
      doubts.flatMap(({ given }) => given.users),
      ledger.users,
    ),
    groups: rest(
      doubts.flatMap(({ given }) => given.groups),
      ledger.groups,
    ),
  };
}

/** Whether a run has still to look for what another one may have given. */
export function isOpen(doubts: readonly Doubt[]): boolean {
  return doubts.some(({ until }) => until === undefined);
}

/**
 * Says that a run was cut off and what became of it. The run that looks has to be remembered, also where it changes
 * nothing.
 */
export function tellClaims(plan: Plan, names: readonly string[], doubts: readonly Doubt[]): Plan {
  const told = { ...plan, ledgerChanges: plan.ledgerChanges || isOpen(doubts) || names.length > 0 };
  if (names.length === 0) return told;
  const finding = {
    code: "run-cut-off",
    severity: "info",
    message:
      `A run of this stack was cut off before it could say what it had done. What it gave is this stack's: ` +
      `it stays with whom the file declares it for, and is taken back from everybody else: ${listSome(names)}.`,
    remedy: "Look at what is taken back. Whoever is to keep it: declare it, or name the person under `release`.",
    principals: names,
  } as const;
  return { ...told, findings: [...told.findings, finding] };
}
