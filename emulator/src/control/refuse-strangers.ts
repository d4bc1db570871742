import type { IncomingHttpHeaders } from "node:http";
import { isLoopbackHost } from "../server/hosts";

export interface Stranger {
  readonly status: 403 | 415;
  readonly message: string;
}

/**
 * The control port asks nobody for a token, and every web page can send to loopback: as text/plain without asking
 * first, and as its own origin once its name resolves to 127.0.0.1. So a request must name this machine, must not come
 * from a page, and what has a body must be JSON, which pages cannot send unasked.
 */
export function findStranger(method: string, headers: IncomingHttpHeaders): Stranger | undefined {
  const { host, origin, "sec-fetch-site": site } = headers;
  if (host !== undefined && !isLoopbackHost(host))
    return {
      status: 403,
      message: `The control API is for this machine alone: ${host} is another name. Use 127.0.0.1 or localhost.`,
    };
  const isFromPage =
    (origin !== undefined && origin !== `http://${host ?? ""}`) ||
    (site !== undefined && site !== "same-origin" && site !== "none");
  if (isFromPage)
    return { status: 403, message: "The control API takes no requests of web pages. Send them from a program." };
  if (method !== "GET" && method !== "DELETE" && !isJson(headers["content-type"]))
    return { status: 415, message: "The body must be JSON, sent with Content-Type: application/json." };
  return undefined;
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? "");
}
