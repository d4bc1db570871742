import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Graph behind something that writes down what is asked of it, items of batches one by one. */
export class RecordingProxy {
  /** `GET /users?$top=999`, without the version. */
  readonly asked: string[] = [];
  readonly #server;

  private constructor(target: string) {
    const { port } = new URL(target);
    this.#server = createServer((message, response) => void this.#pass(message, response, Number(port)));
  }

  static async start(target: string): Promise<RecordingProxy> {
    const proxy = new RecordingProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What changes something, or could: everything but reading, in whatever form it is asked. */
  get writing(): readonly string[] {
    return this.asked.filter((one) => !one.startsWith("GET ") && !readingPosts.test(one));
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #pass(message: IncomingMessage, response: ServerResponse, port: number): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of message) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const path = (message.url ?? "").replace(/^\/(?:v1\.0|beta)/, "");
    if (path === "/$batch") this.#noteItems(body.toString("utf8"));
    else this.asked.push(`${message.method ?? ""} ${path}`);
    const { method, headers, url } = message;
    const passed = request({ host: "127.0.0.1", port, path: url, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    passed.end(body);
  }

  #noteItems(text: string): void {
    const { requests } = JSON.parse(text) as { readonly requests: readonly { method: string; url: string }[] };
    for (const { method, url } of requests) this.asked.push(`${method} ${url}`);
  }
}

/**
 * Posts that Microsoft documents as reading: a token, and objects by their ids.
 * https://learn.microsoft.com/en-us/graph/api/directoryobject-getbyids
 */
const readingPosts =
  /^POST (?:\/[^/]+\/oauth2\/v2\.0\/token|\/directoryObjects\/(?:microsoft\.graph\.)?getByIds)(?:\?|$)/;
