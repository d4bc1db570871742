import {
  type Chains,
  afterCollidedChain,
  afterPassedChain,
  afterTrial,
  beginChains,
  countTowardsTrial,
  fallBackToChains,
} from "./chains";
import type { Moment } from "./clock";
import { untilNextTry } from "./lock-wait";
import type { BatchVerdict } from "./verdict";

export interface PaceLimits {
  readonly batchSize: number;
  readonly maxBatches: number;
  /** Reads do not collide: they begin side by side. */
  readonly beginsSequential: boolean;
  /** Side by side from the start, where something else has shown that the tenant bears it; 1 otherwise. */
  readonly firstWidth?: number;
}

/** What a batch may be when it is sent now; handed back with the verdict. */
export interface BatchShape {
  /** Items of the batch run one after the other, and no other batch runs beside it. */
  readonly sequential: boolean;
  readonly size: number;
  /** Counted from 1. */
  readonly sentAs: number;
  /** Clock time. */
  readonly sentAt: number;
}

/** What the answers so far say about how much may be under way. Times are the clock's. */
export interface PaceState {
  readonly limits: PaceLimits;
  /** Batches so far. */
  readonly sent: number;
  readonly chains: Chains;
  /** Batches side by side; the whole part of it counts. */
  readonly width: number;
  /** Up to this the width doubles each round, beyond it one more a round. */
  readonly threshold: number;
  /** Batches up to this one were under way when the width was last halved. */
  readonly narrowedAt: number;
  readonly size: number;
  readonly cleanInRow: number;
  readonly pausedUntil: number;
  readonly pausedBy: Trouble;
  readonly lastPause: number;
  readonly silence: Silence;
  /** Of what was sent lately, the share that was refused. */
  readonly refusedLately: number;
  /** Since when only collisions, or only throttling, came back. */
  readonly busySince: number | undefined;
  readonly throttledSince: number | undefined;
}

/** What slows a tenant down. */
type Trouble = "silence" | "collision" | "throttling";

/** Rounds in a row without any answer. */
interface Silence {
  readonly rounds: number;
  readonly since: number | undefined;
  /** Batches up to this one belong to the last of these rounds. */
  readonly upTo: number;
}

/** Share of a batch, or of what was sent lately, from which refusals are the tenant's and not the item's. */
const refusedShare = 0.25;
const refusedShareLately = 0.1;
/** Weight of the last batch in what was sent lately. */
const lately = 0.1;
const firstPause = 1_000;
const longestPause = 30_000;
const silentRoundsBeforeSlower = 3;
const silentRoundsBeforePause = 4;
/** Clean batches after which a batch that was made smaller gets larger again. */
const cleanBeforeLarger = 4;

export function beginPace(limits: PaceLimits): PaceState {
  return {
    limits,
    sent: 0,
    chains: beginChains(limits.beginsSequential, limits.batchSize),
    width: limits.firstWidth ?? 1,
    threshold: limits.maxBatches,
    narrowedAt: 0,
    size: limits.batchSize,
    cleanInRow: 0,
    pausedUntil: 0,
    pausedBy: "throttling",
    lastPause: 0,
    silence: { rounds: 0, since: undefined, upTo: 0 },
    refusedLately: 0,
    busySince: undefined,
    throttledSince: undefined,
  };
}

export function shapeOfNext({ chains, size, sent }: PaceState, now: number): BatchShape {
  const sequential = chains.inUse;
  return { sequential, size: sequential ? Math.min(size, chains.length) : size, sentAs: sent, sentAt: now };
}

export function maySendBeside({ chains, width }: PaceState, inFlight: number): boolean {
  return inFlight < (chains.inUse ? 1 : Math.floor(width));
}

export function afterBatch(before: PaceState, shape: BatchShape, verdict: BatchVerdict, moment: Moment): PaceState {
  const state = noteStandstill(noteSilence(before, shape, verdict, moment.now), verdict, moment.now);
  if (verdict.unanswered !== undefined) return afterSilence(state, shape, verdict, moment);
  const share = shareOfRefused(shape, verdict);
  const noted = { ...state, refusedLately: state.refusedLately + (share - state.refusedLately) * lately };
  return isTenants(noted, shape, verdict, share)
    ? afterRefusals(noted, shape, verdict, moment)
    : afterSuccess(noted, shape, verdict, moment.now);
}

function noteSilence(state: PaceState, shape: BatchShape, verdict: BatchVerdict, now: number): PaceState {
  const { silence } = state;
  if (verdict.unanswered === undefined)
    return silence.rounds === 0 ? state : { ...state, silence: { ...silence, rounds: 0, since: undefined } };
  if (shape.sentAs <= silence.upTo) return state;
  return { ...state, silence: { rounds: silence.rounds + 1, since: silence.since ?? now, upTo: state.sent } };
}

function noteStandstill(state: PaceState, verdict: BatchVerdict, now: number): PaceState {
  if (verdict.finished > 0) return { ...state, busySince: undefined, throttledSince: undefined };
  if (verdict.unanswered !== undefined) return state;
  return {
    ...state,
    busySince: state.busySince ?? (verdict.collisions > 0 ? now : undefined),
    throttledSince: state.throttledSince ?? (verdict.throttled > 0 ? now : undefined),
  };
}

