import { type LockWait, afterChange, afterRefusal, afterUnmeasured, unknownLock } from "./lock-wait";

/** One batch at a time, its items one after the other: what is known about it. */
export interface Chains {
  /** Batches are chains now. */
  readonly inUse: boolean;
  /** Full batches, one after the other, until side by side is tried again; and after the next time that failed. */
  readonly probation: number;
  readonly nextProbation: number;
  /** Even chains collide: the tenant is busy for some time after each change. */
  readonly busyAfterward: boolean;
  /** Items of a chain. */
  readonly length: number;
  readonly passedInRow: number;
  /** Chains that went through before a longer one is tried. */
  readonly beforeLonger: number;
  readonly lock: LockWait;
}

const longestProbation = 64;
const firstBeforeLonger = 4;

export function beginChains(inUse: boolean, length: number): Chains {
  return {
    inUse,
    probation: 0,
    nextProbation: 2,
    busyAfterward: false,
    length,
    passedInRow: 0,
    beforeLonger: firstBeforeLonger,
    lock: unknownLock,
  };
}

/** A batch that was alone collided within itself. */
export function fallBackToChains(chains: Chains): Chains {
  return {
    ...chains,
    inUse: true,
    probation: chains.nextProbation,
    nextProbation: Math.min(longestProbation, chains.nextProbation * 2),
  };
}

/** What a chain has finished counts towards trying side by side again. */
export function countTowardsTrial(chains: Chains, batches: number): Chains {
  const probation = chains.probation - batches;
  return { ...chains, probation, inUse: probation > 0 };
}

/**
 * A chain was alone and collided all the same: with what it had just done itself, or with somebody else's change.
 */
export function afterCollidedChain(chains: Chains, finished: number, sentAt: number, now: number): Chains {
  if (finished === 0) return { ...chains, busyAfterward: true, lock: afterRefusal(chains.lock, sentAt) };
  const wasTooLong = chains.length > finished && chains.passedInRow > 0;
  return {
    ...chains,
    busyAfterward: true,
    length: finished,
    passedInRow: 0,
    beforeLonger: wasTooLong ? chains.beforeLonger * 2 : chains.beforeLonger,
    lock: afterChange(chains.lock, sentAt, now),
  };
}

/** A chain went through in a tenant that is busy after each change. */
export function afterPassedChain(
  chains: Chains,
  items: number,
  batchSize: number,
  sentAt: number,
  now: number,
): Chains {
  const passedInRow = chains.passedInRow + 1;
  const isTimeForLonger = passedInRow % chains.beforeLonger === 0;
  return {
    ...chains,
    busyAfterward: items < batchSize,
    length: isTimeForLonger ? Math.min(batchSize, chains.length * 2) : chains.length,
    passedInRow,
    lock: afterChange(chains.lock, sentAt, now),
  };
}

/** Items side by side were tried in such a tenant, and some of them went through. */
export function afterTrial(chains: Chains, now: number): Chains {
  return { ...chains, lock: afterUnmeasured(chains.lock, now) };
}
