import { type WireError, isConcurrencyViolation } from "../batches/wire";
import { type Order, changesLicenses, countItems } from "./write-items";

/** One principal on its way to an outcome. */
export interface Job {
  readonly order: Order;
  /** Its usage location was written. */
  readonly located: boolean;
  readonly wasSent: boolean;
  /** Graph said that it was done; what is missing is to see it. */
  readonly acknowledged: boolean;
  /** Some earlier attempt may have been carried out although it looked as if it had failed. */
  readonly wasUncertain: boolean;
  readonly attempts: number;
  /** Clock time of the first collision. */
  readonly busySince: number | undefined;
  /** Times that something before it in a chain failed. */
  readonly skips: number;
  /** Times in a row that reading back has shown the change. */
  readonly seen: number;
  readonly readBacks: number;
  readonly lastError: WireError | undefined;
}

/** What becomes of a job after an answer. */
export type Next =
  | { readonly kind: "applied"; readonly job: Job }
  | { readonly kind: "failed"; readonly job: Job; readonly error: WireError }
  /** Graph accepted it, and reading back never showed it. */
  | { readonly kind: "unconfirmed"; readonly job: Job }
  /** Sent, once more perhaps: before all others, or after so many milliseconds. */
  | { readonly kind: "send"; readonly job: Job; readonly turn: "first" | number }
  /** Read back after so many milliseconds. */
  | { readonly kind: "look"; readonly job: Job; readonly wait: number };

export const unsent: WireError = {
  status: 0,
  code: "stopped",
  message: "The run ended before Graph confirmed this change.",
};

export function beginJob(order: Order): Next {
  const job: Job = {
    order,
    located: false,
    wasSent: false,
    acknowledged: false,
    wasUncertain: false,
    attempts: 0,
    busySince: undefined,
    skips: 0,
    seen: 0,
    readBacks: 0,
    lastError: undefined,
  };
  return countItems(order) === 0 ? { kind: "applied", job } : { kind: "send", job, turn: 0 };
}

export function fail(job: Job, error: WireError): Next {
  return { kind: "failed", job, error };
}

/**
 * Whether a job that ended with this error may have been carried out all the same: Graph took it and was not seen to
 * show it, or an answer went missing and no later one says that nothing stands.
 */
export function mayStand({ acknowledged, wasUncertain }: Job, error: WireError): boolean {
  const isVerdict = (error.status === 400 || error.status === 404) && !isConcurrencyViolation(error);
  return acknowledged || (wasUncertain && !isVerdict);
}

/** An error that costs an attempt. */
export function countAttempt(job: Job, error: WireError): Job {
  return { ...job, lastError: error, attempts: job.attempts + 1 };
}

/** Sent again after so many milliseconds, or failed after so many attempts. */
export function sendAgain(job: Job, error: WireError, limit: number, wait: number): Next {
  const tried = countAttempt(job, error);
  return tried.attempts >= limit ? fail(tried, error) : { kind: "send", job: tried, turn: wait };
}

export function needsLocation({ order, located }: Job): boolean {
  return order.kind === "assign" && order.usageLocation !== undefined && !located && changesLicenses(order);
}

/** A usage location that was written is not written again. */
export function orderOf({ order, located }: Job): Order {
  if (order.kind === "reprocess" || !located) return order;
  const { kind, principal, id, name, add, remove } = order;
  return { kind, principal, id, name, add, remove };
}

export function itemsOf(job: Job): number {
  return countItems(orderOf(job));
}
