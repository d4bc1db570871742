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
export interface GroupQueue {
  enqueue(groupId: string, scope: Scope, dueAt: number): void;
  /** The next step that is due at this time, taken out of the queue. */
  take(now: number): GroupStep | undefined;
  begin(groupId: string, memberIds: readonly string[], dueAt: number): void;
  forget(groupId: string): void;
  nextDue(): number | undefined;
  isIdle(groupId: string): boolean;
  /** What is left to do, in the order in which it was queued. */
  pending(): readonly PendingGroup[];
  /** Takes up work that another queue left. */
  resume(pending: PendingGroup): void;
}

export function createGroupQueue(stepSize: () => number, delay: () => number): GroupQueue {
  const work = new Map<string, GroupWork>();

  const due = (item: GroupWork): number => item.running?.dueAt ?? item.waiting?.dueAt ?? Infinity;

  const earliest = (): readonly [string, GroupWork] | undefined => {
    let found: readonly [string, GroupWork] | undefined;
    for (const entry of work) if (found === undefined || due(entry[1]) < due(found[1])) found = entry;
    return found;
  };

  const takeRunning = (groupId: string, item: GroupWork, running: Running): GroupStep => {
    if (running.next >= running.memberIds.length) {
      if (item.waiting === undefined) work.delete(groupId);
      else work.set(groupId, { waiting: item.waiting, running: undefined });
      return { kind: "finish", groupId, at: running.dueAt, moreWaiting: item.waiting !== undefined };
    }
    const end = running.next + Math.max(1, stepSize());
    const last = end >= running.memberIds.length;
    work.set(groupId, { ...item, running: { ...running, next: end, dueAt: running.dueAt + (last ? 0 : delay()) } });
    return { kind: "members", groupId, at: running.dueAt, memberIds: running.memberIds.slice(running.next, end) };
  };

  return {
    enqueue(groupId, scope, dueAt) {
      const item = work.get(groupId);
      const merged = item?.waiting === undefined ? scope : merge(item.waiting.scope, scope);
      work.set(groupId, { running: item?.running, waiting: { scope: merged, dueAt: item?.waiting?.dueAt ?? dueAt } });
    },
    take(now) {
      const found = earliest();
      if (found === undefined || due(found[1]) > now) return undefined;
      const [groupId, item] = found;
      if (item.running !== undefined) return takeRunning(groupId, item, item.running);
      if (item.waiting === undefined) return undefined;
      work.set(groupId, { waiting: undefined, running: { memberIds: [], next: 0, dueAt: item.waiting.dueAt } });
      return { kind: "start", groupId, at: item.waiting.dueAt, scope: item.waiting.scope };
    },
    begin(groupId, memberIds, dueAt) {
      work.set(groupId, { waiting: work.get(groupId)?.waiting, running: { memberIds, next: 0, dueAt } });
    },
    forget: (groupId) => void work.delete(groupId),
    nextDue: () => {
      const found = earliest();
      return found === undefined ? undefined : due(found[1]);
    },
    isIdle: (groupId) => !work.has(groupId),
    pending: () =>
      [...work].map(([groupId, { waiting, running }]) => ({
        groupId,
        ...(waiting === undefined ? {} : { waiting }),
        ...(running === undefined
          ? {}
          : { running: { memberIds: running.memberIds.slice(running.next), dueAt: running.dueAt } }),
      })),
    resume({ groupId, waiting, running }) {
      work.set(groupId, { waiting, running: running === undefined ? undefined : { ...running, next: 0 } });
    },
  };
}

function merge(left: Scope, right: Scope): Scope {
  return left === "everybody" || right === "everybody" ? "everybody" : new Set([...left, ...right]);
}
