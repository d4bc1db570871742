import type { WriteOutcome, WriteProblem } from "../../terms/port";
import { sendBatch } from "../batches/batch";
import { createBell } from "../batches/bell";
import type { Clock } from "../batches/clock";
import type { Figures } from "../batches/figures";
import type { GraphHttp } from "../connect/graph-http";
import { type Judge, judgeAnswers } from "./judge-answers";
import { createLookBack } from "./look-back";
import { batchItems } from "../batches/odata";
import { type Pace, createPace } from "../batches/pace";
import type { BatchShape } from "../batches/pace-state";
import { type BatchVerdict, judgeBatch, nothingSent } from "../batches/verdict";
import type { ReadBackParts } from "./read-back";
import { runBatches } from "../batches/run-batches";
import { type WireError, isThrottled } from "../batches/wire";
import { createWorkQueue } from "../batches/work-queue";
import { type Order, chain, countItems, writeItems } from "./write-items";
import { type Job, busyPatience, createJob, itemsOf, needsLocation, orderOf, patience, unsent } from "./write-job";
import { type NameOf, describeProblem } from "./write-problems";

export interface WriterParts extends ReadBackParts {
  readonly http: GraphHttp;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly figures: Figures;
  readonly nameOf: NameOf;
  /** Kept for the life of a session: what one phase learned about the tenant serves the next. */
  readonly pace: Pace;
}

/** Rounds without any answer after which nothing more is sent. */
const lostBeforeGivingUp = 8;
const maxWriteBatches = 8;
const busyTenant: WireError = {
  status: 409,
  code: "Directory_ConcurrencyViolation",
  message: "Error due to concurrent requests being made to the tenant, for five minutes without a pause.",
};

export function createWritePace(clock: Clock): Pace {
  return createPace(clock, { batchSize: batchItems, maxBatches: maxWriteBatches, beginsSequential: true });
}

/**
 * Sends one call a principal and sees every one of them through to an outcome. Nothing is repeated whose answer was
 * lost before the principal has been read back: a batch that timed out, broke off or was throttled half-way may have
 * been carried out.
 */
export async function writeOrders(
  parts: WriterParts,
  orders: readonly Order[],
  onOutcome: (outcome: WriteOutcome) => void,
): Promise<readonly WriteOutcome[]> {
  const { clock, http, signal, figures, pace } = parts;
  const outcomes = new Map<string, WriteOutcome>();
  const plain = createWorkQueue<Job>(clock);
  const located = createWorkQueue<Job>(clock);
  const bell = createBell();
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
  const failWith = (job: Job, problem: WriteProblem): void =>
    settle(job, { kind: "failed", id: job.order.id, problem, located: job.located });
  const fail = (job: Job, error: WireError): void => failWith(job, describeProblem(error, parts.nameOf));
  const queueOf = (job: Job): typeof plain => (needsLocation(job) ? located : plain);
  const again = (job: Job, milliseconds = 0): void => {
    if (milliseconds > 0) queueOf(job).addLater(job, milliseconds);
    else queueOf(job).add([job]);
    bell.ring();
  };
  const countAttempt = (job: Job, error: WireError): void => {
    job.lastError = error;
    job.attempts += 1;
    figures.retries += 1;
  };
  const retry = (job: Job, error: WireError, limit: number, milliseconds: number): void => {
    countAttempt(job, error);
    if (job.attempts >= limit) fail(job, error);
    else again(job, milliseconds);
  };
  const retryFirst = (job: Job, error?: WireError): void => {
    if (error !== undefined) countAttempt(job, error);
    queueOf(job).addFirst(job);
  };
  const giveUp = (error: WireError): void => {
    halts.push(error);
    stop.abort();
  };
  const retryUnlessSeen = (job: Job, error: WireError, milliseconds: number): void =>
    isThrottled(error) ? retry(job, error, patience.throttled, 0) : retry(job, error, patience.lost, milliseconds);
  const lookBack = createLookBack(parts, { applied, fail, failWith, retry: retryUnlessSeen }, ended);
  const judge: Judge = {
    clock,
    nameOf: parts.nameOf,
    ends: { applied, fail, retry, retryFirst, look: lookBack.look, giveUp },
  };

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
      for (const [place, job] of jobs.entries()) judgeAnswers(judge, job, batch, place, isChain);
      return judgeBatch(batch, items.length);
    } catch (error) {
      // No token: nothing was sent.
      giveUp({ status: 401, code: "signed-out", message: error instanceof Error ? error.message : String(error) });
      for (const job of jobs) fail(job, halts[0] ?? unsent);
      return nothingSent(items.length);
    }
  };
  const readyAt = (): number | undefined => {
    if (pace.silentRounds() >= lostBeforeGivingUp)
      giveUp({ status: 0, code: "connection", message: "Graph gave no answer to several batches in a row." });
    const times = [plain.readyAt(), located.readyAt()].filter((at) => at !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  };

  for (const order of orders) {
    const job = createJob(order);
    if (countItems(order) === 0) applied(job);
    else again(job);
  }
  const isOver = (): boolean => ended.aborted;
  while (!isOver()) {
    await runBatches(clock, pace, { readyAt, start, added: bell.rung }, ended);
    if (readyAt() !== undefined) continue;
    const looking = lookBack.busy();
    if (looking === undefined) break;
    await Promise.race([looking, bell.rung()]);
  }
  await lookBack.busy();
  for (const job of [...plain.drain(), ...located.drain()]) {
    if (job.wasSent && job.wasUncertain) fail(job, job.lastError ?? unsent);
    else if (halts[0] === undefined) settle(job, { kind: "notSent", id: job.order.id });
    else fail(job, halts[0]);
  }
  for (const job of lookBack.drain()) fail(job, job.lastError ?? unsent);
  return orders.map((order) => outcomes.get(order.id) ?? { kind: "notSent", id: order.id });
}

function takeItems(queue: ReturnType<typeof createWorkQueue<Job>>, size: number): Job[] {
  return queue.take(Math.max(1, Math.floor(size / 2)));
}
