import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { e5 } from "./tenants";

export interface LockServer {
  readonly endpoint: string;
  /** The sum of what the changes took: the least time in which one at a time can be done. */
  readonly busyMilliseconds: () => number;
  readonly changes: () => ReadonlyMap<string, number>;
  readonly refused: () => number;
  readonly close: () => Promise<void>;
}

/**
 * A tenant that takes one licence change at a time. `during`: a change takes its time and is answered then, so that a
 * chain of them is never refused. `after`: it is answered at once, and whatever comes in the time after it is
 * refused.
 */
export async function startLockServer(kind: "during" | "after", milliseconds: () => number): Promise<LockServer> {
  const changes = new Map<string, number>();
  let busyUntil = 0;
  let busy = 0;
  let refused = 0;
  const change = async (url: string): Promise<unknown> => {
    if (performance.now() < busyUntil) {
      refused += 1;
      return {
        status: 409,
        body: {
          error: {
            code: "Directory_ConcurrencyViolation",
            message: "Error due to concurrent requests being made to the tenant. Please wait briefly and retry.",
          },
        },
      };
    }
    const takes = milliseconds();
    busy += takes;
    busyUntil = performance.now() + takes;
    const id = url.split("/")[2] ?? "";
    changes.set(id, (changes.get(id) ?? 0) + 1);
    if (kind === "during") {
      busyUntil = Infinity;
      await new Promise((resolve) => setTimeout(resolve, takes));
      busyUntil = 0;
    }
    return { status: 200, body: { id, assignedLicenses: [{ skuId: e5 }] } };
  };
  const answer = async (url: string): Promise<unknown> => {
    if (url.startsWith("/organization"))
      return { status: 200, body: { value: [{ id: "11111111-1111-4111-8111-111111111111", displayName: "Contoso" }] } };
    return url.endsWith("/assignLicense")
      ? change(url)
      : { status: 404, body: { error: { code: "Request_ResourceNotFound", message: "not here" } } };
  };
  const server = createServer((request, response) => {
    void (async () => {
      const { requests } = JSON.parse(await readText(request)) as {
        requests: { id: string; url: string; dependsOn?: string[] }[];
      };
      const answers = new Map<string, Promise<object>>();
      for (const item of requests) {
        answers.set(
          item.id,
          (async () => {
            const before = await Promise.all(
              (item.dependsOn ?? []).map((id) => answers.get(id) ?? Promise.resolve(undefined)),
            );
            if (before.some((one) => one !== undefined && "status" in one && Number(one.status) >= 400))
              return { id: item.id, status: 424, body: { error: { code: "FailedDependency", message: "before" } } };
            return { id: item.id, ...((await answer(item.url)) as object) };
          })(),
        );
      }
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ responses: await Promise.all(answers.values()) }));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    busyMilliseconds: () => busy,
    changes: () => changes,
    refused: () => refused,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
