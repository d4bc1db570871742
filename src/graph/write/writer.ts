import type { WriteOutcome, WriteProblem } from "../../terms/port";
import { type BatchAnswer, type BatchItem, sendBatch } from "../batches/batch";
import { Bell } from "../batches/bell";
import { type Clock, momentOf } from "../batches/clock";
import type { Figures } from "../batches/figures";
import { batchItems } from "../batches/odata";
import { Pace } from "../batches/pace";
import type { BatchShape } from "../batches/pace-state";
import { runBatches } from "../batches/run-batches";
import { type BatchVerdict, judgeBatch, nothingSent } from "../batches/verdict";
import type { WireError } from "../batches/wire";
import type { GraphHttp } from "../connect/graph-http";
import { afterAnswers } from "./after-answers";
import { type JobQueue, createJobQueue } from "./job-queue";
import { LookBack, type LookBackContext } from "./look-back";
import { whyNoMore } from "../batches/standstill";
import { type Order, chain, writeItems } from "./write-items";
import { type Job, type Next, beginJob, fail, mayStand, orderOf, unsent } from "./write-job";
import { type NameOf, describeProblem } from "./write-problems";

export interface WriteContext extends LookBackContext {
  readonly http: GraphHttp;
  readonly signal: AbortSignal;
  readonly figures: Figures;
  readonly nameOf: NameOf;
  /** Kept for the life of a session: what one phase learned about the tenant serves the next. */
  readonly pace: Pace;
}

const maxWriteBatches = 8;

export function createWritePace(clock: Clock): Pace {
  return new Pace(clock, { batchSize: batchItems, maxBatches: maxWriteBatches, beginsSequential: true });
}

/** One call of `writeOrders`. */
interface Run {
  readonly context: WriteContext;
  readonly queue: JobQueue;
  readonly lookBack: LookBack;
  /** Rings when something was added to the queue. */
  readonly bell: Bell;
  readonly outcomes: Map<string, WriteOutcome>;
  readonly onOutcome: (outcome: WriteOutcome) => void;
  readonly stop: AbortController;
  /** Raised by `stop`, or from outside. */
  readonly ended: AbortSignal;
  /** Why nothing more can be sent; the first reason counts. */
  halt: WireError | undefined;
  batches: number;
  /** Of the last batch that got no answer. */
  lastSilence: string | undefined;
}

/**
 * Sends one call a principal and sees every one of them through to an outcome. A job goes from the queue into a batch;
 * `afterAnswers` says what becomes of it: an outcome, the queue again, or a reading back, after which `afterReadBack`
 * says the same.
 */
export async function writeOrders(
  context: WriteContext,
  orders: readonly Order[],
  onOutcome: (outcome: WriteOutcome) => void,
): Promise<readonly WriteOutcome[]> {
  const run = beginRun(context, onOutcome);
  for (const order of orders) follow(run, beginJob(order));
  await sendAll(run);
  await run.lookBack.busy();
  concludeRest(run);
  return orders.map((order) => run.outcomes.get(order.id) ?? { kind: "notSent", id: order.id });
}

function beginRun(context: WriteContext, onOutcome: (outcome: WriteOutcome) => void): Run {
  const stop = new AbortController();
  const ended = AbortSignal.any([context.signal, stop.signal]);
  const run: Run = {
    context,
    queue: createJobQueue(context.clock),
    lookBack: new LookBack(context, (next) => follow(run, next), ended),
    bell: new Bell(),
    outcomes: new Map(),
    onOutcome,
    stop,
    ended,
    halt: undefined,
    batches: 0,
    lastSilence: undefined,
  };
  return run;
}

/** Until nothing is left to be sent or looked at, or nothing more can be sent. */
async function sendAll(run: Run): Promise<void> {
  const { context, queue, bell } = run;
  const readyAt = (): number | undefined => {
    const error = run.batches === 0 ? undefined : whyNoMore(context.pace, run.lastSilence);
    if (error !== undefined) giveUp(run, error);
    return queue.readyAt();
  };
  const work = { readyAt, start: (shape: BatchShape) => sendJobs(run, shape), added: () => bell.rung() };
  const isOver = (): boolean => run.ended.aborted;
  while (!isOver()) {
    await runBatches(context, context.pace, work, run.ended);
    if (queue.readyAt() !== undefined) continue;
    const looking = run.lookBack.busy();
    if (looking === undefined) return;
    await Promise.race([looking, bell.rung()]);
  }
}

