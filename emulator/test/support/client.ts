import { Client, HTTPMessageHandler, type Middleware } from "@microsoft/microsoft-graph-client";
import { startEmulator, type Emulator, type EmulatorOptions } from "../../src/start";
import { contoso } from "./contoso";

/**
 * Microsoft's own client, pointed at an emulated tenant. Its authentication handler sends no token without TLS, so
 * the token is set here; it has no retry handler, so that a test sees the answer itself.
 */
function graphClient(emulator: Emulator, token = "test"): Client {
  const http = new HTTPMessageHandler();
  const middleware: Middleware = {
    execute: (context) => {
      const headers = new Headers(context.options?.headers);
      headers.set("authorization", `Bearer ${token}`);
      context.options = { ...context.options, headers: Object.fromEntries(headers) };
      return http.execute(context);
    },
  };
  return Client.initWithMiddleware({ baseUrl: `${emulator.url}/`, defaultVersion: "v1.0", middleware });
}

export async function startContoso(
  options: Partial<EmulatorOptions> = {},
): Promise<{ emulator: Emulator; client: Client }> {
  const emulator = await startEmulator({
    tenant: contoso(),
    ...options,
    settings: { groupProcessingDelayMs: 0, ...options.settings },
  });
  return { emulator, client: graphClient(emulator) };
}

export interface Refused {
  readonly statusCode: number;
  readonly code: string;
  readonly message: string;
}

/** What a client is told when it is refused; fails where it is not. */
export async function refusalOf(request: Promise<unknown>): Promise<Refused> {
  try {
    await request;
  } catch (error) {
    const { statusCode, code, message } = error as Refused;
    return { statusCode, code, message };
  }
  throw new Error("The request was not refused.");
}

/** A plain request, for what a well-behaved client does not send. */
export async function send(
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(`${emulator.url}${path}`, {
    method,
    headers: {
      authorization: "Bearer test",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text === "" ? undefined : JSON.parse(text) };
}
