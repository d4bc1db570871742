import type { Tenant } from "../../tenant/tenant-type";
import { badRequest, concurrencyMessage, type GraphError } from "../graph-error";
import type { GraphRequest } from "../graph-request";
import type { ThrottleVerdict } from "./throttle";

/** What is refused now may be asked again later; the headers say when. */
export interface RefusalForNow {
  readonly error: GraphError;
  readonly headers: Readonly<Record<string, string>>;
}

export function describeConcurrency(tenant: Tenant): RefusalForNow {
  const { concurrencyError, concurrencyRetryAfter } = tenant.settings();
  const error =
    concurrencyError === "400BadRequest"
      ? badRequest(concurrencyMessage)
      : { status: Number(concurrencyError), code: "Directory_ConcurrencyViolation", message: concurrencyMessage };
  return { error, headers: retryAfter(concurrencyRetryAfter === 0 ? undefined : concurrencyRetryAfter) };
}

const throttledErrors = {
  "429": { status: 429, code: "TooManyRequests", message: "Please retry again later." },
  "429Unknown": {
    status: 429,
    code: "UnknownError",
    message: "This request is throttled. Please try again after the value specified in the Retry-After header",
  },
  "503": {
    status: 503,
    code: "Request_ThrottledTemporarily",
    message: "Your request is throttled temporarily. Please try after the value specified in the Retry-After header.",
  },
} as const;

export function throttledError(tenant: Tenant): GraphError {
  return throttledErrors[tenant.settings().throttleAnswer];
}

/** What each limit is called in x-ms-throttle-information; for the global one nothing is published. */
const throttleInformation = {
  writes: "WriteLimitExceeded",
  units: "ResourceUnitLimitExceeded",
  requests: undefined,
} as const;

export function describeThrottling(
  tenant: Tenant,
  request: GraphRequest,
  verdict: Extract<ThrottleVerdict, { kind: "refused" }>,
): RefusalForNow {
  const information = throttleInformation[verdict.counted];
  return {
    error: throttledError(tenant),
    headers: {
      ...retryAfter(tenant.settings().throttleRetryAfter ? verdict.retryAfterSeconds : undefined),
      "x-ms-throttle-scope": `${verdict.scope}/ReadWrite/${request.caller.actor.id}/${tenant.state.organization.id}`,
      ...(information === undefined ? {} : { "x-ms-throttle-information": information }),
    },
  };
}

export function retryAfter(seconds: number | undefined): Readonly<Record<string, string>> {
  return seconds === undefined ? {} : { "Retry-After": String(seconds) };
}
