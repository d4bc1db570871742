import type { BatchAnswer, ItemAnswer } from "../batches/batch";
import type { Clock } from "../batches/clock";
import { confirmsFromResponse } from "./confirm";
import { backOff } from "../read/reader";
import { type WireError, isConcurrencyViolation, isThrottled } from "../batches/wire";
import { type Job, busyPatience, patience, unsent } from "./write-job";
import { type NameOf, describeProblem } from "./write-problems";

/** What may become of a job after an answer. */
export interface JobEnds {
  readonly applied: (job: Job) => void;
  readonly fail: (job: Job, error: WireError) => void;
  /** Sent again after so many milliseconds, or failed after so many attempts. */
  readonly retry: (job: Job, error: WireError, limit: number, milliseconds: number) => void;
  /** Sent again before all others; an error counts as an attempt. */
  readonly retryFirst: (job: Job, error?: WireError) => void;
  /** Read back after so many milliseconds. */
  readonly look: (job: Job, milliseconds: number) => void;
  /** Nothing more can be sent for anybody. */
  readonly giveUp: (error: WireError) => void;
}

export interface Judge {
  readonly clock: Clock;
  readonly nameOf: NameOf;
  readonly ends: JobEnds;
}

/** What was in progress when an answer was lost gets a moment to end before it is looked at. */
const settlingMilliseconds = 1_000;

/**
 * Decides what becomes of one principal whose items stood at `place` of a batch. Only what was surely not carried out
 * is sent again unseen.
 */
export function judgeAnswers(judge: Judge, job: Job, batch: BatchAnswer, place: number, isChain: boolean): void {
  const { ends } = judge;
  const locate = batch.answers.get(`${place}-locate`);
  const license = batch.answers.get(`${place}-license`);
  if (batch.whole === "refused" && locate?.kind !== "done" && license?.kind !== "done") {
    const error =
      (license ?? locate)?.kind === "refused"
        ? ((license ?? locate) as Extract<ItemAnswer, { kind: "refused" }>).error
        : unsent;
    if (error.status === 401) ends.giveUp(error);
    // The whole batch was turned away: not one item of it was carried out.
    if (isThrottled(error) || isConcurrencyViolation(error))
      ends.retry(job, error, patience.throttled, batch.retryAfter ?? 0);
    else ends.fail(job, error);
    return;
  }
  if (locate?.kind === "done") job.located = true;
  for (const answer of [locate, license]) {
    if (answer === undefined || answer.kind === "done") continue;
    judgeTrouble(judge, job, answer, isChain);
    return;
  }
  if (license?.kind === "done" && !confirmsFromResponse(job.order, license)) {
    job.acknowledged = true;
    ends.look(job, 0);
    return;
  }
  ends.applied(job);
}

function judgeTrouble(judge: Judge, job: Job, answer: Exclude<ItemAnswer, { kind: "done" }>, isChain: boolean): void {
  const { clock, ends } = judge;
  const { error } = answer;
  const wait = answer.retryAfter ?? 0;
  if (isThrottled(error)) {
    // Was seen to be carried out all the same.
    job.lastError = error;
    job.wasUncertain = true;
    ends.look(job, wait);
  } else if (answer.kind === "unknown") {
    job.lastError = error;
    job.wasUncertain = true;
    ends.look(job, Math.max(wait, settlingMilliseconds));
  } else if (error.status === 424) {
    // Something before it in the chain failed: this one was not tried.
    job.skips += 1;
    if (job.skips > patience.skipped) ends.fail(job, error);
    else ends.retryFirst(job);
  } else if (isConcurrencyViolation(error)) {
    collide(judge, job, error, wait, isChain);
  } else if (error.status === 404) {
    // Also what Graph says for some seconds about an account that was created a moment ago.
    ends.retry(job, error, patience.missing, wait > 0 ? wait : backOff(clock, job.attempts + 2));
  } else if (job.wasUncertain && describeProblem(error, judge.nameOf).code === "not-assigned") {
    job.lastError = error;
    ends.look(job, 0);
  } else {
    if (error.status === 401) ends.giveUp(error);
    ends.fail(job, error);
  }
}

/**
 * In a chain the pace knows when to try again, and mostly it is the tenant that is busy, not this principal: it stays
 * first in turn.
 */
function collide(judge: Judge, job: Job, error: WireError, wait: number, isChain: boolean): void {
  const { clock, ends } = judge;
  job.busySince ??= clock.now();
  if (job.attempts >= patience.busy && clock.now() - job.busySince > busyPatience) ends.fail(job, error);
  else if (!isChain) ends.retry(job, error, Infinity, wait > 0 ? wait : backOff(clock, 1));
  else if (wait > 0 || job.attempts % 4 === 3) ends.retry(job, error, Infinity, wait);
  else ends.retryFirst(job, error);
}
