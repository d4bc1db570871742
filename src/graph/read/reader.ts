import { type BatchItem, type ItemAnswer, sendBatch } from "../batches/batch";
import type { Clock } from "../batches/clock";
import type { Figures } from "../batches/figures";
import { GraphFailure } from "../connect/graph-failure";
import type { GraphHttp, HttpResult } from "../connect/graph-http";
import { batchItems } from "../batches/odata";
import { createPace } from "../batches/pace";
import { type BatchVerdict, judgeBatch, nothingSent } from "../batches/verdict";
import { backOff } from "../batches/patience";
import { describeSilence, isSilent } from "../batches/standstill";
import { runBatches } from "../batches/run-batches";
import { createWorkQueue } from "../batches/work-queue";
import {
  type WireError,
  type WireObject,
  asObjects,
  asText,
  isConcurrencyViolation,
  isObject,
  isThrottled,
  parseJson,
  readError,
  readRetryAfter,
} from "../batches/wire";

/** A GET. */
export interface Question {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reader {
  /**
   * One answer a question, in their order; 20 to a request. Refusals come back as answers; what concerns everything is
   * thrown.
   */
  readonly ask: (questions: readonly Question[]) => Promise<readonly ItemAnswer[]>;
  /** Follows next links. The following page is on its way while `onPage` works. */
  readonly readPages: (first: Question, onPage: (entries: readonly WireObject[]) => void) => Promise<ItemAnswer>;
}

export interface ReaderContext {
  readonly http: GraphHttp;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly figures: Figures;
}

/** About two minutes of trying in all. */
const maxAttempts = 8;
const maxReadBatches = 6;

export function createReader(context: ReaderContext): Reader {
  const pace = createPace(context.clock, {
    batchSize: batchItems,
    maxBatches: maxReadBatches,
    beginsSequential: false,
  });
  return {
    ask: (questions) => askAll(context, pace, questions),
    readPages: (first, onPage) => readPages(context, first, onPage),
  };
}

interface Asked {
  readonly index: number;
  readonly question: Question;
  attempts: number;
}

async function askAll(
  context: ReaderContext,
  pace: ReturnType<typeof createPace>,
  questions: readonly Question[],
): Promise<readonly ItemAnswer[]> {
  const { clock, http, signal, figures } = context;
  const answers: (ItemAnswer | undefined)[] = questions.map(() => undefined);
  const queue = createWorkQueue<Asked>(clock);
  queue.add(questions.map((question, index) => ({ index, question, attempts: 0 })));
  const failures: Error[] = [];

  const start = async (size: number): Promise<BatchVerdict> => {
    const taken = queue.take(size);
    const items: BatchItem[] = taken.map((asked, id) => ({
      id: String(id),
      method: "GET",
      url: asked.question.url,
      ...(asked.question.headers === undefined ? {} : { headers: asked.question.headers }),
    }));
    figures.requests += 1;
    figures.batches += 1;
    let throttled = 0;
    try {
      const batch = await sendBatch(http, clock, items, signal);
      for (const [id, asked] of taken.entries()) {
        const answer = batch.answers.get(String(id));
        if (answer === undefined) continue;
        if (answer.kind === "done" || !isTransient(answer) || asked.attempts + 1 >= maxAttempts) {
          answers[asked.index] = answer;
          continue;
        }
        if (isThrottled(answer.error)) throttled += 1;
        asked.attempts += 1;
        figures.retries += 1;
        queue.addLater(asked, answer.retryAfter ?? backOff(asked.attempts, clock.random()));
      }
      // Reads do not collide, and what was refused for another reason is answered.
      return { ...judgeBatch(batch, items.length), collisions: 0, throttled, finished: items.length - throttled };
    } catch (error) {
      failures.push(error instanceof Error ? error : new Error(String(error)));
      queue.drain();
      return nothingSent(items.length);
    }
  };
  let silentBefore = pace.silentRounds();
  const readyAt = (): number | undefined => {
    silentBefore = Math.min(silentBefore, pace.silentRounds());
    // Thousands of questions would each have their two minutes.
    if (queue.readyAt() !== undefined && isSilent(pace, silentBefore)) {
      const fact = `Reading the tenant failed: ${describeSilence(undefined)}`;
      failures.push(new GraphFailure("unavailable", fact, "Run again in some minutes."));
      queue.drain();
    }
    return queue.readyAt();
  };
  await runBatches(clock, pace, { readyAt, start: (shape) => start(shape.size) }, signal);
  if (failures[0] !== undefined) throw failures[0];
  refuseStopped(signal);
  return answers.map(
    (answer) =>
      answer ?? {
        kind: "unknown",
        error: { status: 0, code: "connection", message: "The question was not answered." },
      },
  );
}

async function readPages(
  context: ReaderContext,
  first: Question,
  onPage: (entries: readonly WireObject[]) => void,
): Promise<ItemAnswer> {
  let next = { path: first.url, answer: getWithRetries(context, first) };
  for (;;) {
    const answer = await next.answer;
    if (answer.kind !== "text") return answer;
    // Looked for in the text, so that the request for the next page leaves before this one is parsed.
    const early = peekNextLink(answer.text);
    const earlyPath = early === undefined ? undefined : context.http.pathOfLink(early);
    const prefetched =
      earlyPath === undefined
        ? undefined
        : { path: earlyPath, answer: getWithRetries(context, { ...first, url: earlyPath }) };
    prefetched?.answer.catch(() => undefined);
    const body = parseJson(answer.text);
    if (!isObject(body) || !Array.isArray(body["value"]))
      return {
        kind: "unknown",
        error: { status: 0, code: "connection", message: "A page of Graph's answer could not be read." },
      };
    onPage(asObjects(body["value"]));
    const link = asText(body["@odata.nextLink"]);
    if (link === undefined) return { kind: "done", status: answer.status, body: {} };
    const path = context.http.pathOfLink(link);
    if (path === undefined)
      return {
        kind: "unknown",
        error: {
          status: 0,
          code: "next-link",
          message: "Graph's next link leads to another host; it was not followed.",
        },
      };
    next = prefetched?.path === path ? prefetched : { path, answer: getWithRetries(context, { ...first, url: path }) };
  }
}

type HttpAnswer =
  | { readonly kind: "text"; readonly status: number; readonly text: string }
  | Exclude<ItemAnswer, { kind: "done" }>;

/**
 * Graph writes the link before the entries. An apostrophe of JSON inside a value is escaped, so this cannot be met
 * inside one.
 */
function peekNextLink(text: string): string | undefined {
  const found = /"@odata\.nextLink"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text.slice(0, 4096));
  const link = found?.[1] === undefined ? undefined : parseJson(found[1]);
  return typeof link === "string" ? link : undefined;
}

