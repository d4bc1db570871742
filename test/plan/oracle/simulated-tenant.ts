import type { PrincipalWrite, TenantPort, WriteOutcome, WriteProblem } from "../../../src/terms/port";
import type { Observed, ReadRequest } from "../../../src/terms/observed";
import { miniSku } from "./miniature-catalog";
import { observe } from "./observe";
import {
  type Group,
  type Holding,
  type Person,
  type SmallTenant,
  copyTenant,
  directHolding,
  heldSkus,
  isHolding,
  plansOn,
  seatsUsed,
} from "./small-tenant";

/** How this tenant behaves. */
export interface Behaviour {
  /**
   * When members get what their group has: with the group's change itself, when somebody waits for the group, or so
   * slowly that a wait sees only this many members through.
   */
  readonly groups:
    | { readonly kind: "atOnce" }
    | { readonly kind: "awaited" }
    | { readonly kind: "slow"; readonly membersPerWait: number };
  /** Decides every order that Graph does not promise: of the writes of one call, of the members of a group. */
  readonly seed: number;
  /** After so many steps nothing is sent any more (`notSent`), or every call throws (`broken`). */
  readonly cut?: { readonly afterSteps: number; readonly kind: "notSent" | "broken" };
  /** Ids of people and groups whose every write is refused. */
  readonly refuses: ReadonlySet<string>;
  /** By how much `consumedUnits` of a SKU is wrong, whenever it is read. */
  readonly lag?: Readonly<Record<string, number>>;
  /** Service plans that work only where another one is on: what would leave one without it is refused. */
  readonly needs?: Readonly<Record<string, string>>;
  /** SKUs that are taken from nobody, and in which words that is said: of all removals, or with the SKU's name. */
  readonly takesNot?: { readonly skuIds: ReadonlySet<string>; readonly code: string; readonly named: boolean };
}

export const plainBehaviour: Behaviour = { groups: { kind: "awaited" }, seed: 1, refuses: new Set() };

/** Somebody's holdings after a step that concerned them. */
export interface LogEntry {
  readonly step: number;
  readonly personId: string;
  readonly holdings: readonly Holding[];
}

export interface SimulatedTenant {
  readonly tenant: SmallTenant;
  readonly port: TenantPort;
  readonly log: readonly LogEntry[];
  /** Whether a pool was found empty, and by whom. */
  readonly shortages: readonly string[];
  /** Calls that a client with all its wits would not make, such as one SKU both given and taken. */
  readonly nonsense: readonly string[];
  readonly steps: () => number;
  readonly read: (request: ReadRequest) => Observed;
  /** Graph goes on with groups on its own: every member gets what its group has. */
  readonly settle: () => void;
  readonly behave: (behaviour: Behaviour) => void;
}

export class BrokenError extends Error {}

/** Answers come later, as from a network. */
const aMoment = (): Promise<void> => Promise.resolve();

/** Lehmer's generator: enough to shuffle with. */
function shuffler(seed: number): <T>(values: readonly T[]) => T[] {
  let state = (seed % 2147483646) + 1;
  return (values) => {
    const shuffled = [...values];
    for (let i = shuffled.length - 1; i > 0; i -= 1) {
      state = (state * 48271) % 2147483647;
      const j = state % (i + 1);
      const [a, b] = [shuffled[i]!, shuffled[j]!];
      shuffled[i] = b;
      shuffled[j] = a;
    }
    return shuffled;
  };
}

function problem(code: string, message: string, skuId?: string): WriteProblem {
  return { code, message, remedy: "-", ...(skuId !== undefined && { skuId }) };
}

/**
 * A tenant in memory, as plain as it can be. Each `assignLicense` is atomic; a person uses one seat of a SKU however
 * many paths lead to it; direct licences need a usage location; what comes from a group cannot be taken from a
 * person; members get what their group has one after the other, and where one SKU of a group fails for somebody its
 * others fail too.
 */
