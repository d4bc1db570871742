import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Whatever this product sends. */
export interface SentBody {
  readonly addLicenses?: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[];
  readonly removeLicenses?: readonly string[];
  readonly usageLocation?: string;
  readonly requests?: readonly SentItem[];
}

export interface SentItem {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: SentBody;
  readonly dependsOn?: readonly string[];
}

/** One request as Graph sees it: an item of a batch, or a request of its own. */
export interface Asked {
  readonly method: string;
  /** Path and query after the version, decoded. */
  readonly path: string;
  readonly body: SentBody | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Told {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * What a whole batch may meet before its items are looked at. `break` closes the connection; `breakAfter` does so once
 * the work is done.
 */
export type BatchFate =
  | { readonly kind: "break" | "breakAfter" | "none" }
  | { readonly kind: "answer"; readonly told: Told };

export interface ScriptedGraph {
  readonly endpoint: string;
  readonly batches: readonly (readonly SentItem[])[];
  readonly requests: number;
  readonly maxBatchesAtOnce: number;
  readonly close: () => Promise<void>;
}

/**
 * A server that says what a test tells it to say: for faults that a well-behaved tenant does not show. Items of a
 * batch are answered one after the other where they depend on each other, and in reverse order where they do not,
 * since Graph guarantees none.
 */
export async function startScriptedGraph(
  answer: (asked: Asked) => Told | Promise<Told>,
  fate: (batch: number, items: readonly SentItem[]) => BatchFate | Promise<BatchFate> = () => ({ kind: "none" }),
): Promise<ScriptedGraph> {
  const seen = { batches: [] as (readonly SentItem[])[], requests: 0, atOnce: 0, maxAtOnce: 0 };
  const server = createServer((request, response) => {
    void (async () => {
      seen.requests += 1;
      const body = await readBody(request);
      const path = decodeURIComponent((request.url ?? "").replace(/^\/v1\.0/, ""));
      const send = (told: Told): void => {
        response.writeHead(told.status, { "content-type": "application/json", ...told.headers });
        response.end(told.body === undefined ? undefined : JSON.stringify(told.body));
      };
      if (path !== "/$batch") {
        send(
          await answer({
            method: request.method ?? "",
            path,
            body,
            headers: request.headers as Record<string, string>,
          }),
        );
        return;
      }
      const items = body?.requests ?? [];
      seen.batches.push(items);
      seen.atOnce += 1;
      seen.maxAtOnce = Math.max(seen.maxAtOnce, seen.atOnce);
      try {
        const met = await fate(seen.batches.length, items);
        if (met.kind === "break") {
          request.socket.destroy();
          return;
        }
        if (met.kind === "answer") {
          send(met.told);
          return;
        }
        const responses = await answerItems(items, answer);
        if (met.kind === "breakAfter") request.socket.destroy();
        else send({ status: 200, body: { responses } });
      } finally {
        seen.atOnce -= 1;
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    batches: seen.batches,
    get requests() {
      return seen.requests;
    },
    get maxBatchesAtOnce() {
      return seen.maxAtOnce;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answerItems(
  items: readonly SentItem[],
  answer: (asked: Asked) => Told | Promise<Told>,
): Promise<unknown[]> {
  const statuses = new Map<string, number>();
  const responses: unknown[] = [];
  for (const item of items) {
    const failed = (item.dependsOn ?? []).some((id) => (statuses.get(id) ?? 500) >= 400);
    const told = failed
      ? { status: 424, body: { error: { code: "FailedDependency", message: "A request this one depends on failed." } } }
      : await answer({
          method: item.method,
          path: decodeURIComponent(item.url),
          body: item.body,
          headers: item.headers ?? {},
        });
    statuses.set(item.id, told.status);
    responses.unshift({ id: item.id, status: told.status, headers: told.headers ?? {}, body: told.body });
  }
  return responses;
}

async function readBody(request: IncomingMessage): Promise<SentBody | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? undefined : (JSON.parse(text) as SentBody);
}
