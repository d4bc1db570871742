import { amount, choice } from "./setting-kinds";

/** How writes of licences, and batches, are answered. */
export const writingSettings = {
  concurrencyScope: choice(
    ["object", "tenant", "none"],
    "inferred",
    "What a licence write locks while it is processed: its user or group, or every licence write of the tenant " +
      "(a field report).",
  ),
  concurrencyError: choice(
    ["409", "400", "400BadRequest"],
    "observed",
    "How a concurrency violation is told: 409 or 400 with code Directory_ConcurrencyViolation, or 400 with code " +
      "Request_BadRequest.",
  ),
  concurrencyRetryAfter: amount(
    "s",
    [0, 1],
    "guess",
    "Retry-After of a concurrency violation; 0 leaves the header out.",
  ),
  lockMs: amount(
    "ms",
    [0, 40],
    "guess",
    "How long a lock outlives the answer to the write that took it. Items of one batch without dependsOn always " +
      "collide.",
  ),
  sameSkuInAddAndRemove: choice(
    ["refuse", "addWins", "removeWins"],
    "guess",
    "assignLicense with one SKU in addLicenses and removeLicenses.",
  ),
  emptyAssignment: choice(
    ["refuse", "accept"],
    "inferred",
    "assignLicense with nothing to add and nothing to remove: 400 `No license changes provided`, or 200.",
  ),
  removeInherited: choice(
    ["refuse", "ignore"],
    "matched",
    "Removing a licence that comes from a group only: an error (many scripts match it), or silently nothing (one " +
      "report).",
  ),
  noSeatsText: choice(
    ["subscription", "wrapped"],
    "matched",
    "Message of an assignment for want of seats; code elsewhere matches the part `does not have any available " +
      "licenses`.",
  ),
  unknownPlanText: choice(
    ["notInSku", "doesNotBelong"],
    "guess",
    "Message where disabledPlans names a plan that the SKU does not contain.",
  ),
  selfServiceRefusal: choice(["badRequest", "forbidden"], "guess", "assignLicense for a self-service SKU."),
  goneRemoval: choice(
    ["refuse", "accept"],
    "matched",
    "Removing a licence whose subscription the tenant no longer has: `License … does not correspond to a valid " +
      "company License.`, or done.",
  ),
  lapsedRemoval: choice(
    ["accept", "refuse"],
    "guess",
    "Removing a licence whose subscription is suspended, locked out or deleted, and still listed: done, or refused " +
      "in the same words.",
  ),
  deleteLicensedGroup: choice(
    ["badRequest", "forbidden"],
    "guess",
    "DELETE of a group that has licences is refused; the body is published nowhere.",
  ),
  batchTooLarge: choice(
    ["exceedsLimit", "maximumValueExceeded"],
    "observed",
    "Body of the 400 for a batch of more than 20 requests.",
  ),
  batchOrder: choice(
    ["shuffled", "asSent"],
    "documented",
    "Order of the responses of a batch; Microsoft guarantees none.",
  ),
};
