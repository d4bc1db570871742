import type { Tenant } from "../tenant/tenant-type";
import { answerBatch } from "./batch";
import { FaultBook, createRandom, type FaultEffect, type FaultyResponse } from "./faults";
import { answerError, badRequest, concurrencyMessage, forbidden, RequestError, type GraphError } from "./graph-error";
import { json, type GraphRequest } from "./graph-request";
import { Locks } from "./locks";
import { createReplica } from "./replica";
import { createRouter, isUnbuiltRelation } from "./router";
import type { Route, Surface } from "./route";
import { allRoutes } from "./routes/all-routes";
import { Counter } from "./statistics";
import { createThrottle, type ThrottleVerdict } from "./throttle";
import { isGuid } from "./read-body";
import type { Passage } from "./passage";

export interface GraphService {
  /** Answers a request, a batch included. Never throws for what a client sent. */
  answer(request: GraphRequest): FaultyResponse;
  readonly faults: FaultBook;
  readonly counter: Counter;
}

export interface ServiceOptions {
  readonly tenant: Tenant;
  readonly newId: () => string;
  /** Decides the order of the answers of a batch. */
  readonly seed: number;
}

export function createGraphService({ tenant, newId, seed }: ServiceOptions): GraphService {
  const surface: Surface = { tenant, newId, replica: createReplica(tenant) };
  const route = createRouter(allRoutes);
  const throttle = createThrottle(
    tenant.clock,
    () => tenant.state.users.size,
    () => tenant.settings(),
  );
  const locks = new Locks(tenant.clock, () => tenant.settings());
  const faults = new FaultBook();
  const counter = new Counter();
  const random = createRandom(seed);

  const answerOne = (request: GraphRequest, passage: Passage): FaultyResponse => {
    tenant.settle();
    const match = route(request.method, request.segments);
    const refuse = (error: GraphError, headers: Readonly<Record<string, string>> = {}): FaultyResponse =>
      answerError(request, error, tenant.clock(), headers);
    if (request.segments[0]?.text.toLowerCase() === "me")
      return refuse(badRequest("/me request is only valid with delegated authentication flow.", "BadRequest"));
    if (match.kind === "unknown") {
      if (isUnbuiltRelation(request.segments, match.segment))
        return refuse({
          status: 501,
          code: "NotImplemented",
          message: `The relation '${match.segment}' is not part of this emulator.`,
        });
      const status = tenant.settings().unknownRoute === "404" ? 404 : 400;
      return refuse({ status, code: "BadRequest", message: `Resource not found for the segment '${match.segment}'.` });
    }
    if (match.kind === "wrongMethod")
      return refuse({
        status: 405,
        code: "Request_BadRequest",
        message: "Specified HTTP method is not allowed for the request target.",
      });
    const { permissions } = request.caller;
    if (permissions !== undefined && !match.route.permissions.some((permission) => permissions.has(permission)))
      return refuse(forbidden);

    const units = costOf(match.route, request);
    const isWrite = match.route.method !== "GET" && match.route.reads !== true;
    const caller = request.caller.actor.id;
    const verdict = tenant.settings().throttling === "on" ? throttle.admit(caller, units, isWrite) : undefined;
    if (verdict?.kind === "refused") {
      const { error, headers } = describeThrottling(tenant, request, verdict);
      counter.count(`${match.route.method} ${match.route.path}`, error.status, 0, false);
      return refuse(error, headers);
    }
    const effect = faults.strike(request.method, pathOf(request), passage.inBatch);
    const response = withEffect(
      effect,
      () => {
        const locked =
          match.route.locks === undefined ? undefined : objectId(tenant, match.parameters.get(match.route.locks) ?? "");
        if (locked !== undefined && !locks.take(locked, passage.together))
          return refuse(...describeConcurrency(tenant));
        return guarded(refuse, () => match.route.handle(request, surface, match.parameters));
      },
      refuse,
      tenant,
    );

    const isFree = response.status >= 400 && tenant.settings().resourceUnitsOfRefusals === "free";
    if (isFree && verdict !== undefined) throttle.refund(caller, units);
    counter.count(
      `${match.route.method} ${match.route.path}`,
      response.status,
      isFree ? 0 : units,
      isWrite && response.status < 400,
    );
    const percentage =
      verdict?.percentage === undefined ? {} : { "x-ms-throttle-limit-percentage": verdict.percentage.toFixed(2) };
    return {
      ...response,
      headers: { ...response.headers, "x-ms-resource-unit": String(isFree ? 0 : units), ...percentage },
    };
  };

  return {
    faults,
    counter,
    answer(request) {
      const [first, ...rest] = request.segments;
      if (first?.text.toLowerCase() !== "$batch" || rest.length > 0)
        return answerOne(request, { inBatch: false, together: request.requestId });
      tenant.settle();
      const refuse = (error: GraphError): FaultyResponse => answerError(request, error, tenant.clock());
      if (request.method !== "POST")
        return refuse({
          status: 405,
          code: "Request_BadRequest",
          message: "Specified HTTP method is not allowed for the request target.",
        });
      const effect = faults.strike("POST", "/$batch", false);
      return withEffect(
        effect,
        () => guarded(refuse, () => answerBatch(request, tenant.settings(), answerOne, newId, random)),
        refuse,
        tenant,
      );
    },
  };
}

