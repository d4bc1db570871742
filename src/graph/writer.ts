import type { WriteOutcome, WriteProblem } from "../plan/execute/port";
import { type BatchAnswer, type BatchItem, type ItemAnswer, sendBatch } from "./batch";
import type { Clock } from "./clock";
import { confirmsFromResponse } from "./confirm";
import type { Figures } from "./figures";
import type { GraphHttp } from "./graph-http";
import { batchItems } from "./odata";
import { type BatchShape, type BatchVerdict, type Pace, createPace } from "./pace";
import { type ReadBackParts, readBack } from "./read-back";
import { backOff, lost } from "./reader";
import { runBatches } from "./run-batches";
import { type Order, chain, changesLicenses, countItems, writeItems } from "./write-items";
import { type NameOf, describeProblem } from "./write-problems";
import { createWorkQueue } from "./work-queue";
import { type WireError, isConcurrencyViolation, isThrottled } from "./wire";

export interface WriterParts extends ReadBackParts {
  readonly http: GraphHttp;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly figures: Figures;
  readonly nameOf: NameOf;
  /** Kept for the life of a session: what one phase learned about the tenant serves the next. */
  readonly pace: Pace;
}

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
const patience = { busy: 40, throttled: 20, lost: 6, missing: 4, skipped: 100 };
/** Milliseconds for which other people's changes may keep one principal, or the whole tenant, busy. */
const busyPatience = 300_000;
/** Batches in a row without any answer after which nothing more is sent. */
const lostBeforeGivingUp = 8;
const maxWriteBatches = 8;

export function createWritePace(clock: Clock): Pace {
  return createPace(clock, { batchSize: batchItems, maxBatches: maxWriteBatches, beginsSequential: true });
}

/**
 * Sends one call a principal and sees every one of them through to an outcome. Nothing is repeated whose answer was lost before the
 * principal has been read back: a batch that timed out, broke off or was throttled half-way may have been carried out.
 */
