import type { Clock } from "./clock";
import type { GraphHttp } from "../connect/graph-http";
import {
  type WireError,
  type WireObject,
  asObjects,
  asText,
  isObject,
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
  if (result.kind === "broken") {
    return forAll(
      items,
      {
        kind: "unknown",
        error: { status: 0, code: "connection", message: `The connection to Graph broke off: ${result.reason}` },
      },
      "broken",
    );
  }
  const retryAfter = readRetryAfter(result.header("retry-after"), clock.epoch());
  const wait = retryAfter === undefined ? {} : { retryAfter };
  const body = parseJson(result.text);
  // Old documentation has a batch with a throttled item answer 424 as a whole; its items say what became of them all
  // the same.
  if (!isObject(body) || !Array.isArray(body["responses"])) {
    const error = readError(result.status, body, result.header("request-id"));
    if (result.status < 400)
      return forAll(
        items,
        {
          kind: "unknown",
          error: { status: 0, code: "connection", message: "Graph's answer to a batch could not be read." },
        },
        "broken",
      );
    return isUncertain(result.status)
      ? {
          ...forAll(
            items,
            { kind: "unknown", error, ...wait },
            result.status === 504 || result.status === 408 ? "timedOut" : "broken",
          ),
          ...wait,
        }
      : { ...forAll(items, { kind: "refused", error, ...wait }, "refused"), ...wait };
  }
  const answers = new Map<string, ItemAnswer>();
  for (const response of asObjects(body["responses"])) {
    const id = asText(response["id"]);
    if (id !== undefined) answers.set(id, readItem(response, clock));
  }
  for (const item of items) {
    if (!answers.has(item.id))
      answers.set(item.id, {
        kind: "unknown",
        error: { status: 0, code: "connection", message: "Graph left this request out of its answer." },
      });
  }
  return { answers, ...wait };
}

function readItem(response: WireObject, clock: Clock): ItemAnswer {
  const status = typeof response["status"] === "number" ? response["status"] : Number(response["status"]);
  const body = isObject(response["body"]) ? response["body"] : {};
  if (status >= 200 && status < 300) return { kind: "done", status, body };
  const headers = isObject(response["headers"]) ? response["headers"] : {};
  const header = (name: string): string | undefined => {
    const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
    return entry === undefined ? undefined : typeof entry[1] === "number" ? String(entry[1]) : asText(entry[1]);
  };
  const retryAfter = readRetryAfter(header("retry-after"), clock.epoch());
  const error = readError(status, body, header("request-id"));
  return {
    kind: !(status >= 100) || (isUncertain(status) && status !== 424) ? "unknown" : "refused",
    error,
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
