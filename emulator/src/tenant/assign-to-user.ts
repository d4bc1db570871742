import type { PrimitiveChange } from "./changes";
import { isHeld } from "./effective";
import { diffStates, hasAddressConflict, hasSeat, plansOf, type LicensingContext } from "./licensing-context";
import { isAssignable } from "./capability";
import type { GroupLicense, LicenseState, Subscription, User } from "./model";
import { findNewViolations } from "./plan-rules";
import { done, refused, type Outcome, type Refusal } from "./refusals";
import { isUsageLocation } from "./usage-locations";

export interface AssignmentRequest {
  readonly add: readonly GroupLicense[];
  readonly remove: readonly string[];
}

/**
 * Judges one assignLicense for a user as a whole: base and add-on in one call satisfy the dependency, a swap
 * is one change, and the first problem refuses everything.
 */
export function judgeUserAssignment(
  context: LicensingContext,
  user: User,
  request: AssignmentRequest,
): Outcome<readonly PrimitiveChange[]> {
  const agreed = settleRequest(context, request);
  if (agreed.kind === "refused") return agreed;
  const { add, remove } = agreed.value;
  if (user.restricted) return refused({ kind: "restricted" });
  if (add.length > 0 && !isUsageLocation(user.usageLocation)) return refused({ kind: "invalidUsageLocation" });

  let states: readonly LicenseState[] = user.states;
  for (const skuId of remove) {
    const direct = states.find((held) => held.skuId === skuId && held.assignedByGroup === null);
    if (direct !== undefined) states = states.filter((held) => held !== direct);
    else if (!states.some((held) => held.skuId === skuId && isHeld(held))) return refused({ kind: "notAssigned" });
    else if (context.settings.removeInherited === "refuse") return refused({ kind: "inherited" });
  }
  for (const license of add) {
    const problem = findAddProblem(context, user, license);
    if (problem !== undefined) return refused(problem);
    states = addDirect(states, license, context.now);
  }

  const [violation] = findNewViolations(plansOf(context, user.states), plansOf(context, states), context.rules);
  if (violation !== undefined) return refused({ kind: "rule", violation });
  return done(diffStates(user.id, user.states, states));
}

/** What is wrong with the request whoever it is for; the SKU in both lists is settled by a setting. */
export function settleRequest(context: LicensingContext, request: AssignmentRequest): Outcome<AssignmentRequest> {
  if (request.add.length === 0 && request.remove.length === 0) {
    return context.settings.emptyAssignment === "refuse" ? refused({ kind: "noChanges" }) : done(request);
  }
  const problem = findSkuProblem(context, request);
  if (problem !== undefined) return refused(problem);
  const both = request.add.find((license) => request.remove.includes(license.skuId));
  if (both === undefined) return done(request);
  switch (context.settings.sameSkuInAddAndRemove) {
    case "refuse":
      return refused({ kind: "sameSkuAddedAndRemoved", skuId: both.skuId });
    case "addWins":
      return done({
        ...request,
        remove: request.remove.filter((skuId) => !request.add.some((license) => license.skuId === skuId)),
      });
    case "removeWins":
      return done({ ...request, add: request.add.filter((license) => !request.remove.includes(license.skuId)) });
  }
}

function findSkuProblem(context: LicensingContext, request: AssignmentRequest): Refusal | undefined {
  for (const skuId of [...request.add.map((license) => license.skuId), ...request.remove]) {
    const subscription = context.state.subscriptions.get(skuId);
    if (subscription === undefined) return { kind: "unknownSku", skuId };
    if (subscription.appliesTo === "Company") return { kind: "notAssignable", skuId };
    if (subscription.selfService) return { kind: "selfService", skuId };
  }
  const { subscriptions } = context.state;
  const missing =
    request.add.map(({ skuId }) => skuId).find((skuId) => subscriptions.get(skuId)?.gone === true) ??
    request.remove.find((skuId) => keepsItsHolders(context, subscriptions.get(skuId)));
  if (missing !== undefined) return { kind: "unknownSku", skuId: missing };
  for (const { skuId, disabledPlans } of request.add) {
    const planId = disabledPlans.find(
      (id) => !context.state.subscriptions.get(skuId)?.servicePlans.some((plan) => plan.servicePlanId === id),
    );
    if (planId !== undefined) return { kind: "unknownPlan", skuId, planId };
  }
  return undefined;
}

/** Whether a licence is taken from nobody: of what the tenant has no more, and, by a setting, of what has lapsed. */
function keepsItsHolders({ settings }: LicensingContext, subscription: Subscription | undefined): boolean {
  if (subscription === undefined) return false;
  if (subscription.gone) return settings.goneRemoval === "refuse";
  return settings.lapsedRemoval === "refuse" && !isAssignable(subscription);
}

function findAddProblem(context: LicensingContext, user: User, license: GroupLicense): Refusal | undefined {
  const subscription = context.state.subscriptions.get(license.skuId);
  if (subscription?.prohibitedLocations.includes(user.usageLocation ?? "") === true) {
    return { kind: "prohibitedUsageLocation", skuId: license.skuId };
  }
  if (user.states.some((held) => held.skuId === license.skuId && isHeld(held))) return undefined;
  if (!hasSeat(context, license.skuId)) return { kind: "noSeats", skuId: license.skuId };
  if (hasAddressConflict(context, user, license.skuId)) return { kind: "duplicateProxyAddress" };
  return undefined;
}

/** Assigning again replaces the direct assignment's disabled plans and takes no other seat. */
function addDirect(states: readonly LicenseState[], license: GroupLicense, now: number): readonly LicenseState[] {
  const at = states.findIndex((held) => held.skuId === license.skuId && held.assignedByGroup === null);
  const before = states[at];
  if (before !== undefined && isHeld(before) && samePlans(before.disabledPlans, license.disabledPlans)) return states;
  const state: LicenseState = { ...license, assignedByGroup: null, state: "Active", error: "None", lastUpdated: now };
  return at < 0 ? [...states, state] : states.with(at, state);
}

export function samePlans(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((plan) => right.includes(plan));
}