export async function writeOrders(parts: WriterParts, orders: readonly Order[], onOutcome: (outcome: WriteOutcome) => void): Promise<readonly WriteOutcome[]> {
  const { clock, http, signal, figures, pace } = parts;
  const outcomes = new Map<string, WriteOutcome>();
  const plain = createWorkQueue<Job>(clock);
  const located = createWorkQueue<Job>(clock);
  const toReadBack = createWorkQueue<Job>(clock);
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  /** Why nothing more can be sent; the first reason counts. */
  const halts: WireError[] = [];

  const settle = (job: Job, outcome: WriteOutcome): void => {
    if (outcomes.has(job.order.id)) return;
    outcomes.set(job.order.id, outcome);
    onOutcome(outcome);
  };
  const applied = (job: Job): void => settle(job, { kind: "applied", id: job.order.id });
  const fail = (job: Job, error: WireError): void => failWith(job, describeProblem(error, parts.nameOf));
  const failWith = (job: Job, problem: WriteProblem): void => settle(job, { kind: "failed", id: job.order.id, problem, located: job.located });
  const again = (job: Job, milliseconds = 0): void => {
    const queue = needsLocation(job) ? located : plain;
    if (milliseconds > 0) queue.addLater(job, milliseconds);
    else queue.add([job]);
  };
  const retry = (job: Job, error: WireError, limit: number, milliseconds: number): void => {
    job.lastError = error;
    job.attempts += 1;
    figures.retries += 1;
    if (job.attempts >= limit) fail(job, error);
    else again(job, milliseconds);
  };
  const look = (job: Job, milliseconds: number): void => toReadBack.addLater(job, milliseconds);

  const start = async (shape: BatchShape): Promise<BatchVerdict> => {
    if (pace.busyFor() > busyPatience) giveUp(busyTenant);
    const isChain = shape.sequential || plain.readyAt() === undefined || (plain.readyAt() ?? 0) > clock.now();
    const jobs = [...(isChain ? takeItems(located, shape.size) : [])];
    const left = shape.size - jobs.reduce((sum, job) => sum + itemsOf(job), 0);
    if ((shape.sequential || !isChain) && left > 0) jobs.push(...plain.take(left));
    const items = jobs.flatMap((job, place) => {
      const { locate, license } = writeItems(orderOf(job), place);
      return [locate, license].filter((item) => item !== undefined);
    });
    figures.requests += 1;
    figures.batches += 1;
    for (const job of jobs) job.wasSent = true;
    try {
      // Without the signal: what was sent may be carried out, and its answer is worth having.
      const batch = await sendBatch(http, clock, isChain ? chain(items) : items);
      for (const [place, job] of jobs.entries()) judge(job, batch, place, isChain);
      if (toReadBack.due() >= batchItems) looking ??= lookAtDue();
      return verdictOf(batch, items);
    } catch (error) {
      // No token: nothing was sent.
      giveUp({ status: 401, code: "signed-out", message: error instanceof Error ? error.message : String(error) });
      for (const job of jobs) fail(job, halts[0] ?? unsent);
      return { collisions: 0, throttled: 0, settled: 0, items: items.length };
    }
  };

  /** Beside the writes: reading does not collide with them. */
  let looking: Promise<void> | undefined;
  const lookAtDue = async (): Promise<void> => {
    await readBack(parts, toReadBack.take(Infinity), {
      applied,
      fail,
      failWith,
      look,
      retry: (job, error, milliseconds) => retry(job, error, isThrottled(error) ? patience.throttled : patience.lost, isThrottled(error) ? 0 : milliseconds),
    });
    looking = undefined;
  };

  const giveUp = (error: WireError): void => {
    halts.push(error);
    stop.abort();
  };

  const judge = (job: Job, batch: BatchAnswer, place: number, isChain: boolean): void => {
    const locate = batch.answers.get(`${place}-locate`);
    const license = batch.answers.get(`${place}-license`);
    if (batch.whole === "refused" && locate?.kind !== "done" && license?.kind !== "done") {
      const error = (license ?? locate)?.kind === "refused" ? ((license ?? locate) as Extract<ItemAnswer, { kind: "refused" }>).error : unsent;
      if (error.status === 401) giveUp(error);
      // The whole batch was turned away: not one item of it was carried out.
      if (isThrottled(error) || isConcurrencyViolation(error)) retry(job, error, patience.throttled, batch.retryAfter ?? 0);
      else fail(job, error);
      return;
    }
    if (locate?.kind === "done") job.located = true;
    for (const answer of [locate, license]) {
      if (answer === undefined || answer.kind === "done") continue;
      judgeTrouble(job, answer, isChain);
      return;
    }
    if (license?.kind === "done" && !confirmsFromResponse(job.order, license)) {
      job.acknowledged = true;
      look(job, 0);
      return;
    }
    applied(job);
  };

  const judgeTrouble = (job: Job, answer: Exclude<ItemAnswer, { kind: "done" }>, isChain: boolean): void => {
    const { error } = answer;
    const wait = answer.retryAfter ?? 0;
    if (isThrottled(error)) {
      // Was seen to be carried out all the same.
      job.lastError = error;
      job.wasUncertain = true;
      look(job, wait);
    } else if (answer.kind === "unknown") {
      job.lastError = error;
      job.wasUncertain = true;
      look(job, Math.max(wait, settlingMilliseconds));
    } else if (error.status === 424) {
      // Something before it in the chain failed: this one was not tried.
      job.skips += 1;
      if (job.skips > patience.skipped) fail(job, error);
      else (needsLocation(job) ? located : plain).addFirst(job);
    } else if (isConcurrencyViolation(error)) {
      collide(job, error, wait, isChain);
    } else if (error.status === 404) {
      // Also what Graph says for some seconds about an account that was created a moment ago.
      retry(job, error, patience.missing, wait > 0 ? wait : backOff(clock, job.attempts + 2));
    } else if (job.wasUncertain && describeProblem(error, parts.nameOf).code === "not-assigned") {
      job.lastError = error;
      look(job, 0);
    } else {
      if (error.status === 401) giveUp(error);
      fail(job, error);
    }
  };

  /** In a chain the pace knows when to try again, and mostly it is the tenant that is busy, not this principal: it stays first in turn. */
  const collide = (job: Job, error: WireError, wait: number, isChain: boolean): void => {
    job.busySince ??= clock.now();
    if (job.attempts >= patience.busy && clock.now() - job.busySince > busyPatience) fail(job, error);
    else if (!isChain) retry(job, error, Infinity, wait > 0 ? wait : backOff(clock, 1));
    else if (wait > 0 || job.attempts % 4 === 3) retry(job, error, Infinity, wait);
    else {
      job.lastError = error;
      job.attempts += 1;
      figures.retries += 1;
      (needsLocation(job) ? located : plain).addFirst(job);
    }
  };

  for (const order of orders) {
    const job: Job = { order, located: false, wasSent: false, acknowledged: false, wasUncertain: false, attempts: 0, skips: 0, seen: 0, readBacks: 0 };
    if (countItems(order) === 0) applied(job);
    else again(job);
  }
  const readyAt = (): number | undefined => {
    if (pace.lostInRow() >= lostBeforeGivingUp) giveUp({ status: 0, code: "connection", message: "Graph gave no answer to several batches in a row." });
    const times = [plain.readyAt(), located.readyAt()].filter((at) => at !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  };
  const isOver = (): boolean => ended.aborted;
  while (!isOver() && (readyAt() !== undefined || toReadBack.readyAt() !== undefined)) {
    await runBatches(clock, pace, { readyAt, start }, ended);
    await looking;
    if (readyAt() !== undefined) continue;
    const due = toReadBack.readyAt();
    if (due === undefined) continue;
    await clock.sleep(due - clock.now(), ended);
    if (!isOver()) await lookAtDue();
  }
  await looking;
  for (const job of [...plain.drain(), ...located.drain()]) {
    if (job.wasSent && job.wasUncertain) fail(job, job.lastError ?? unsent);
    else if (halts[0] === undefined) settle(job, { kind: "notSent", id: job.order.id });
    else fail(job, halts[0]);
  }
  for (const job of toReadBack.drain()) fail(job, job.lastError ?? unsent);
  return orders.map((order) => outcomes.get(order.id) ?? { kind: "notSent", id: order.id });
}

/** What was in progress when an answer was lost gets a moment to end before it is looked at. */
const settlingMilliseconds = 1_000;
const busyTenant: WireError = { status: 409, code: "Directory_ConcurrencyViolation", message: "Error due to concurrent requests being made to the tenant, for five minutes without a pause." };
const unsent: WireError = { status: 0, code: "stopped", message: "The run ended before Graph confirmed this change." };

function needsLocation(job: Job): boolean {
  return job.order.kind === "assign" && job.order.usageLocation !== undefined && !job.located && changesLicenses(job.order);
}

/** A usage location that was written is not written again. */
function orderOf(job: Job): Order {
  if (job.order.kind === "reprocess" || !job.located) return job.order;
  const { kind, principal, id, name, add, remove } = job.order;
  return { kind, principal, id, name, add, remove };
}

function itemsOf(job: Job): number {
  return countItems(orderOf(job));
}

function takeItems(queue: ReturnType<typeof createWorkQueue<Job>>, size: number): Job[] {
  return queue.take(Math.max(1, Math.floor(size / 2)));
}

function verdictOf(batch: BatchAnswer, items: readonly BatchItem[]): BatchVerdict {
  let settled = 0;
  let collisions = 0;
  let throttled = 0;
  let longest = batch.retryAfter;
  for (const answer of batch.answers.values()) {
    if (answer.kind === "done") {
      settled += 1;
      continue;
    }
    if (isConcurrencyViolation(answer.error)) collisions += 1;
    else if (isThrottled(answer.error)) throttled += 1;
    else if (answer.kind === "refused" && answer.error.status !== 424) settled += 1;
    if (answer.retryAfter !== undefined) longest = Math.max(longest ?? 0, answer.retryAfter);
  }
  return { collisions, throttled, settled, items: items.length, ...lost(batch.whole), ...(longest === undefined ? {} : { retryAfter: longest }) };
}
