import { type Order, changesLicenses, countItems } from "./write-items";
import type { WireError } from "../batches/wire";

/** One principal on its way to an outcome. */
export interface Job {
  readonly order: Order;
  located: boolean;
  wasSent: boolean;
  /** Graph said that it was done; what is missing is to see it. */
  acknowledged: boolean;
  /** Some earlier attempt may have been carried out although it looked as if it had failed. */
  wasUncertain: boolean;
  attempts: number;
  /** Clock time of the first collision. */
  busySince?: number;
  /** Times that something before it in a chain failed. */
  skips: number;
  /** Times that reading back has shown the change. */
  seen: number;
  readBacks: number;
  lastError?: WireError;
}

/** A throttled item is answered at once, so that patience costs little; a lost answer costs a reading back. */
export const patience = { busy: 40, throttled: 20, lost: 6, missing: 4, skipped: 100 };
/** Milliseconds for which other people's changes may keep one principal, or the whole tenant, busy. */
export const busyPatience = 300_000;

export const unsent: WireError = {
  status: 0,
  code: "stopped",
  message: "The run ended before Graph confirmed this change.",
};

export function createJob(order: Order): Job {
  return {
    order,
    located: false,
    wasSent: false,
    acknowledged: false,
    wasUncertain: false,
    attempts: 0,
    skips: 0,
    seen: 0,
    readBacks: 0,
  };
}

export function needsLocation(job: Job): boolean {
  return (
    job.order.kind === "assign" && job.order.usageLocation !== undefined && !job.located && changesLicenses(job.order)
  );
}

/** A usage location that was written is not written again. */
export function orderOf(job: Job): Order {
  if (job.order.kind === "reprocess" || !job.located) return job.order;
  const { kind, principal, id, name, add, remove } = job.order;
  return { kind, principal, id, name, add, remove };
}

export function itemsOf(job: Job): number {
  return countItems(orderOf(job));
}
