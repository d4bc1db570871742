import { longestRetryAfter } from "./patience";

/** What Graph answers, before it is believed: every property may be missing. */
export type WireObject = Readonly<Record<string, unknown>>;

/** The same of one of Microsoft's types (`@microsoft/microsoft-graph-types`): only what it has can be asked of it. */
export type Wire<T> = Readonly<Partial<Record<keyof T, unknown>>>;

export interface WireError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requestId?: string;
  /** How often and how long it was tried, in words. */
  readonly tried?: string;
}

export function isObject(value: unknown): value is WireObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asObjects(value: unknown): readonly WireObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function asWire<T>(value: unknown): Wire<T> | undefined {
  return isObject(value) ? (value as Wire<T>) : undefined;
}

/** Entries of a list, of one of Microsoft's types. */
export function asWires<T>(value: unknown): readonly Wire<T>[] {
  return asObjects(value) as readonly Wire<T>[];
}

export function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function asCount(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? Math.max(0, value) : 0;
}

/** Of HTTP; 0 where there is none. */
export function asStatus(value: unknown): number {
  const status = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof status === "number" && Number.isInteger(status) && status >= 100 && status <= 999 ? status : 0;
}

/** Undefined where the text is no JSON: the page of a proxy, or half an answer. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Reads `{"error":{"code","message","innerError":{"request-id"}}}`, and makes do with anything else. `unreadable` says
 * what came in its place.
 */
export function readError(
  status: number,
  body: unknown,
  requestId?: string,
  unreadable = `Graph answered ${status} without a message.`,
): WireError {
  const error = isObject(body) && isObject(body["error"]) ? body["error"] : {};
  const inner = isObject(error["innerError"]) ? error["innerError"] : {};
  const id = asText(inner["request-id"]) ?? requestId;
  return {
    status,
    code: asText(error["code"]) ?? `http-${status}`,
    message: asText(error["message"]) ?? unreadable,
    ...(id === undefined ? {} : { requestId: id }),
  };
}

/** There was no answer that could be believed, for whatever reason. */
export function noAnswer(message: string): WireError {
  return { status: 0, code: "connection", message };
}

/** Graph itself says that something does not exist. The 404 of a proxy, or of half an answer, says nothing. */
export function isMissing(error: WireError): boolean {
  return error.status === 404 && /NotFound/i.test(error.code);
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

/** `Retry-After` is seconds or a date. Never more than `longestRetryAfter`, whatever it says. */
export function readRetryAfter(value: string | undefined, epochMilliseconds: number): number | undefined {
  if (value === undefined || value.trim() === "") return undefined;
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - epochMilliseconds : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.min(longestRetryAfter, Math.max(0, wait));
}
