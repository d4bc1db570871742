/** What Graph answers, before it is believed: every property may be missing. */
export type WireObject = Readonly<Record<string, unknown>>;

export interface WireError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requestId?: string;
}

export function isObject(value: unknown): value is WireObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asObjects(value: unknown): readonly WireObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function asCount(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

/** Undefined where the text is no JSON: the page of a proxy, or half an answer. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Reads `{"error":{"code","message","innerError":{"request-id"}}}`, and makes do with anything else. */
export function readError(status: number, body: unknown, requestId?: string): WireError {
  const error = isObject(body) && isObject(body["error"]) ? body["error"] : {};
  const inner = isObject(error["innerError"]) ? error["innerError"] : {};
  const id = asText(inner["request-id"]) ?? requestId;
  return {
    status,
    code: asText(error["code"]) ?? `http-${status}`,
    message: asText(error["message"]) ?? `Graph answered ${status} without a message.`,
    ...(id === undefined ? {} : { requestId: id }),
  };
}

/**
 * Another write was in progress on the tenant or the object. Graph sends it as 409, and was seen to send it as 400, as
 * `Directory_ConcurrencyViolation` and as `Request_BadRequest` with the same message: so code or message decides, not
 * the status.
 */
export function isConcurrencyViolation(error: WireError): boolean {
  return (
    error.status === 409 ||
    /ConcurrencyViolation/i.test(error.code) ||
    /concurrent requests being made to the tenant/i.test(error.message)
  );
}

/** 429 has several codes and texts, and the directory has an old form of it: 503 `Request_ThrottledTemporarily`. */
export function isThrottled(error: WireError): boolean {
  return error.status === 429 || /Throttled/i.test(error.code);
}

/** `Retry-After` is seconds or a date. */
export function readRetryAfter(value: string | undefined, epochMilliseconds: number): number | undefined {
  if (value === undefined || value.trim() === "") return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - epochMilliseconds);
}
