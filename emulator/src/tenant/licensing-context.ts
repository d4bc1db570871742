import type { Settings } from "../settings/settings";
import { isAssignable } from "./capability";
import type { PrimitiveChange } from "./changes";
import { enabledPlanIds } from "./effective";
import type { LicenseState, User } from "./model";
import type { RuleBook } from "./plan-rules";
import { availableSeats, type TenantState } from "./tenant-state";

/** What judging a licence change needs to know; nothing of it is changed by judging. */
export interface LicensingContext {
  readonly state: TenantState;
  readonly settings: Settings;
  readonly rules: RuleBook;
  readonly now: number;
}

/** Whether a seat is there for somebody who does not hold the SKU yet. */
export function hasSeat(context: LicensingContext, skuId: string): boolean {
  const subscription = context.state.subscriptions.get(skuId);
  return (
    subscription !== undefined &&
    isAssignable(subscription) &&
    availableSeats(context.state, subscription, context.settings.warningUnitsAssignable) > 0
  );
}

/**
 * Whether giving these plans would need a mailbox address that somebody else with a mailbox has.
 * (Microsoft: "Another object with the same value for property proxyAddresses already exists.")
 */
export function hasAddressConflict(context: LicensingContext, user: User, skuId: string): boolean {
  if (user.proxyAddresses.length === 0 || !givesMailbox(context, skuId)) return false;
  return user.proxyAddresses.some((address) => {
    for (const ownerId of context.state.proxyOwners.get(address.toLowerCase()) ?? [])
      if (ownerId !== user.id) return true;
    return false;
  });
}

function givesMailbox(context: LicensingContext, skuId: string): boolean {
  const plans = context.state.subscriptions.get(skuId)?.servicePlans ?? [];
  return plans.some(
    (plan) => plan.servicePlanName.startsWith("EXCHANGE_S_") && plan.servicePlanName !== "EXCHANGE_S_FOUNDATION",
  );
}

export function plansOf(context: LicensingContext, states: readonly LicenseState[]): ReadonlySet<string> {
  return enabledPlanIds(states, context.state.subscriptions);
}

export function skuContains(context: LicensingContext, skuId: string, planId: string): boolean {
  return context.state.subscriptions.get(skuId)?.servicePlans.some((plan) => plan.servicePlanId === planId) ?? false;
}

/** The changes that turn one list of states into another. */
export function diffStates(
  userId: string,
  before: readonly LicenseState[],
  after: readonly LicenseState[],
): readonly PrimitiveChange[] {
  const changes: PrimitiveChange[] = [];
  for (const held of before) {
    if (!after.some((other) => isSameSource(held, other))) {
      changes.push({ kind: "stateRemoved", userId, skuId: held.skuId, assignedByGroup: held.assignedByGroup });
    }
  }
  for (const state of after) if (!before.includes(state)) changes.push({ kind: "stateSet", userId, state });
  return changes;
}

function isSameSource(left: LicenseState, right: LicenseState): boolean {
  return left.skuId === right.skuId && left.assignedByGroup === right.assignedByGroup;
}
