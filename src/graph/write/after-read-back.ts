import type { Moment } from "../batches/clock";
import { backOff } from "../batches/patience";
import { type WireError, isThrottled } from "../batches/wire";
import type { ReadBack } from "./confirm";
import { type Job, type Next, sendAgain } from "./write-job";

/** About half a minute for a change that Graph has acknowledged to become visible. */
const maxReadBacks = 9;
/**
 * A removal is believed when two readings agree: a replica that lags behind may not know the licence yet, or not know
 * it any more.
 */
const readingsOfRemoval = 2;
const betweenReadings = 250;
/** A throttled item is answered at once, so that patience costs little; a missing answer costs a reading back. */
const throttledAttempts = 20;
const unansweredAttempts = 6;

const unanswered: WireError = { status: 0, code: "connection", message: "Graph's answer did not arrive." };

/** Decides what becomes of a principal that was read back: done, to be sent again, to be looked at again. */
export function afterReadBack(before: Job, found: ReadBack, moment: Moment): Next {
  const job = { ...before, readBacks: before.readBacks + 1, seen: found === "applied" ? before.seen + 1 : 0 };
  if (found === "applied") {
    const needed = job.order.kind === "assign" && job.order.remove.length > 0 ? readingsOfRemoval : 1;
    return job.seen >= needed ? { kind: "applied", job } : { kind: "look", job, wait: betweenReadings };
  }
  if (!job.acknowledged) return sendUnseen(job, moment);
  if (job.readBacks < maxReadBacks) return { kind: "look", job, wait: backOff(job.readBacks, moment.chance) };
  return { kind: "unconfirmed", job };
}

function sendUnseen(job: Job, moment: Moment): Next {
  const error = job.lastError ?? unanswered;
  return isThrottled(error)
    ? sendAgain(job, error, throttledAttempts, 0)
    : sendAgain(job, error, unansweredAttempts, backOff(job.attempts + 1, moment.chance));
}