export function simulateTenant(initial: SmallTenant, first: Behaviour): SimulatedTenant {
  const tenant = copyTenant(initial);
  const people = new Map(tenant.people.map((person) => [person.id, person]));
  const groups = new Map(tenant.groups.map((group) => [group.id, group]));
  const log: LogEntry[] = [];
  const shortages: string[] = [];
  const nonsense: string[] = [];
  let pending: { readonly group: Group; readonly person: Person }[] = [];
  let behaviour = first;
  let shuffle = shuffler(first.seed);
  let steps = 0;

  const isCut = (): boolean => behaviour.cut !== undefined && steps >= behaviour.cut.afterSteps;
  const breakIfCut = (): void => {
    if (isCut() && behaviour.cut?.kind === "broken") throw new BrokenError("the tenant is out of reach");
  };
  const note = (person: Person): void => {
    steps += 1;
    log.push({ step: steps, personId: person.id, holdings: person.holdings });
  };
  /** Plans that would be on without what they need, and are not so now. */
  const newlyUnmet = (now: readonly Holding[], then: readonly Holding[]): boolean => {
    const unmet = (holdings: readonly Holding[]): string[] => {
      const on = plansOn({ holdings });
      return Object.entries(behaviour.needs ?? {}).flatMap(([plan, base]) =>
        on.has(plan) && !on.has(base) ? plan : [],
      );
    };
    const before = unmet(now);
    return unmet(then).some((plan) => !before.includes(plan));
  };
  const seatFree = (skuId: string): boolean => seatsUsed(tenant, skuId) < (tenant.seats[skuId] ?? 0);

  function processMember(group: Group, person: Person): void {
    const others = person.holdings.filter((holding) => holding.group !== group.id);
    const before = person.holdings.filter((holding) => holding.group === group.id);
    const licenses = group.members.includes(person.id) ? group.licenses : [];
    const held = heldSkus(person);
    const withoutSeat = licenses.filter(({ skuId }) => !held.has(skuId) && !seatFree(skuId)).map(({ skuId }) => skuId);
    for (const skuId of withoutSeat)
      shortages.push(`${person.upn} found no seat of ${miniSku(skuId).partNumber} for ${group.name}`);
    const given = licenses.map(({ skuId, off }): Holding => {
      if (withoutSeat.length === 0) return { skuId, group: group.id, off };
      const error = withoutSeat.includes(skuId) ? "CountViolation" : "Other";
      const had = before.find((holding) => holding.skuId === skuId && isHolding(holding));
      return { skuId, group: group.id, off: had?.off ?? off, trouble: { error, failed: had === undefined } };
    });
    if (newlyUnmet(person.holdings, [...others, ...given])) {
      const had = (skuId: string): boolean => before.some((holding) => holding.skuId === skuId && isHolding(holding));
      const all = new Map(
        [...licenses, ...before].map((one): [string, Holding] => [
          one.skuId,
          { skuId: one.skuId, group: group.id, off: one.off },
        ]),
      );
      person.holdings = [
        ...others,
        ...[...all.values()].map((one): Holding => ({
          ...one,
          trouble: { error: "DependencyViolation", failed: !had(one.skuId) },
        })),
      ];
    } else {
      person.holdings = [...others, ...given];
    }
    note(person);
  }

  function processPending(limit: number, ids?: readonly string[]): void {
    let done = 0;
    for (const item of shuffle(pending)) {
      if (ids !== undefined && !ids.includes(item.group.id)) continue;
      if (done >= limit || isCut()) return;
      pending = pending.filter((one) => one !== item);
      processMember(item.group, item.person);
      done += 1;
    }
  }

  /** What is wrong with the call whomever it is for. */
  function judgeSkus({ add, remove }: PrincipalWrite): WriteProblem | undefined {
    const unknown = [...add.map(({ skuId }) => skuId), ...remove].find((skuId) => tenant.seats[skuId] === undefined);
    if (unknown !== undefined)
      return problem("unknown-sku", `License ${unknown} does not correspond to a valid company License.`, unknown);
    const { takesNot } = behaviour;
    const kept = remove.find((skuId) => takesNot?.skuIds.has(skuId) === true);
    if (takesNot === undefined || kept === undefined) return undefined;
    return problem(takesNot.code, "It stays.", takesNot.named ? kept : undefined);
  }

  function judgePerson(person: Person, write: PrincipalWrite): WriteProblem | undefined {
    const why = judgeSkus(write);
    if (why !== undefined) return why;
    if (write.add.length > 0 && person.location === undefined)
      return problem("usage-location", "License assignment cannot be done for user with invalid usage location.");
    for (const skuId of write.remove) {
      if (directHolding(person, skuId) !== undefined) continue;
      const inherited = person.holdings.some((holding) => holding.skuId === skuId);
      if (inherited)
        return problem(
          "inherited",
          "User license is inherited from a group membership and it cannot be removed directly from the user.",
        );
      return problem("not-assigned", "User does not have a corresponding license.");
    }
    const held = heldSkus(person);
    for (const { skuId } of write.add) {
      if (held.has(skuId) || seatFree(skuId)) continue;
      shortages.push(`${person.upn} found no seat of ${miniSku(skuId).partNumber}`);
      return problem("no-seats", `Subscription with SKU ${skuId} does not have any available licenses.`, skuId);
    }
    return undefined;
  }

  function writePerson(person: Person, write: PrincipalWrite): WriteOutcome {
    const failed = (why: WriteProblem, located: boolean): WriteOutcome => ({
      kind: "failed",
      id: write.id,
      problem: why,
      located,
    });
    if (write.usageLocation !== undefined) {
      if (person.synced)
        return failed(
          problem(
            "synced",
            "Unable to update the specified properties for on-premises mastered Directory Sync objects.",
          ),
          false,
        );
      person.location = write.usageLocation;
      note(person);
    }
    const located = write.usageLocation !== undefined;
    if (write.add.length === 0 && write.remove.length === 0) return { kind: "applied", id: write.id };
    const why = judgePerson(person, write);
    if (why !== undefined) return failed(why, located);
    const replaced = [...write.remove, ...write.add.map(({ skuId }) => skuId)];
    const staying = person.holdings.filter(
      (holding) => holding.group !== undefined || !replaced.includes(holding.skuId),
    );
    const after = [
      ...staying,
      ...write.add.map(({ skuId, disabledPlans }): Holding => ({ skuId, off: disabledPlans })),
    ];
    if (newlyUnmet(person.holdings, after))
      return failed(
        problem("dependency", "License assignment failed because service plan depends on the service plan(s)"),
        located,
      );
    person.holdings = after;
    note(person);
    return { kind: "applied", id: write.id };
  }

  function writeGroup(group: Group, write: PrincipalWrite): WriteOutcome {
    const why = judgeSkus(write);
    if (why !== undefined) return { kind: "failed", id: write.id, problem: why, located: false };
    const has = new Set(group.licenses.map(({ skuId }) => skuId));
    if (write.remove.some((skuId) => !has.has(skuId))) {
      return {
        kind: "failed",
        id: write.id,
        problem: problem("not-assigned", "Group does not have a corresponding license."),
        located: false,
      };
    }
    const replaced = [...write.remove, ...write.add.map(({ skuId }) => skuId)];
    group.licenses = [
      ...group.licenses.filter(({ skuId }) => !replaced.includes(skuId)),
      ...write.add.map(({ skuId, disabledPlans }) => ({ skuId, off: disabledPlans })),
    ];
    steps += 1;
    const members = group.members.flatMap((id) => people.get(id) ?? []);
    pending = [...pending.filter((item) => item.group !== group), ...members.map((person) => ({ group, person }))];
    if (behaviour.groups.kind === "atOnce") processPending(Infinity, [group.id]);
    return { kind: "applied", id: write.id };
  }

  /** What no client should send; Graph would refuse it, or do something that nobody has documented. */
  function checkSense(write: PrincipalWrite): void {
    const adds = write.add.map(({ skuId }) => skuId);
    if (adds.length === 0 && write.remove.length === 0 && write.usageLocation === undefined)
      nonsense.push(`${write.name}: no licence changes provided`);
    if (new Set([...adds, ...write.remove]).size < adds.length + write.remove.length)
      nonsense.push(`${write.name}: one SKU twice in a call`);
    for (const { skuId, disabledPlans } of write.add) {
      if (new Set(disabledPlans).size < disabledPlans.length)
        nonsense.push(`${write.name}: a plan twice in disabledPlans`);
      for (const plan of disabledPlans) {
        const known = miniSku(skuId).plans.find((one) => one.id === plan);
        if (known?.appliesTo !== "User")
          nonsense.push(`${write.name}: ${known?.name ?? plan} cannot be off in ${miniSku(skuId).partNumber}`);
      }
    }
  }

  function carryOut(write: PrincipalWrite): WriteOutcome {
    breakIfCut();
    if (isCut()) return { kind: "notSent", id: write.id };
    checkSense(write);
    if (behaviour.refuses.has(write.id))
      return {
        kind: "failed",
        id: write.id,
        problem: problem("forbidden", "Insufficient privileges to complete the operation."),
        located: false,
      };
    const person = people.get(write.id);
    const group = groups.get(write.id);
    if (write.principal === "user" && person !== undefined) return writePerson(person, write);
    if (write.principal === "group" && group !== undefined) return writeGroup(group, write);
    return {
      kind: "failed",
      id: write.id,
      problem: problem("not-found", `Resource '${write.id}' does not exist.`),
      located: false,
    };
  }

  function reprocessMember(id: string): WriteOutcome {
    breakIfCut();
    if (isCut()) return { kind: "notSent", id };
    const person = people.get(id);
    if (person === undefined || behaviour.refuses.has(id))
      return {
        kind: "failed",
        id,
        problem: problem("forbidden", "Insufficient privileges to complete the operation."),
        located: false,
      };
    for (const group of tenant.groups) if (group.members.includes(id)) processMember(group, person);
    const empty = person.holdings.find((holding) => holding.trouble?.error === "CountViolation");
    if (empty === undefined) return { kind: "applied", id };
    return {
      kind: "failed",
      id,
      problem: problem(
        "no-seats",
        `Subscription with SKU ${empty.skuId} does not have any available licenses.`,
        empty.skuId,
      ),
      located: false,
    };
  }

  const unprocessed = (): Set<string> => new Set(pending.map((item) => item.group.id));
  const port: TenantPort = {
    reread: async (userIds, groupIds) => {
      await aMoment();
      breakIfCut();
      const seen = observe(
        tenant,
        { userNames: [], userIds, groupNames: [], groupIds, wholeTenant: false },
        unprocessed(),
        behaviour.lag,
      );
      return { ...seen, users: seen.users.filter((user) => userIds.includes(user.id)) };
    },
    write: async (writes, onOutcome) => {
      await aMoment();
      if (new Set(writes.map((write) => write.id)).size < writes.length)
        nonsense.push("one principal twice in a call of write");
      const outcomes = new Map<string, WriteOutcome>();
      for (const write of shuffle(writes)) {
        const outcome = carryOut(write);
        outcomes.set(write.id, outcome);
        onOutcome(outcome);
      }
      return writes.map((write) => outcomes.get(write.id)!);
    },
    awaitGroups: async (groupIds) => {
      await aMoment();
      breakIfCut();
      if (!isCut())
        processPending(behaviour.groups.kind === "slow" ? behaviour.groups.membersPerWait : Infinity, groupIds);
      const waiting = unprocessed();
      return { unfinished: groupIds.filter((id) => waiting.has(id)) };
    },
    reprocess: async (userIds, onOutcome) => {
      await aMoment();
      const outcomes = new Map<string, WriteOutcome>();
      for (const id of shuffle(userIds)) {
        const outcome = reprocessMember(id);
        outcomes.set(id, outcome);
        onOutcome(outcome);
      }
      return userIds.map((id) => outcomes.get(id)!);
    },
  };

  return {
    tenant,
    port,
    log,
    shortages,
    nonsense,
    steps: () => steps,
    read: (request) => observe(tenant, request, unprocessed(), behaviour.lag),
    settle: () => {
      const { cut, ...rest } = behaviour;
      behaviour = rest;
      processPending(Infinity);
      if (cut !== undefined) behaviour = { ...rest, cut };
    },
    behave: (next) => {
      behaviour = next;
      // Somebody has mended what members of groups lacked, and has them processed again.
      const lacking = (group: Group, person: Person): boolean =>
        person.holdings.some(
          (holding) => holding.group === group.id && holding.trouble?.error === "DependencyViolation",
        );
      for (const group of tenant.groups)
        for (const person of tenant.people) if (lacking(group, person)) pending.push({ group, person });
      shuffle = shuffler(next.seed);
      steps = 0;
    },
  };
}
