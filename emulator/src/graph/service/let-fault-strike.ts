import type { Tenant } from "../../tenant/tenant-type";
import type { GraphError } from "../graph-error";
import { json } from "../graph-request";
import type { FaultEffect, FaultyResponse } from "./faults";
import { describeConcurrency, retryAfter, throttledError } from "./refusals-for-now";

/** Answers a request with an error. */
export type Refuse = (error: GraphError, headers?: Readonly<Record<string, string>>) => FaultyResponse;

/** Lets a fault strike: instead of the request, or after it was done. */
export function letFaultStrike(
  effect: FaultEffect | undefined,
  handle: () => FaultyResponse,
  refuse: Refuse,
  tenant: Tenant,
): FaultyResponse {
  if (effect === undefined) return handle();
  const applied = "applied" in effect && effect.applied ? handle() : json(200, {});
  switch (effect.kind) {
    case "concurrency": {
      const { error, headers } = describeConcurrency(tenant);
      return refuse(error, headers);
    }
    case "throttle":
      return refuse(throttledError(tenant), retryAfter(effect.retryAfter ?? 1));
    case "status":
      return refuse(
        { status: effect.status, code: effect.code ?? "UnknownError", message: effect.message ?? "" },
        retryAfter(effect.retryAfter),
      );
    case "disconnect":
      return { ...applied, transport: { kind: "disconnect" } };
    case "hang":
      return { ...applied, transport: { kind: "hang", ms: effect.ms } };
    case "truncate":
    case "delay":
      return { ...handle(), transport: effect };
  }
}