async function sendJobs(run: Run, shape: BatchShape): Promise<BatchVerdict> {
  const { http, clock, figures } = run.context;
  const { jobs, inChain } = run.queue.take(shape);
  const items = jobs.flatMap(itemsAt);
  run.batches += 1;
  figures.requests += 1;
  figures.batches += 1;
  try {
    // Without the signal: what was sent may be carried out, and its answer is worth having.
    const batch = await sendBatch(http, clock, inChain ? chain(items) : items);
    for (const [place, job] of jobs.entries()) followAnswers(run, job, batch, place, inChain);
    if (batch.whole === "broken" || batch.whole === "timedOut") run.lastSilence = reasonOf(batch);
    return judgeBatch(batch, items.length);
  } catch (error) {
    // No token: nothing was sent.
    const message = error instanceof Error ? error.message : String(error);
    giveUp(run, { status: 401, code: "signed-out", message });
    for (const job of jobs) follow(run, fail(job, run.halt ?? unsent));
    return nothingSent(items.length);
  }
}

function itemsAt(job: Job, place: number): readonly BatchItem[] {
  const { locate, license } = writeItems(orderOf(job), place);
  return [locate, license].filter((item) => item !== undefined);
}

function followAnswers(run: Run, job: Job, batch: BatchAnswer, place: number, inChain: boolean): void {
  const { clock, figures } = run.context;
  const answers = {
    locate: batch.answers.get(`${place}-locate`),
    license: batch.answers.get(`${place}-license`),
    turnedAway: batch.whole === "refused",
    inChain,
  };
  const next = afterAnswers({ ...job, wasSent: true }, answers, momentOf(clock));
  if (next.job.attempts > job.attempts) figures.retries += 1;
  // Who has no access has none for anybody.
  if (next.kind === "failed" && next.error.status === 401) giveUp(run, next.error);
  follow(run, next);
}

function reasonOf(batch: BatchAnswer): string | undefined {
  const [answer] = batch.answers.values();
  return answer?.kind === "done" ? undefined : answer?.error.message;
}

/** Brings a job where it goes next. */
function follow(run: Run, next: Next): void {
  const { id } = next.job.order;
  switch (next.kind) {
    case "send":
      run.queue.add(next);
      run.bell.ring();
      return;
    case "look":
      run.lookBack.add(next.job, next.wait);
      return;
    case "applied":
      conclude(run, { kind: "applied", id });
      return;
    case "failed":
      conclude(run, failed(next.job, problemOf(next, run.context.nameOf)));
      return;
    case "unconfirmed":
      conclude(run, failed(next.job, unconfirmed));
  }
}

const unconfirmed: WriteProblem = {
  code: "unconfirmed",
  uncertain: true,
  message: "Graph accepted the change, and reading back does not show it.",
  remedy: "Run again in some minutes: the tenant is then read anew.",
};

function failed({ order, located }: Job, problem: WriteProblem): WriteOutcome {
  return { kind: "failed", id: order.id, problem, located };
}

function problemOf({ job, error }: Extract<Next, { kind: "failed" }>, nameOf: NameOf): WriteProblem {
  return { ...describeProblem(error, nameOf), ...(mayStand(job, error) && { uncertain: true }) };
}

function conclude(run: Run, outcome: WriteOutcome): void {
  if (run.outcomes.has(outcome.id)) return;
  run.outcomes.set(outcome.id, outcome);
  run.onOutcome(outcome);
}

function giveUp(run: Run, error: WireError): void {
  run.halt ??= error;
  run.stop.abort();
}

/** After a halt or a stop: whoever may have been changed has failed, the rest was not sent. */
function concludeRest(run: Run): void {
  for (const job of run.queue.drain()) {
    if (job.wasSent && job.wasUncertain) follow(run, fail(job, job.lastError ?? unsent));
    else if (run.halt === undefined) conclude(run, { kind: "notSent", id: job.order.id });
    else follow(run, fail(job, run.halt));
  }
  for (const job of run.lookBack.drain()) follow(run, fail(job, job.lastError ?? unsent));
}