/**
 * What follows a refusal in a chain is not tried: it counts neither way, unless one item was throttled after others had
 * gone through. If that was the quota, the next chain will tell.
 */
function shareOfRefused(shape: BatchShape, verdict: BatchVerdict): number {
  const refused = verdict.collisions + verdict.throttled;
  const isOwn = shape.sequential && verdict.collisions === 0 && verdict.finished > 0 && verdict.throttled === 1;
  return refused / Math.max(1, isOwn ? verdict.items : refused + verdict.finished);
}

/** Are these refusals the tenant's, or the affair of single items? */
function isTenants(state: PaceState, shape: BatchShape, verdict: BatchVerdict, share: number): boolean {
  if (verdict.collisions + verdict.throttled === 0) return false;
  const isCollidedChain = shape.sequential && verdict.collisions > 0;
  return share >= refusedShare || state.refusedLately >= refusedShareLately || isCollidedChain;
}

function afterSilence(before: PaceState, shape: BatchShape, verdict: BatchVerdict, moment: Moment): PaceState {
  const timedOut = verdict.unanswered === "timedOut";
  const { rounds } = before.silence;
  let state = timedOut ? { ...before, size: Math.max(1, Math.floor(before.size / 2)) } : before;
  if (timedOut || rounds >= silentRoundsBeforeSlower) state = narrow(state, shape, "silence");
  return rounds >= silentRoundsBeforePause ? takePause(state, "silence", verdict, moment) : state;
}

function afterRefusals(before: PaceState, shape: BatchShape, verdict: BatchVerdict, moment: Moment): PaceState {
  const collided = verdict.collisions > 0;
  let state = narrow(before, shape, collided ? "collision" : "throttling");
  if (collided && shape.sequential) {
    const chains = afterCollidedChain(state.chains, verdict.finished, shape.sentAt, moment.now);
    state = hold(
      { ...state, chains },
      "collision",
      moment.now,
      verdict.retryAfter ?? untilNextTry(chains.lock, moment.now),
    );
  } else if (collided && state.chains.busyAfterward && verdict.finished > 0) {
    const chains = afterTrial(state.chains, moment.now);
    state = hold({ ...state, chains }, "collision", moment.now, untilNextTry(chains.lock, moment.now));
  }
  return verdict.throttled > 0 ? takePause(state, "throttling", verdict, moment) : state;
}

function afterSuccess(before: PaceState, shape: BatchShape, verdict: BatchVerdict, now: number): PaceState {
  const state = widen(before, shape, verdict);
  if (!shape.sequential || !state.chains.busyAfterward) return state;
  const chains = afterPassedChain(state.chains, verdict.items, state.limits.batchSize, shape.sentAt, now);
  return hold({ ...state, chains }, "collision", now, untilNextTry(chains.lock, now));
}

/** Fewer batches side by side, once for all that were under way together. */
function narrow(state: PaceState, shape: BatchShape, why: Trouble): PaceState {
  if (shape.sentAs <= state.narrowedAt) return { ...state, cleanInRow: 0 };
  const { chains, width, threshold } = state;
  const wasAlone = width < 2;
  return {
    ...state,
    cleanInRow: 0,
    narrowedAt: state.sent,
    chains: why === "collision" && wasAlone && !chains.inUse ? fallBackToChains(chains) : chains,
    // What was refused while only one batch was under way says nothing about how many are too many.
    threshold: why !== "silence" && !wasAlone ? Math.floor(width / 2) : threshold,
    width: Math.max(1, Math.floor(width / 2)),
  };
}

function widen(state: PaceState, shape: BatchShape, verdict: BatchVerdict): PaceState {
  const { batchSize, maxBatches } = state.limits;
  const cleanInRow = state.cleanInRow + 1;
  const isTimeForLarger = cleanInRow % cleanBeforeLarger === 0;
  const size = isTimeForLarger ? Math.min(batchSize, state.size * 2) : state.size;
  const next = { ...state, lastPause: 0, cleanInRow, size };
  if (shape.sequential) return { ...next, chains: countTowardsTrial(state.chains, verdict.finished / batchSize) };
  const { width, threshold } = state;
  return { ...next, width: Math.min(maxBatches, width < threshold ? width + 1 : width + 1 / width) };
}

function hold(state: PaceState, by: Trouble, now: number, milliseconds: number): PaceState {
  const until = now + milliseconds;
  return until > state.pausedUntil ? { ...state, pausedUntil: until, pausedBy: by } : state;
}

/** As long as Graph asks; else longer each time. */
function takePause(state: PaceState, by: Trouble, verdict: BatchVerdict, { now, chance }: Moment): PaceState {
  const lastPause = state.lastPause === 0 ? firstPause : Math.min(longestPause, state.lastPause * 2);
  return hold({ ...state, lastPause }, by, now, verdict.retryAfter ?? lastPause * (0.5 + chance));
}