async function getWithRetries(context: ReaderContext, question: Question): Promise<HttpAnswer> {
  const { http, clock, signal, figures } = context;
  for (let attempts = 1; ; attempts += 1) {
    refuseStopped(signal);
    figures.requests += 1;
    const result = await http.send(
      { method: "GET", path: question.url, ...(question.headers === undefined ? {} : { headers: question.headers }) },
      signal,
    );
    const answer = readAnswer(result, clock);
    if (answer.kind === "text" || !isTransient(answer) || attempts >= maxAttempts) return answer;
    figures.retries += 1;
    await clock.sleep(answer.retryAfter ?? backOff(attempts, clock.random()), signal);
  }
}

function readAnswer(result: HttpResult, clock: Clock): HttpAnswer {
  if (result.kind === "broken")
    return {
      kind: "unknown",
      error: { status: 0, code: "connection", message: `The connection to Graph broke off: ${result.reason}` },
    };
  if (result.status >= 200 && result.status < 300) return { kind: "text", status: result.status, text: result.text };
  const retryAfter = readRetryAfter(result.header("retry-after"), clock.epoch());
  const error = readError(result.status, parseJson(result.text), result.header("request-id"));
  return {
    kind: result.status >= 500 || result.status === 408 ? "unknown" : "refused",
    error,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

function isTransient(answer: Exclude<ItemAnswer, { kind: "done" }>): boolean {
  return answer.kind === "unknown"
    ? answer.error.status !== 501
    : isThrottled(answer.error) || isConcurrencyViolation(answer.error);
}

function refuseStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new GraphFailure("stopped", "Reading the tenant was stopped.", "Run again.");
}

/** For answers that concern everything: no access, out of reach. */
export function failWhole(what: string, error: WireError): GraphFailure {
  const fact = `${what} failed: ${error.message}`;
  if (error.status === 401)
    return new GraphFailure("signed-out", fact, "Sign in again, or check the credential of this run.", error.requestId);
  if (error.status === 403) {
    return new GraphFailure(
      "forbidden",
      fact,
      "Grant the app LicenseAssignment.ReadWrite.All, User.Read.All (User.ReadWrite.All to fill usage " +
        "locations), GroupMember.Read.All and Organization.Read.All, with admin consent.",
      error.requestId,
    );
  }
  if (error.status === 0 || error.status === 408 || error.status === 429 || error.status >= 500)
    return new GraphFailure("unavailable", fact, "Nothing was changed. Run again in some minutes.", error.requestId);
  return new GraphFailure("unexpected", fact, "Nothing was changed.", error.requestId);
}
