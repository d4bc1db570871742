import { amount, choice } from "./setting-kinds";

/** Limits, and what takes time. */
export const serviceSettings = {
  resourceUnitsOfRefusals: choice(
    ["counted", "free"],
    "observed",
    "Whether a refused request (4xx) costs resource units.",
  ),
  unknownRoute: choice(
    ["400", "404"],
    "observed",
    "Status of a path that is not part of Graph: 400 `Resource not found for the segment`, or 404.",
  ),
  throttling: choice(
    ["on", "off"],
    "documented",
    "The published limits: writes and resource units of an application in a tenant, writes of a tenant, an " +
      "application in all tenants, requests in all.",
  ),
  tenantLoad: amount("%", [0, 99], "guess", "How much of the tenant's 18,000 writes in 300 s other applications use."),
  applicationLoad: amount(
    "%",
    [0, 99],
    "guess",
    "How much of an application's 35,000 writes in 300 s and 150,000 resource units in 20 s it uses in other tenants.",
  ),
  globalLoad: amount(
    "%",
    [0, 99],
    "guess",
    "How much of an application's 130,000 requests in 10 s it uses elsewhere in Graph.",
  ),
  throttleAnswer: choice(
    ["429", "429Unknown", "503"],
    "documented",
    "Shape of a throttled answer: TooManyRequests, UnknownError, or the old 503 Request_ThrottledTemporarily.",
  ),
  throttleRetryAfter: choice(
    [true, false],
    "documented",
    "Whether a throttled answer has a Retry-After header; one report says that it has none.",
  ),
  throttledBatch: choice(
    ["200", "424"],
    "observed",
    "Status of a batch in which an item was throttled: 200 (seen), or 424 (old documentation).",
  ),
  slowBatch: choice(
    ["504", "200"],
    "matched",
    "A batch whose items take longer than 30 s (latencyMs and delays, along dependsOn; counted, not waited for): " +
      "504 although the work is done, an observation of third parties, or its answers.",
  ),
  groupProcessingDelayMs: amount(
    "ms",
    [50, 0, 500],
    "documented",
    "Time from a change until a group is processed, and between its steps; minutes in life.",
  ),
  groupStepSize: amount("members", [500, 1], "guess", "Members that one step of group processing handles."),
  replicationLagMs: amount(
    "ms",
    [0, 300],
    "documented",
    "Age of what lists, members and filters show; single objects are current, and so is who has licence errors.",
  ),
  newObjectLagMs: amount("ms", [0, 300], "observed", "Time in which a new user or group answers 404 by id."),
  consumedUnitsLagMs: amount("ms", [0, 1000], "inferred", "Age of consumedUnits in subscribedSkus."),
  provisioningDelayMs: amount(
    "ms",
    [0, 1000],
    "documented",
    "Time until a plan's provisioningStatus becomes Success; up to 24 hours in life.",
  ),
  latencyMs: amount("ms", [0, 20], "guess", "Time that every request takes at least."),
};
