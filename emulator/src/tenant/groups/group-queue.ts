/** Whom a piece of group processing is about: everybody, or the members who came and went. */
type Scope = "everybody" | ReadonlySet<string>;

interface Waiting {
  readonly scope: Scope;
  readonly dueAt: number;
}

interface Running {
  readonly memberIds: readonly string[];
  readonly next: number;
  readonly dueAt: number;
}

interface GroupWork {
  readonly waiting: Waiting | undefined;
  readonly running: Running | undefined;
}

/** Unfinished work on a group, to be kept and taken up again. */
export interface PendingGroup {
  readonly groupId: string;
  readonly waiting?: Waiting;
  /** Members whom the step under way has yet to reach. */
  readonly running?: { readonly memberIds: readonly string[]; readonly dueAt: number };
}

export type GroupStep =
  | { readonly kind: "start"; readonly groupId: string; readonly at: number; readonly scope: Scope }
  | { readonly kind: "members"; readonly groupId: string; readonly at: number; readonly memberIds: readonly string[] }
  | { readonly kind: "finish"; readonly groupId: string; readonly at: number; readonly moreWaiting: boolean };

/**
 * The asynchronous work on groups as a queue over a clock: nothing here runs by itself. Whoever asks the tenant
 * anything first lets it do what has fallen due, each step at the time it was due, so that the result does not depend
 * on who asks when.
 */
export class GroupQueue {
  readonly #stepSize: () => number;
  readonly #delay: () => number;
  readonly #work = new Map<string, GroupWork>();

  constructor(stepSize: () => number, delay: () => number) {
    this.#stepSize = stepSize;
    this.#delay = delay;
  }

  enqueue(groupId: string, scope: Scope, dueAt: number): void {
    const item = this.#work.get(groupId);
    const merged = item?.waiting === undefined ? scope : merge(item.waiting.scope, scope);
    const waiting = { scope: merged, dueAt: item?.waiting?.dueAt ?? dueAt };
    this.#work.set(groupId, { running: item?.running, waiting });
  }

  /** The next step that is due at this time, taken out of the queue. */
  take(now: number): GroupStep | undefined {
    const found = this.#earliest();
    if (found === undefined || dueOf(found[1]) > now) return undefined;
    const [groupId, item] = found;
    if (item.running !== undefined) return this.#takeRunning(groupId, item, item.running);
    if (item.waiting === undefined) return undefined;
    const { dueAt, scope } = item.waiting;
    this.#work.set(groupId, { waiting: undefined, running: { memberIds: [], next: 0, dueAt } });
    return { kind: "start", groupId, at: dueAt, scope };
  }

  begin(groupId: string, memberIds: readonly string[], dueAt: number): void {
    const waiting = this.#work.get(groupId)?.waiting;
    this.#work.set(groupId, { waiting, running: { memberIds, next: 0, dueAt } });
  }

  forget(groupId: string): void {
    this.#work.delete(groupId);
  }

  nextDue(): number | undefined {
    const found = this.#earliest();
    return found === undefined ? undefined : dueOf(found[1]);
  }

  isIdle(groupId: string): boolean {
    return !this.#work.has(groupId);
  }

  /** What is left to do, in the order in which it was queued. */
  pending(): readonly PendingGroup[] {
    return [...this.#work].map(([groupId, { waiting, running }]) => ({
      groupId,
      ...(waiting === undefined ? {} : { waiting }),
      ...(running === undefined
        ? {}
        : { running: { memberIds: running.memberIds.slice(running.next), dueAt: running.dueAt } }),
    }));
  }

  /** Takes up work that another queue left. */
  resume({ groupId, waiting, running }: PendingGroup): void {
    this.#work.set(groupId, { waiting, running: running === undefined ? undefined : { ...running, next: 0 } });
  }

  #earliest(): readonly [string, GroupWork] | undefined {
    let found: readonly [string, GroupWork] | undefined;
    for (const entry of this.#work) if (found === undefined || dueOf(entry[1]) < dueOf(found[1])) found = entry;
    return found;
  }

  #takeRunning(groupId: string, item: GroupWork, running: Running): GroupStep {
    if (running.next >= running.memberIds.length) {
      if (item.waiting === undefined) this.#work.delete(groupId);
      else this.#work.set(groupId, { waiting: item.waiting, running: undefined });
      return { kind: "finish", groupId, at: running.dueAt, moreWaiting: item.waiting !== undefined };
    }
    const end = running.next + Math.max(1, this.#stepSize());
    const isLast = end >= running.memberIds.length;
    const dueAt = running.dueAt + (isLast ? 0 : this.#delay());
    this.#work.set(groupId, { ...item, running: { ...running, next: end, dueAt } });
    return { kind: "members", groupId, at: running.dueAt, memberIds: running.memberIds.slice(running.next, end) };
  }
}

function dueOf({ running, waiting }: GroupWork): number {
  return running?.dueAt ?? waiting?.dueAt ?? Infinity;
}

function merge(left: Scope, right: Scope): Scope {
  return left === "everybody" || right === "everybody" ? "everybody" : new Set([...left, ...right]);
}
