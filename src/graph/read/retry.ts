import type { ItemAnswer } from "../batches/batch";
import type { Moment } from "../batches/clock";
import { backOff, silentPatience, throttledPatience } from "../batches/patience";
import { isConcurrencyViolation, isThrottled } from "../batches/wire";

export type Trouble = Exclude<ItemAnswer, { kind: "done" }>;

/** How often a question was asked, and since when (clock time). */
export interface Tries {
  readonly count: number;
  readonly since: number;
}

/** About a minute of trying in all, where Graph asks for no longer waits. */
const maxTries = 8;
/** Tries after which time counts: each may have waited for an answer as long as it could. */
const triesBeforeTime = 3;

/** Milliseconds until a question is asked again; undefined where this answer is the last word. */
export function waitBeforeRetry(answer: Trouble, tries: Tries, { now, chance }: Moment): number | undefined {
  if (!isTransient(answer) || tries.count >= maxTries) return undefined;
  const wait = answer.retryAfter ?? backOff(tries.count, chance);
  const patience = isThrottled(answer.error) ? throttledPatience : silentPatience;
  const isOverdue = tries.count >= triesBeforeTime && now - tries.since + wait > patience;
  return isOverdue ? undefined : wait;
}

function isTransient(answer: Trouble): boolean {
  return answer.kind === "unknown"
    ? answer.error.status !== 501 && answer.error.code !== "redirected"
    : isThrottled(answer.error) || isConcurrencyViolation(answer.error);
}

/** For an error that ends a run: what was tried. */
export function tellTries(answer: Trouble, tries: Tries, now: number): Trouble {
  if (tries.count < 2) return answer;
  const seconds = Math.round((now - tries.since) / 1000);
  return { ...answer, error: { ...answer.error, tried: `${tries.count} times in ${seconds} s` } };
}
