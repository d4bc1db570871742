import type { ItemAnswer } from "../batches/batch";
import type { Moment } from "../batches/clock";
import { backOff, busyPatience } from "../batches/patience";
import { type WireError, isConcurrencyViolation, isThrottled } from "../batches/wire";
import { confirmsFromResponse } from "./confirm";
import { type Job, type Next, countAttempt, fail, sendAgain } from "./write-job";
import { isNotAssigned } from "./write-problems";

/** What a batch said about one principal. */
export interface JobAnswers {
  readonly locate: ItemAnswer | undefined;
  readonly license: ItemAnswer | undefined;
  /** The batch as a whole was turned away: not one item of it was carried out. */
  readonly turnedAway: boolean;
  /** Items of the batch ran one after the other. */
  readonly inChain: boolean;
}

type Trouble = Exclude<ItemAnswer, { kind: "done" }>;

/** Attempts. A throttled item is answered at once, so that patience costs little. */
const throttledAttempts = 20;
const missingAttempts = 4;
const busyAttempts = 40;
const skippedAttempts = 100;
/** What was in progress when an answer went missing gets a moment to end before it is looked at. */
const settlingMilliseconds = 1_000;

/**
 * Decides what becomes of one principal. Only what was surely not carried out is sent again unseen: a batch that timed
 * out, broke off or was throttled half-way may have been carried out.
 */
export function afterAnswers(before: Job, answers: JobAnswers, moment: Moment): Next {
  const { locate, license } = answers;
  const job = locate?.kind === "done" ? { ...before, located: true } : before;
  const trouble = [locate, license].find((answer): answer is Trouble => answer !== undefined && answer.kind !== "done");
  if (trouble !== undefined)
    return answers.turnedAway ? afterTurningAway(job, trouble) : afterTrouble(job, trouble, answers.inChain, moment);
  if (license?.kind === "done" && !confirmsFromResponse(job.order, license))
    return { kind: "look", job: { ...job, acknowledged: true }, wait: 0 };
  return { kind: "applied", job };
}

function afterTurningAway(job: Job, { error, retryAfter }: Trouble): Next {
  return isThrottled(error) || isConcurrencyViolation(error)
    ? sendAgain(job, error, throttledAttempts, retryAfter ?? 0)
    : fail(job, error);
}

function afterTrouble(job: Job, trouble: Trouble, inChain: boolean, moment: Moment): Next {
  const { error } = trouble;
  const wait = trouble.retryAfter ?? 0;
  // What was throttled was seen to be carried out all the same.
  if (isThrottled(error)) return lookAfter(job, error, wait);
  if (trouble.kind === "unknown") return lookAfter(job, error, Math.max(wait, settlingMilliseconds));
  if (error.status === 424) return afterSkip(job, error);
  if (isConcurrencyViolation(error)) return afterCollision(job, error, wait, inChain, moment);
  // Also what Graph says for some seconds about an account that was created a moment ago.
  if (error.status === 404)
    return sendAgain(job, error, missingAttempts, wait > 0 ? wait : backOff(job.attempts + 2, moment.chance));
  // An earlier attempt may have been the one that took the licence away.
  if (job.wasUncertain && isNotAssigned(error)) return lookAfter(job, error, 0);
  return fail(job, error);
}

function lookAfter(job: Job, error: WireError, wait: number): Next {
  return { kind: "look", job: { ...job, lastError: error, wasUncertain: true }, wait };
}

/** Something before it in the chain failed: this one was not tried. */
function afterSkip(before: Job, error: WireError): Next {
  const job = { ...before, skips: before.skips + 1 };
  return job.skips > skippedAttempts ? fail(job, error) : { kind: "send", job, turn: "first" };
}

/**
 * In a chain the pace knows when to try again, and mostly it is the tenant that is busy, not this principal: it stays
 * first in turn.
 */
function afterCollision(before: Job, error: WireError, wait: number, inChain: boolean, moment: Moment): Next {
  const busySince = before.busySince ?? moment.now;
  const job = { ...before, busySince };
  if (job.attempts >= busyAttempts && moment.now - busySince > busyPatience) return fail(job, error);
  if (!inChain) return sendAgain(job, error, Infinity, wait > 0 ? wait : backOff(1, moment.chance));
  if (wait > 0 || job.attempts % 4 === 3) return sendAgain(job, error, Infinity, wait);
  return { kind: "send", job: countAttempt(job, error), turn: "first" };
}
