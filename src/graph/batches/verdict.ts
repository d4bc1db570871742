import type { BatchAnswer } from "./batch";
import { type WireError, isConcurrencyViolation, isThrottled } from "./wire";

/** How a batch went, as far as the pace is concerned. */
export interface BatchVerdict {
  readonly items: number;
  /** Carried out, or refused for a reason of their own. */
  readonly finished: number;
  /** Writes that Graph turned away because another was in progress. */
  readonly collisions: number;
  readonly throttled: number;
  /** The batch ran into Graph's 30 seconds, or the connection broke: nobody knows what became of it. */
  readonly unanswered?: "timedOut" | "broken";
  /** The longest wait that Graph asked for, in milliseconds. */
  readonly retryAfter?: number;
}

/** Of a batch that could not be sent. */
export function nothingSent(items: number): BatchVerdict {
  return { items, finished: 0, collisions: 0, throttled: 0 };
}

export function judgeBatch(batch: BatchAnswer, items: number): BatchVerdict {
  const answers = [...batch.answers.values()];
  const refused = answers.filter((answer) => answer.kind !== "done");
  const count = (is: (error: WireError) => boolean): number => refused.filter(({ error }) => is(error)).length;
  const waits = [batch, ...refused].map(({ retryAfter }) => retryAfter).filter((wait) => wait !== undefined);
  const finished = answers.filter(
    (answer) => answer.kind === "done" || (answer.kind === "refused" && hasOwnReason(answer.error)),
  );
  return {
    items,
    finished: finished.length,
    collisions: count(isConcurrencyViolation),
    throttled: count((error) => !isConcurrencyViolation(error) && isThrottled(error)),
    ...(batch.whole === "timedOut" || batch.whole === "broken" ? { unanswered: batch.whole } : {}),
    ...(waits.length === 0 ? {} : { retryAfter: Math.max(...waits) }),
  };
}

/** Neither the tenant's moment nor what stood before it in a chain. */
function hasOwnReason(error: WireError): boolean {
  return !isConcurrencyViolation(error) && !isThrottled(error) && error.status !== 424;
}
