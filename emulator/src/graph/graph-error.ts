import type { GraphRequest, GraphResponse } from "./graph-request";
import { json } from "./graph-request";

/** An error as Graph words it. Clients tell business errors apart by message only, so every word counts. */
export interface GraphError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Thrown by whatever reads a request; caught in one place and answered. */
export class RequestError extends Error {
  constructor(readonly error: GraphError) {
    super(error.message);
  }
}

export function badRequest(message: string, code = "Request_BadRequest"): GraphError {
  return { status: 400, code, message };
}

export function notFound(name: string): GraphError {
  return {
    status: 404,
    code: "Request_ResourceNotFound",
    message: `Resource '${name}' does not exist or one of its queried reference-property objects are not present.`,
  };
}

export const forbidden: GraphError = {
  status: 403,
  code: "Authorization_RequestDenied",
  message: "Insufficient privileges to complete the operation.",
};

export const concurrencyMessage =
  "Error due to concurrent requests being made to the tenant. Please wait briefly and retry.";

/** The envelope of every error: code, message and the ids under which support finds the request. */
export function answerError(
  request: Pick<GraphRequest, "requestId" | "clientRequestId">,
  error: GraphError,
  now: number,
  headers: Readonly<Record<string, string>> = {},
): GraphResponse {
  const innerError = {
    date: new Date(now).toISOString().slice(0, 19),
    "request-id": request.requestId,
    "client-request-id": request.clientRequestId,
  };
  return json(error.status, { error: { code: error.code, message: error.message, innerError } }, headers);
}
