import type { Actor } from "../tenant/changes";

/** Who calls: an application with its permissions, or anybody where sign-in is open. */
export interface Caller {
  readonly actor: Actor;
  /** Application permissions of the token; undefined = everything is allowed (open sign-in). */
  readonly permissions: ReadonlySet<string> | undefined;
}

/** A part of a path, decoded. */
export interface Segment {
  readonly text: string;
  /** Written in parentheses and quotes, as `users('id')`: it names an object, whatever it begins with. */
  readonly isKey: boolean;
}

/** One request to Graph, alone or as an item of a batch. */
export interface GraphRequest {
  readonly method: string;
  readonly version: "v1.0" | "beta";
  /** Decoded path segments after the version. */
  readonly segments: readonly Segment[];
  readonly query: ReadonlyMap<string, string>;
  /** Path and query after the version, as they came. */
  readonly target: string;
  /** Scheme and host that the client used. */
  readonly origin: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: RequestBody;
  readonly caller: Caller;
  readonly requestId: string;
  readonly clientRequestId: string;
}

export type RequestBody =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "unreadable" };

/** A body as a value, or as finished JSON text where building it twice would cost time. */
export type ResponseBody =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "text"; readonly text: string };

export interface GraphResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ResponseBody;
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): GraphResponse {
  return { status, headers, body: { kind: "json", value } };
}

export const noContent: GraphResponse = { status: 204, headers: {}, body: { kind: "none" } };

/** The text of `@odata.context` for what a request answers. */
export function contextUrl(request: GraphRequest, of: string): string {
  return `${request.origin}/${request.version}/$metadata#${of}`;
}
