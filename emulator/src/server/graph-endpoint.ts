import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultyResponse } from "../graph/service/faults";
import { answerError, badRequest, type GraphError } from "../graph/graph-error";
import type { Caller, GraphRequest, RequestBody } from "../graph/graph-request";
import { readQuery, splitPath } from "../graph/router";
import type { GraphService } from "../graph/service/graph-service";
import type { Tenant } from "../tenant/tenant-type";
import { readBody } from "./http-server";
import type { Cloud } from "./hosts";

/** Decides who calls, or how the request is refused. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller | GraphError>;

export interface GraphEndpointOptions {
  readonly tenant: Tenant;
  readonly service: GraphService;
  readonly authenticate: Authenticate;
  readonly newId: () => string;
  /** http or https, for the links in answers. */
  readonly scheme: "http" | "https";
  readonly cloud: Cloud;
}

const textHeaders = {
  "Content-Type": "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
  "OData-Version": "4.0",
};

/** Serves Graph: /v1.0 and /beta. Never lets an error of its own escape as anything but Graph's 500. */
export async function serveGraph(
  options: GraphEndpointOptions,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = options.newId();
  const clientRequestId = headerOf(message, "client-request-id") ?? requestId;
  const ids = { requestId, clientRequestId };
  let answer: FaultyResponse;
  try {
    answer = await answerMessage(options, message, ids);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    answer = answerError(
      ids,
      { status: 500, code: "InternalServerError", message: `The emulator failed: ${detail}` },
      options.tenant.clock(),
    );
  }
  const { latencyMs } = options.tenant.settings();
  if (latencyMs > 0) await wait(latencyMs);
  await send(response, answer, ids, options.tenant.clock());
}

async function answerMessage(
  options: GraphEndpointOptions,
  message: IncomingMessage,
  ids: { readonly requestId: string; readonly clientRequestId: string },
): Promise<FaultyResponse> {
  const refuse = (error: GraphError): FaultyResponse => answerError(ids, error, options.tenant.clock());
  const body = await readBody(message);
  if (body === undefined)
    return refuse({ status: 413, code: "RequestEntityTooLarge", message: "Request entity too large." });
  const caller = await options.authenticate(headerOf(message, "authorization"));
  if ("status" in caller) {
    const realm =
      `Bearer realm="", authorization_uri="https://${options.cloud.signIn[0]}/common/oauth2/authorize", ` +
      `client_id="00000003-0000-0000-c000-000000000000"`;
    return answerError(ids, caller, options.tenant.clock(), { "WWW-Authenticate": realm });
  }
  const [path = "", ...search] = (message.url ?? "/").split("?");
  // Microsoft's SDK for Python writes two slashes after the version, and Graph takes them as one.
  const parts = splitPath(path.replace(/^(\/[^/]+\/)\/+/, "$1")) ?? [];
  const [version, segments] = [parts[0]?.text, parts.slice(1)];
  if (version !== "v1.0" && version !== "beta") {
    const status = options.tenant.settings().unknownRoute === "404" ? 404 : 400;
    return refuse({ status, code: "BadRequest", message: `Invalid version: ${version ?? ""}` });
  }
  if (segments.length === 0) return refuse(badRequest("Empty path.", "BadRequest"));
  const request: GraphRequest = {
    method: message.method ?? "GET",
    version,
    segments,
    query: readQuery(search.join("?")),
    target: (message.url ?? "/").slice(version.length + 1),
    origin: `${options.scheme}://${headerOf(message, "host") ?? "localhost"}`,
    headers: new Map(
      Object.entries(message.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    ),
    body: parseBody(body, headerOf(message, "content-type")),
    caller,
    ...ids,
  };
  return options.service.answer(request);
}

function parseBody(body: Buffer, contentType: string | undefined): RequestBody {
  if (body.length === 0) return { kind: "none" };
  if (contentType?.toLowerCase().includes("json") !== true) return { kind: "unreadable" };
  try {
    return { kind: "json", value: JSON.parse(body.toString("utf8")) as unknown };
  } catch {
    return { kind: "unreadable" };
  }
}

function headerOf(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name];
  return typeof value === "string" ? value : value?.[0];
}

async function send(
  response: ServerResponse,
  answer: FaultyResponse,
  ids: { readonly requestId: string; readonly clientRequestId: string },
  now: number,
): Promise<void> {
  const { transport } = answer;
  if (transport?.kind === "hang" || transport?.kind === "delay") await wait(transport.ms);
  if (transport?.kind === "hang" || transport?.kind === "disconnect") {
    response.socket?.destroy();
    return;
  }
  const bytes = Buffer.from(
    answer.body.kind === "none"
      ? ""
      : answer.body.kind === "json"
        ? JSON.stringify(answer.body.value)
        : answer.body.text,
  );
  response.writeHead(answer.status, {
    "Cache-Control": "no-cache",
    ...(bytes.length === 0 ? {} : textHeaders),
    Vary: "Accept-Encoding",
    "Strict-Transport-Security": "max-age=31536000",
    "request-id": ids.requestId,
    "client-request-id": ids.clientRequestId,
    "x-ms-ags-diagnostic":
      '{"ServerInfo":{"DataCenter":"Emulator","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"EMULATOR"}}',
    Date: new Date(now).toUTCString(),
    "Content-Length": bytes.length,
    ...answer.headers,
  });
  if (transport?.kind === "truncate") {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
    return;
  }
  response.end(bytes);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
