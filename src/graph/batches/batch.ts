import type { GraphHttp, HttpAnswer } from "../connect/graph-http";
import type { Clock } from "./clock";
import { describeUnreadable, isRedirect } from "./unreadable";
import {
  type WireError,
  type WireObject,
  asObjects,
  asStatus,
  asText,
  isObject,
  noAnswer,
  parseJson,
  readError,
  readRetryAfter,
} from "./wire";

/** One request inside a `$batch`. */
export interface BatchItem {
  readonly id: string;
  readonly method: "GET" | "POST" | "PATCH";
  /** Without host and version. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly dependsOn?: readonly string[];
}

/** What came of one item. `unknown`: nobody can tell whether it was done. */
export type ItemAnswer =
  | { readonly kind: "done"; readonly status: number; readonly body: WireObject }
  | { readonly kind: "refused"; readonly error: WireError; readonly retryAfter?: number }
  | { readonly kind: "unknown"; readonly error: WireError; readonly retryAfter?: number };

export interface BatchAnswer {
  readonly answers: ReadonlyMap<string, ItemAnswer>;
  /** The batch as a whole was not carried out, or nobody knows: every item has the same answer. */
  readonly whole?: "refused" | "timedOut" | "broken";
  readonly retryAfter?: number;
}

/** A gateway or a server that failed half-way says nothing about whether the work was done. */
const isUncertain = (status: number): boolean => status >= 500 || status === 408 || status === 424;

/**
 * Sends up to 20 items; every item has an answer, whatever happens. Answers come in any order and are matched by id.
 */
export async function sendBatch(
  http: GraphHttp,
  clock: Clock,
  items: readonly BatchItem[],
  signal?: AbortSignal,
): Promise<BatchAnswer> {
  const requests = items.map((item) =>
    item.body === undefined ? item : { ...item, headers: { "Content-Type": "application/json", ...item.headers } },
  );
  const result = await http.send({ method: "POST", path: "/$batch", body: { requests } }, signal);
  if (result.kind === "broken")
    return forAll(
      items,
      { kind: "unknown", error: noAnswer(`The connection to Graph broke off: ${result.reason}`) },
      "broken",
    );
  const retryAfter = readRetryAfter(result.header("retry-after"), clock.epoch());
  const wait = retryAfter === undefined ? {} : { retryAfter };
  const body = parseJson(result.text);
  // Old documentation has a batch with a throttled item answer 424 as a whole; its items say what became of them all
  // the same.
  const responses = isObject(body) ? body["responses"] : undefined;
  if (Array.isArray(responses)) return { answers: matchAnswers(items, asObjects(responses), clock), ...wait };
  return { ...answerWhole(items, result, body, retryAfter), ...wait };
}

/** No item has an answer of its own: what was said of the batch counts for each. */
function answerWhole(
  items: readonly BatchItem[],
  result: HttpAnswer,
  body: unknown,
  retryAfter: number | undefined,
): BatchAnswer {
  const { status } = result;
  const wait = retryAfter === undefined ? {} : { retryAfter };
  if (status < 400) {
    const answered = noAnswer(describeUnreadable(result));
    const error = isRedirect(status) ? { ...answered, code: "redirected" } : answered;
    return forAll(items, { kind: "unknown", error }, "broken");
  }
  const error = readError(status, body, result.header("request-id"), describeUnreadable(result));
  if (isUncertain(status))
    return forAll(items, { kind: "unknown", error, ...wait }, status === 504 || status === 408 ? "timedOut" : "broken");
  // It is the address that was not found, and nobody in particular.
  const refusal = status === 404 || status === 410 ? noAnswer(error.message) : error;
  return forAll(items, { kind: "refused", error: refusal, ...wait }, "refused");
}

/** What has no answer, or two, is unknown. */
function matchAnswers(
  items: readonly BatchItem[],
  responses: readonly WireObject[],
  clock: Clock,
): ReadonlyMap<string, ItemAnswer> {
  const answers = new Map<string, ItemAnswer>();
  for (const response of responses) {
    const id = asText(response["id"]);
    if (id === undefined) continue;
    const isSecond = answers.has(id);
    answers.set(id, isSecond ? unknown("Graph answered this request twice in one answer.") : readItem(response, clock));
  }
  return new Map(items.map(({ id }) => [id, answers.get(id) ?? unknown("Graph left this request out of its answer.")]));
}

function unknown(message: string): ItemAnswer {
  return { kind: "unknown", error: noAnswer(message) };
}

function readItem(response: WireObject, clock: Clock): ItemAnswer {
  const status = asStatus(response["status"]);
  const body = isObject(response["body"]) ? response["body"] : {};
  if (status >= 200 && status < 300) return { kind: "done", status, body };
  const headers = isObject(response["headers"]) ? response["headers"] : {};
  const header = (name: string): string | undefined => {
    const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
    return entry === undefined ? undefined : typeof entry[1] === "number" ? String(entry[1]) : asText(entry[1]);
  };
  const retryAfter = readRetryAfter(header("retry-after"), clock.epoch());
  return {
    kind: status === 0 || (isUncertain(status) && status !== 424) ? "unknown" : "refused",
    error: readError(status, body, header("request-id")),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

function forAll(
  items: readonly BatchItem[],
  answer: ItemAnswer,
  whole: "refused" | "timedOut" | "broken",
): BatchAnswer {
  return { answers: new Map(items.map((item) => [item.id, answer])), whole };
}
