import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Bytes as a server writes them, nothing at all, or the end of the connection. */
export type RawAnswer =
  | "silence"
  | "hang-up"
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly text: string };

export interface RawGraph {
  readonly endpoint: string;
  /** Paths with query after the version, in their order. */
  readonly paths: readonly string[];
  readonly close: () => Promise<void>;
}

/** A server that answers anything, not only what Graph would. `count` is how many requests there were so far. */
export async function startRawGraph(
  answer: (path: string, body: string, count: number) => RawAnswer,
): Promise<RawGraph> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await readBody(request);
      const path = (request.url ?? "").replace(/^\/v1\.0/, "");
      paths.push(path);
      const told = answer(path, body, paths.length);
      if (told === "silence") return;
      if (told === "hang-up") {
        request.socket.destroy();
        return;
      }
      response.writeHead(told.status, { "content-type": "application/json", ...told.headers });
      response.end(told.text);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
