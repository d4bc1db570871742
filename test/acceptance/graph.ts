import { setTimeout as sleep } from "node:timers/promises";
import {
  isConcurrencyViolation,
  isThrottled,
  isObject,
  readError,
  type WireObject,
} from "../../src/graph/batches/wire";
import type { ConnectionSettings } from "../../src/graph/connect/connection-settings";
import { createFetch, type Fetch } from "../../src/graph/connect/proxy-fetch";
import { TokenSource } from "../../src/graph/connect/token-source";
import { describeProblem } from "../../src/graph/write/write-problems";

export interface Answer {
  readonly status: number;
  readonly body: WireObject;
}

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Whatever speaks Graph at an address, by requests alone: nothing here knows what stands behind it. */
export class Graph {
  readonly #settings: ConnectionSettings;
  readonly #tokens: TokenSource;
  readonly #fetch: Fetch;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
    this.#tokens = new TokenSource(settings);
    this.#fetch = createFetch(settings.proxy);
  }

  /** Asks again where Graph is busy or throttles; any other answer is one. */
  async send(
    method: Method,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const response = await this.#fetch(`${this.#settings.endpoint}/v1.0${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await this.#tokens.token()}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: "manual",
        signal: AbortSignal.timeout(60_000),
      });
      const text = await response.text();
      const read: unknown = text === "" ? {} : JSON.parse(text);
      const answer: Answer = { status: response.status, body: isObject(read) ? read : {} };
      const error = readError(answer.status, answer.body);
      const isBusy = response.status >= 400 && (isThrottled(error) || isConcurrencyViolation(error));
      if ((!isBusy && response.status < 500) || response.status === 501 || tries >= 10) return answer;
      await sleep(Number(response.headers.get("retry-after") ?? 0) * 1000 || 2 ** tries * 100);
    }
  }

  /** What a request answers that has to succeed. */
  async expect(
    method: Method,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<WireObject> {
    const answer = await this.send(method, path, body, headers);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    const { code, message } = readError(answer.status, answer.body);
    throw new Error(`${method} ${path} answered ${answer.status} ${code}: ${message}`);
  }

  /** By which problem the product calls a refusal. Throws where nothing was refused. */
  async refusal(method: Method, path: string, body?: unknown): Promise<string> {
    const answer = await this.send(method, path, body);
    if (answer.status < 400) throw new Error(`${method} ${path} was not refused: ${answer.status}`);
    return describeProblem(readError(answer.status, answer.body), () => undefined).code;
  }

  /** All pages of a collection. The link of a next page must lead to the same place. */
  async list(path: string, headers?: Readonly<Record<string, string>>): Promise<readonly WireObject[]> {
    const prefix = `${this.#settings.endpoint}/v1.0`;
    const found: WireObject[] = [];
    let next: string | undefined = path;
    while (next !== undefined) {
      const body: WireObject = await this.expect("GET", next, undefined, headers);
      found.push(...(Array.isArray(body["value"]) ? body["value"].filter(isObject) : []));
      const link = body["@odata.nextLink"];
      if (typeof link === "string" && !link.startsWith(`${prefix}/`)) throw new Error("a next link leads elsewhere");
      next = typeof link === "string" ? link.slice(prefix.length) : undefined;
    }
    return found;
  }
}
