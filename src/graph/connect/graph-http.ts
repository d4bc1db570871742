import { Client, type Middleware, ResponseType, TelemetryHandler } from "@microsoft/microsoft-graph-client";
import type { ConnectionSettings } from "./connection-settings";
import { noticeable } from "./bounded";
import { type Fetch, createFetch } from "./proxy-fetch";
import { readTextUpTo } from "./read-text";

/** One HTTP exchange with Graph. `broken` means that nobody knows whether Graph did what was asked. */
export type HttpResult = HttpAnswer | { readonly kind: "broken"; readonly reason: string };

export interface HttpAnswer {
  readonly kind: "answer";
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
}

export interface GraphRequest {
  readonly method: "GET" | "POST";
  /** Without host and version, percent-encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface GraphHttp {
  /** Never throws for what happens on the way; what the token source throws passes through. */
  readonly send: (request: GraphRequest, signal?: AbortSignal) => Promise<HttpResult>;
  /** The path of a next link, or undefined where it leads to another host: a token must not follow it there. */
  readonly pathOfLink: (link: string) => string | undefined;
}

export interface HttpOptions {
  /** Milliseconds for one answer; longer silence is a broken connection. */
  readonly answerPatience?: number;
  /** What is waited for, in words for whoever looks at the run. */
  readonly onWaiting?: (text: string) => void;
  readonly now?: () => number;
  /** How long an answer took, in milliseconds of `now`: from the request to its last byte, without signing in. */
  readonly onAnswer?: (milliseconds: number) => void;
}

/** Graph ends a batch after 30 seconds by itself (json-batching, "504"). */
const defaultPatience = 60_000;
/** A page of 999 people with many licences each has some megabytes. */
const longestAnswer = 128 << 20;

/**
 * Microsoft's client with a chain of our own. Its `AuthenticationHandler` gives no token to a loopback address
 * without TLS, and its `RetryHandler` would repeat a batch of writes that timed out: see docs/decisions on the HTTP
 * client.
 */
export function createGraphHttp(
  settings: ConnectionSettings,
  giveToken: () => Promise<string>,
  options: HttpOptions = {},
): GraphHttp {
  const client = Client.initWithMiddleware({
    middleware: [new TelemetryHandler(), sendBy(createFetch(settings.proxy))],
    baseUrl: settings.endpoint,
    defaultVersion: "v1.0",
  });
  const prefix = `${settings.endpoint}/v1.0`;
  const patience = options.answerPatience ?? defaultPatience;
  const now = options.now ?? ((): number => performance.now());

  const send = async (request: GraphRequest, signal?: AbortSignal): Promise<HttpResult> => {
    // The client takes a host from anywhere in a path; nothing here ever has one, and a token must not go there.
    if (request.path.includes("://")) throw new Error(`a path of Graph with a host in it: ${request.path}`);
    const token = await untilStopped(giveToken(), signal);
    if (token === undefined) return { kind: "broken", reason: "the run was stopped" };
    const begin = now();
    const timeout = AbortSignal.timeout(patience);
    const slow = setTimeout(
      () => options.onWaiting?.(`waiting for an answer of Graph, up to ${Math.round(patience / 1000)} s`),
      noticeable,
    );
    try {
      const call = client
        .api(request.path)
        .responseType(ResponseType.RAW)
        // A redirect is an answer: nothing here follows it, and a token must not.
        .options({ signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]), redirect: "manual" })
        .headers({ accept: "application/json", ...request.headers, authorization: `Bearer ${token}` });
      const response = (await (request.method === "GET" ? call.get() : call.post(request.body))) as Response;
      const text = await readTextUpTo(response, longestAnswer);
      options.onAnswer?.(now() - begin);
      return {
        kind: "answer",
        status: response.status,
        header: (name) => response.headers.get(name) ?? undefined,
        text,
      };
    } catch (error) {
      if (timeout.aborted) return { kind: "broken", reason: `no answer within ${Math.round(patience / 1000)} s` };
      return { kind: "broken", reason: describe(error) };
    } finally {
      clearTimeout(slow);
    }
  };
  return { send, pathOfLink: (link) => (link.startsWith(`${prefix}/`) ? link.slice(prefix.length) : undefined) };
}

/** A sign-in that hangs does not keep a run that was stopped; undefined then. */
async function untilStopped(token: Promise<string>, signal: AbortSignal | undefined): Promise<string | undefined> {
  if (signal === undefined) return token;
  let stop = (): void => undefined;
  const stopped = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([token, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** The end of the chain; the client's own knows no proxy. */
function sendBy(send: Fetch): Middleware {
  return {
    execute: async (context) => {
      try {
        context.response = await send(String(context.request), context.options);
      } catch (error) {
        // The client keeps the message of what was thrown, and drops its cause.
        throw new Error(describe(error));
      }
    },
  };
}

/** `fetch` wraps what the socket said: the innermost is the one that helps. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause, code } = error as { readonly cause?: unknown; readonly code?: unknown };
  if (cause instanceof Error) return describe(cause);
  // The client makes a code of the name of what was thrown.
  return typeof code === "string" && !/^$|Error$/.test(code) && !error.message.includes(code)
    ? `${error.message} (${code})`
    : error.message;
}