function guarded(refuse: (error: GraphError) => FaultyResponse, handle: () => FaultyResponse): FaultyResponse {
  try {
    return handle();
  } catch (error) {
    if (error instanceof RequestError) return refuse(error.error);
    throw error;
  }
}

/** Lets a fault strike: instead of the request, or after it was done. */
function withEffect(
  effect: FaultEffect | undefined,
  handle: () => FaultyResponse,
  refuse: (error: GraphError, headers?: Readonly<Record<string, string>>) => FaultyResponse,
  tenant: Tenant,
): FaultyResponse {
  if (effect === undefined) return handle();
  const applied = "applied" in effect && effect.applied ? handle() : undefined;
  const nothing = json(200, {});
  switch (effect.kind) {
    case "concurrency":
      return refuse(...describeConcurrency(tenant));
    case "throttle":
      return refuse(throttledError(tenant), { "Retry-After": String(effect.retryAfter ?? 1) });
    case "status": {
      const headers: Record<string, string> =
        effect.retryAfter === undefined ? {} : { "Retry-After": String(effect.retryAfter) };
      return refuse(
        { status: effect.status, code: effect.code ?? "UnknownError", message: effect.message ?? "" },
        headers,
      );
    }
    case "disconnect":
      return { ...(applied ?? nothing), transport: { kind: "disconnect" } };
    case "hang":
      return { ...(applied ?? nothing), transport: { kind: "hang", ms: effect.ms } };
    case "truncate":
    case "delay":
      return { ...handle(), transport: effect };
  }
}

/** The published price: $select is one cheaper, $expand one dearer, a small $top one cheaper, never less than one. */
function costOf(route: Route, request: GraphRequest): number {
  const top = Number(request.query.get("$top") ?? Infinity);
  const change = (request.query.has("$select") ? -1 : 0) + (request.query.has("$expand") ? 1 : 0) + (top < 20 ? -1 : 0);
  return Math.max(1, route.units + change);
}

function pathOf(request: GraphRequest): string {
  return `/${request.segments.map(({ text }) => text).join("/")}`;
}

function objectId(tenant: Tenant, name: string): string | undefined {
  return isGuid(name) ? name.toLowerCase() : tenant.state.userIdsByName.get(name.toLowerCase());
}

function describeConcurrency(tenant: Tenant): [GraphError, Readonly<Record<string, string>>] {
  const { concurrencyError, concurrencyRetryAfter } = tenant.settings();
  const headers: Record<string, string> =
    concurrencyRetryAfter === 0 ? {} : { "Retry-After": String(concurrencyRetryAfter) };
  if (concurrencyError === "400BadRequest") return [badRequest(concurrencyMessage), headers];
  return [
    { status: Number(concurrencyError), code: "Directory_ConcurrencyViolation", message: concurrencyMessage },
    headers,
  ];
}

function throttledError(tenant: Tenant): GraphError {
  switch (tenant.settings().throttleAnswer) {
    case "429":
      return { status: 429, code: "TooManyRequests", message: "Please retry again later." };
    case "429Unknown":
      return {
        status: 429,
        code: "UnknownError",
        message: "This request is throttled. Please try again after the value specified in the Retry-After header",
      };
    case "503":
      return {
        status: 503,
        code: "Request_ThrottledTemporarily",
        message:
          "Your request is throttled temporarily. Please try after the value specified in the Retry-After header.",
      };
  }
}

/** What each limit is called in x-ms-throttle-information; for the global one nothing is published. */
const throttleInformation = {
  writes: "WriteLimitExceeded",
  units: "ResourceUnitLimitExceeded",
  requests: undefined,
} as const;

function describeThrottling(
  tenant: Tenant,
  request: GraphRequest,
  verdict: Extract<ThrottleVerdict, { kind: "refused" }>,
): { readonly error: GraphError; readonly headers: Readonly<Record<string, string>> } {
  const retry = tenant.settings().throttleRetryAfter ? { "Retry-After": String(verdict.retryAfterSeconds) } : {};
  const information = throttleInformation[verdict.counted];
  return {
    error: throttledError(tenant),
    headers: {
      ...retry,
      "x-ms-throttle-scope": `${verdict.scope}/ReadWrite/${request.caller.actor.id}/${tenant.state.organization.id}`,
      ...(information === undefined ? {} : { "x-ms-throttle-information": information }),
    },
  };
}
