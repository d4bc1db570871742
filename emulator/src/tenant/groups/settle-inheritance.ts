import { samePlans } from "../assign-to-user";
import { isHeld } from "../effective";
import { hasAddressConflict, hasSeat, plansOf, skuContains, type LicensingContext } from "../licensing-context";
import type { AssignmentError, GroupLicense, LicenseState, User } from "../model";
import { findNewViolations, type RuleViolation } from "../plan-rules";
import type { Refusal } from "../refusals";

export interface Settled {
  readonly states: readonly LicenseState[];
  /** The first thing that stood in the way, as reprocessing tells it. */
  readonly problem: Refusal | undefined;
}

/**
 * What a person inherits from one group after processing. All or nothing per person and group: where one SKU of the
 * group fails, the others are not assigned either and say `Other`. What the group no longer gives goes, unless
 * something that stays depends on it: then it stays active with `DependencyViolation`.
 *
 * @param licenses what the group gives this person now; empty for somebody who left
 */
export function settleInheritance(
  context: LicensingContext,
  user: User,
  groupId: string,
  licenses: readonly GroupLicense[],
): Settled {
  const others = user.states.filter((held) => held.assignedByGroup !== groupId);
  const current = user.states.filter((held) => held.assignedByGroup === groupId);
  const wanted = licenses.map((license) => inherit(license, groupId, "None", context.now));
  const leaving = current.filter((held) => isHeld(held) && !licenses.some((license) => license.skuId === held.skuId));

  const failures = findFailures(context, user, [...others, ...wanted], wanted);
  const given =
    failures.size === 0
      ? wanted.map((state) => keepIfSame(state, current))
      : wanted.map((state) => fail(context, state, failures, current));
  const { blocked, problem } = findBlocked(context, user, [...others, ...given], leaving);
  const kept = blocked.map((held): LicenseState => withError(held, "DependencyViolation", context.now));
  return {
    states: orderLike(user.states, [...others, ...given, ...kept]),
    problem: failures.values().next().value?.refusal ?? problem,
  };
}

interface Failure {
  readonly error: AssignmentError;
  readonly refusal: Refusal;
}

function findFailures(
  context: LicensingContext,
  user: User,
  after: readonly LicenseState[],
  wanted: readonly LicenseState[],
): ReadonlyMap<string, Failure> {
  const failures = new Map<string, Failure>();
  const location = user.usageLocation ?? context.state.organization.countryLetterCode;
  for (const { skuId } of wanted) {
    const held = user.states.some((state) => state.skuId === skuId && isHeld(state));
    if (context.state.subscriptions.get(skuId)?.prohibitedLocations.includes(location) === true) {
      failures.set(skuId, {
        error: "ProhibitedInUsageLocationViolation",
        refusal: { kind: "prohibitedUsageLocation", skuId },
      });
    } else if (!held && !hasSeat(context, skuId)) {
      failures.set(skuId, { error: "CountViolation", refusal: { kind: "noSeats", skuId } });
    } else if (!held && hasAddressConflict(context, user, skuId)) {
      failures.set(skuId, { error: "UniquenessViolation", refusal: { kind: "duplicateProxyAddress" } });
    }
  }
  // A plan that is on already counts as new here where an earlier attempt failed on it: only what is outside this group
  // was there before.
  const before = plansOf(
    context,
    after.filter((state) => !wanted.includes(state)),
  );
  for (const violation of findNewViolations(before, plansOf(context, after), context.rules)) {
    for (const { skuId } of wanted) {
      if (failures.has(skuId) || !isAbout(context, skuId, violation)) continue;
      const error = violation.kind === "dependency" ? "DependencyViolation" : "MutuallyExclusiveViolation";
      failures.set(skuId, { error, refusal: { kind: "rule", violation } });
    }
  }
  return failures;
}

function isAbout(context: LicensingContext, skuId: string, violation: RuleViolation): boolean {
  const plans = violation.kind === "dependency" ? [violation.plan] : violation.plans;
  return plans.some((plan) => skuContains(context, skuId, plan));
}

function fail(
  context: LicensingContext,
  state: LicenseState,
  failures: ReadonlyMap<string, Failure>,
  current: readonly LicenseState[],
): LicenseState {
  const error = failures.get(state.skuId)?.error ?? "Other";
  const before = current.find((held) => held.skuId === state.skuId);
  if (before !== undefined && isHeld(before) && context.settings.groupFailureOfHeld === "kept")
    return withError(before, error, context.now);
  const failed: LicenseState = { ...state, state: "Error", error };
  return before !== undefined &&
    before.state === "Error" &&
    before.error === error &&
    samePlans(before.disabledPlans, state.disabledPlans)
    ? before
    : failed;
}

/** Of the states that should go, those that must stay because a plan that stays on depends on them. */
function findBlocked(
  context: LicensingContext,
  user: User,
  staying: readonly LicenseState[],
  leaving: readonly LicenseState[],
): { readonly blocked: readonly LicenseState[]; readonly problem: Refusal | undefined } {
  let blocked: readonly LicenseState[] = [];
  let problem: Refusal | undefined;
  const before = plansOf(context, user.states);
  for (;;) {
    const violations = findNewViolations(before, plansOf(context, [...staying, ...blocked]), context.rules);
    const needed = violations.flatMap((violation) => (violation.kind === "dependency" ? violation.needs : []));
    const more = leaving.filter(
      (held) => !blocked.includes(held) && needed.some((plan) => skuContains(context, held.skuId, plan)),
    );
    if (more.length === 0) return { blocked, problem };
    const [violation] = violations;
    if (violation !== undefined) problem ??= { kind: "rule", violation };
    blocked = [...blocked, ...more];
  }
}

function inherit(license: GroupLicense, groupId: string, error: AssignmentError, now: number): LicenseState {
  return {
    skuId: license.skuId,
    assignedByGroup: groupId,
    disabledPlans: license.disabledPlans,
    state: "Active",
    error,
    lastUpdated: now,
  };
}

function keepIfSame(state: LicenseState, current: readonly LicenseState[]): LicenseState {
  const before = current.find((held) => held.skuId === state.skuId);
  return before?.state === "Active" && samePlans(before.disabledPlans, state.disabledPlans) ? before : state;
}

function withError(held: LicenseState, error: AssignmentError, now: number): LicenseState {
  return held.state === "ActiveWithError" && held.error === error
    ? held
    : { ...held, state: "ActiveWithError", error, lastUpdated: now };
}

/** Keeps the order in which sources were first seen, so that answers do not jump about. */
function orderLike(before: readonly LicenseState[], after: readonly LicenseState[]): readonly LicenseState[] {
  const place = (state: LicenseState): number => {
    const at = before.findIndex((held) => held.skuId === state.skuId && held.assignedByGroup === state.assignedByGroup);
    return at < 0 ? before.length : at;
  };
  return [...after].sort((left, right) => place(left) - place(right));
}
