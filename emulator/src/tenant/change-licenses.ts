import { judgeGroupAssignment } from "./groups/assign-to-group";
import { judgeUserAssignment, type AssignmentRequest } from "./assign-to-user";
import { queueGroup } from "./groups/group-processing";
import type { Group, SeatUnits, User } from "./model";
import { done, refused, type Outcome } from "./refusals";
import type { Tenant, Cause } from "./tenant-type";

export function assignToUser(tenant: Tenant, user: User, request: AssignmentRequest, cause: Cause): Outcome<User> {
  const judged = judgeUserAssignment(tenant.context(), user, request);
  if (judged.kind === "refused") return judged;
  tenant.commit(cause, judged.value);
  return done(tenant.state.users.get(user.id) ?? user);
}

export function assignToGroup(tenant: Tenant, group: Group, request: AssignmentRequest, cause: Cause): Outcome<Group> {
  const judged = judgeGroupAssignment(tenant.context(), group, request);
  if (judged.kind === "refused") return judged;
  tenant.commit(cause, [...judged.value, { kind: "groupProcessing", groupId: group.id, state: "QueuedForProcessing" }]);
  queueGroup(tenant, group.id, "everybody", cause);
  return done(tenant.state.groups.get(group.id) ?? group);
}

/** Buys, lets expire or cancels units of a SKU that the tenant has, or had. People keep what they hold. */
export function setSeats(tenant: Tenant, skuId: string, units: Partial<SeatUnits>, cause: Cause): Outcome<undefined> {
  const subscription = tenant.state.subscriptions.get(skuId);
  if (subscription === undefined) return refused({ kind: "unknownSku", skuId });
  const { gone } = subscription;
  tenant.commit(cause, [
    ...(gone ? [{ kind: "subscriptionSet", subscription: { ...subscription, gone: false } } as const] : []),
    { kind: "seatsSet", skuId, units: { ...subscription.units, ...units } },
  ]);
  return done(undefined);
}

/** A subscription that has ended for good: the tenant no longer lists it, and people go on showing its licence. */
export function endSubscription(tenant: Tenant, skuId: string, cause: Cause): Outcome<undefined> {
  const subscription = tenant.state.subscriptions.get(skuId);
  if (subscription === undefined) return refused({ kind: "unknownSku", skuId });
  const units = { enabled: 0, warning: 0, suspended: 0, lockedOut: 0 };
  tenant.commit(cause, [{ kind: "subscriptionSet", subscription: { ...subscription, units, gone: true } }]);
  return done(undefined);
}
