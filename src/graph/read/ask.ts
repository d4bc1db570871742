import { type BatchAnswer, type BatchItem, type ItemAnswer, sendBatch } from "../batches/batch";
import { momentOf } from "../batches/clock";
import type { Pace } from "../batches/pace";
import { runBatches } from "../batches/run-batches";
import { describeSilence, isSilent } from "../batches/standstill";
import { type BatchVerdict, judgeBatch, nothingSent } from "../batches/verdict";
import { isThrottled, noAnswer } from "../batches/wire";
import { WorkQueue } from "../batches/work-queue";
import { GraphFailure } from "../connect/graph-failure";
import { refuseStopped } from "./fail-whole";
import type { Question, ReaderContext } from "./question";
import { type Tries, tellTries, waitBeforeRetry } from "./retry";

interface Asked {
  readonly index: number;
  readonly question: Question;
  readonly tries: Tries;
}

/** One call of `ask`. */
interface Round {
  readonly context: ReaderContext;
  readonly queue: WorkQueue<Asked>;
  readonly answers: (ItemAnswer | undefined)[];
  failure: Error | undefined;
  /** Of the last batch that got no answer. */
  lastSilence: string | undefined;
}

/** One answer a question, in their order. */
export async function ask(
  context: ReaderContext,
  pace: Pace,
  questions: readonly Question[],
): Promise<readonly ItemAnswer[]> {
  const queue = new WorkQueue<Asked>(context.clock);
  const since = context.clock.now();
  queue.add(questions.map((question, index) => ({ index, question, tries: { count: 0, since } })));
  const answers = questions.map(() => undefined);
  const round: Round = { context, queue, answers, failure: undefined, lastSilence: undefined };
  let silentBefore = pace.silentRounds();
  const readyAt = (): number | undefined => {
    silentBefore = Math.min(silentBefore, pace.silentRounds());
    // Thousands of questions would each have their own time.
    if (queue.readyAt() !== undefined && isSilent(pace, silentBefore)) giveUp(round, silence(round));
    return queue.readyAt();
  };
  const work = { readyAt, start: ({ size }: { readonly size: number }) => askBatch(round, size) };
  await runBatches(context, pace, work, context.signal);
  if (round.failure !== undefined) throw round.failure;
  refuseStopped(context.signal);
  return round.answers.map(
    (answer) => answer ?? { kind: "unknown", error: noAnswer("The question was not answered.") },
  );
}

async function askBatch(round: Round, size: number): Promise<BatchVerdict> {
  const { http, clock, signal, figures } = round.context;
  const taken = round.queue.take(size);
  figures.requests += 1;
  figures.batches += 1;
  try {
    const batch = await sendBatch(http, clock, taken.map(itemAt), signal);
    const throttled = taken.filter((asked, id) => take(round, asked, batch.answers.get(String(id))) === "throttled");
    if (batch.whole === "broken" || batch.whole === "timedOut") round.lastSilence = reasonOf(batch);
    // Reads do not collide, and what was refused for another reason is answered.
    const finished = taken.length - throttled.length;
    return { ...judgeBatch(batch, taken.length), collisions: 0, throttled: throttled.length, finished };
  } catch (error) {
    giveUp(round, error instanceof Error ? error : new Error(String(error)));
    return nothingSent(taken.length);
  }
}

function itemAt({ question }: Asked, id: number): BatchItem {
  const headers = question.headers === undefined ? {} : { headers: question.headers };
  return { id: String(id), method: "GET", url: question.url, ...headers };
}

/** Keeps an answer, or puts the question back. */
function take(round: Round, asked: Asked, answer: ItemAnswer | undefined): "throttled" | undefined {
  if (answer === undefined) return undefined;
  const { clock, figures } = round.context;
  const moment = momentOf(clock);
  const tries = { ...asked.tries, count: asked.tries.count + 1 };
  const wait = answer.kind === "done" ? undefined : waitBeforeRetry(answer, tries, moment);
  if (answer.kind === "done" || wait === undefined) {
    round.answers[asked.index] = answer.kind === "done" ? answer : tellTries(answer, tries, moment.now);
    return undefined;
  }
  figures.retries += 1;
  round.queue.addLater({ ...asked, tries }, wait);
  return isThrottled(answer.error) ? "throttled" : undefined;
}

function reasonOf(batch: BatchAnswer): string | undefined {
  const [answer] = batch.answers.values();
  return answer?.kind === "done" ? undefined : answer?.error.message;
}

function silence(round: Round): GraphFailure {
  const fact = `Reading the tenant failed: ${describeSilence(round.lastSilence)}.`;
  return new GraphFailure("unavailable", fact, "Run again in some minutes.");
}

function giveUp(round: Round, failure: Error): void {
  round.failure ??= failure;
  round.queue.drain();
}
