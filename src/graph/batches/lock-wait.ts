/**
 * When to try again in a tenant that takes one licence change at a time and turns away what comes before it has
 * finished with the last one. How long that takes is not published and is not the same for every change.
 *
 * The first try comes after the shortest wait that sufficed lately. Where that is refused, the next tries follow a few
 * per cent apart, then an eighth; beyond every wait that sufficed lately nothing is known, and they are a quarter of
 * the time waited apart. Who always comes late enough never learns that less would do: after a first try that went
 * through the next comes a little earlier, after several much earlier.
 */
export interface LockWait {
  /** Milliseconds that sufficed for the last changes, the newest last. */
  readonly sufficed: readonly number[];
  /** Changes in a row that went through at the first try. */
  readonly firstTries: number;
  /** Clock time at which the last change was answered; undefined before the first. */
  readonly changedAt: number | undefined;
  /** Since then: the tries that were refused, and the longest wait that was not enough. */
  readonly refusals: number;
  readonly tooShort: number;
}

export const unknownLock: LockWait = {
  sufficed: [],
  firstTries: 0,
  changedAt: undefined,
  refusals: 0,
  tooShort: 0,
};

/** Milliseconds. */
const shortest = 4;
const longest = 30_000;
/** Changes that are remembered. */
const memory = 8;
/** Shares of the time waited, from one try to the next: at first (twice as much each time), at most, and unknown. */
const firstStep = 0.03;
const longestStep = 0.12;
const unknownStep = 0.25;
/** Shares by which the next first try comes earlier, after one that went through and after more. */
const earlier = 0.015;
const muchEarlier = 0.2;

/** A change went through, sent at one clock time and answered at another. */
export function afterChange(lock: LockWait, sentAt: number, answeredAt: number): LockWait {
  if (lock.changedAt === undefined) return afterUnmeasured(lock, answeredAt);
  return {
    ...afterUnmeasured(lock, answeredAt),
    sufficed: [...lock.sufficed, sentAt - lock.changedAt].slice(-memory),
    firstTries: lock.refusals === 0 ? lock.firstTries + 1 : 0,
  };
}

/** Changes went through from which nothing can be learned, as several were sent together. */
export function afterUnmeasured(lock: LockWait, answeredAt: number): LockWait {
  return { ...lock, changedAt: answeredAt, refusals: 0, tooShort: 0 };
}

/** Nothing went through. */
export function afterRefusal(lock: LockWait, sentAt: number): LockWait {
  const changedAt = lock.changedAt ?? sentAt;
  return {
    ...lock,
    changedAt,
    refusals: lock.refusals + 1,
    tooShort: Math.max(lock.tooShort, sentAt - changedAt),
  };
}

/** Milliseconds until the next try. */
export function untilNextTry(lock: LockWait, now: number): number {
  const wait = lock.refusals === 0 ? firstTry(lock) : lock.tooShort + stepAfter(lock);
  return Math.min(longest, Math.max(0, (lock.changedAt ?? now) + wait - now));
}

function firstTry({ sufficed, firstTries }: LockWait): number {
  if (sufficed.length === 0) return shortest;
  const share = firstTries === 0 ? 0 : firstTries === 1 ? earlier : muchEarlier;
  return Math.max(shortest, Math.min(...sufficed) * (1 - share));
}

function stepAfter({ sufficed, refusals, tooShort }: LockWait): number {
  if (sufficed.length === 0) return Math.max(shortest, tooShort * unknownStep);
  const most = tooShort < Math.max(...sufficed) ? longestStep : unknownStep;
  return Math.max(shortest, tooShort * Math.min(most, firstStep * 2 ** (refusals - 1)));
}
