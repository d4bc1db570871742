import type { ObjectId, ObservedAssignment, ObservedUser, PlanId, SkuId } from "../../terms/observed";
import type { TenantIndex } from "./tenant-index";

/**
 * What a person holds.
 *
 * Graph keeps one state for each way in which a person has a SKU: at most one direct, and one for each group. A direct
 * state is always a licence that was assigned; an inherited one in state `Error` is a licence that the group could not
 * give (no seat, a conflict), so it is not held.
 */
export function isHeld(assignment: ObservedAssignment): boolean {
  return assignment.assignedByGroup === undefined || assignment.state !== "Error";
}

export function isDirect(assignment: ObservedAssignment): boolean {
  return assignment.assignedByGroup === undefined;
}

export function directOf(
  { assignments = [] }: Pick<ObservedUser, "assignments">,
  skuId: SkuId,
): ObservedAssignment | undefined {
  for (const assignment of assignments) if (assignment.skuId === skuId && isDirect(assignment)) return assignment;
  return undefined;
}

/** Active without any error: only such an inherited licence may replace a direct one. */
export function isSound(assignment: ObservedAssignment): boolean {
  return assignment.state === "Active" && assignment.error === undefined;
}

/** Plans of an assignment that are on. */
export function enabledPlans(
  index: TenantIndex,
  assignment: Pick<ObservedAssignment, "skuId" | "disabledPlans">,
): PlanId[] {
  const planIds = index.skus.get(assignment.skuId)?.planIds ?? [];
  if (assignment.disabledPlans.length === 0) return [...planIds];
  const off = new Set(assignment.disabledPlans);
  return planIds.filter((id) => !off.has(id));
}

/** The union of all paths: SKU to the plans that are on. */
export type Holdings = ReadonlyMap<SkuId, ReadonlySet<PlanId>>;

export function holdingsOf(index: TenantIndex, assignments: readonly ObservedAssignment[]): Holdings {
  const holdings = new Map<SkuId, Set<PlanId>>();
  for (const assignment of assignments) {
    if (!isHeld(assignment)) continue;
    let plans = holdings.get(assignment.skuId);
    if (plans === undefined) holdings.set(assignment.skuId, (plans = new Set()));
    for (const plan of enabledPlans(index, assignment)) plans.add(plan);
  }
  return holdings;
}

/** Every plan that is on, by whatever SKU. */
export function plansOf(holdings: Holdings): Set<PlanId> {
  const plans = new Set<PlanId>();
  for (const enabled of holdings.values()) for (const plan of enabled) plans.add(plan);
  return plans;
}

/** Whether everything that is on in `needed` is on in `given`. */
export function coversPlans(
  index: TenantIndex,
  given: readonly ObservedAssignment[],
  needed: Pick<ObservedAssignment, "skuId" | "disabledPlans">,
): boolean {
  const on = new Set(given.flatMap((assignment) => enabledPlans(index, assignment)));
  return enabledPlans(index, needed).every((plan) => on.has(plan));
}

/** What a plan does to one group. */
export interface GroupEffect {
  readonly id: ObjectId;
  /** SKUs given or given again, with the plans that are then off. */
  readonly grants: ReadonlyMap<SkuId, readonly PlanId[]>;
  readonly removals: ReadonlySet<SkuId>;
  readonly members: ReadonlySet<ObjectId>;
  /** Of one member: the run takes the member out of the group. */
  readonly leaves?: true;
}

/**
 * A person's assignments once groups have changed and Graph has processed them; direct ones stay as they are.
 *
 * A licence that a group failed to give is taken to fail again, although Graph tries once more when the group
 * changes: it may be a conflict that stays, or a seat that somebody else gets first. So the guard is told of more
 * people than may lose something, never of fewer, and a full pool does not refuse a change of the group's plans. What
 * really came of it is read before anything is taken.
 */
export function afterGroups(
  user: Pick<ObservedUser, "assignments">,
  effects: ReadonlyMap<ObjectId, GroupEffect>,
  memberOf: readonly GroupEffect[],
): ObservedAssignment[] {
  const after: ObservedAssignment[] = [];
  for (const assignment of user.assignments ?? []) {
    const effect = assignment.assignedByGroup === undefined ? undefined : effects.get(assignment.assignedByGroup);
    if (effect?.removals.has(assignment.skuId) === true) continue;
    if (memberOf.some(({ id, leaves }) => leaves === true && id === assignment.assignedByGroup)) continue;
    const disabledPlans = effect?.grants.get(assignment.skuId);
    after.push(disabledPlans === undefined ? assignment : { ...assignment, disabledPlans });
  }
  for (const effect of memberOf) {
    for (const [skuId, disabledPlans] of effect.grants) {
      const known = user.assignments?.some(
        (assignment) => assignment.skuId === skuId && assignment.assignedByGroup === effect.id,
      );
      if (known !== true) after.push({ skuId, assignedByGroup: effect.id, disabledPlans, state: "Active" });
    }
  }
  return after;
}
/** SKUs that a person holds by some path, without errors of groups. */
export function heldSkus(assignments: readonly ObservedAssignment[]): Set<SkuId> {
  const held = new Set<SkuId>();
  for (const assignment of assignments)
    if (assignment.assignedByGroup === undefined || assignment.state !== "Error") held.add(assignment.skuId);
  return held;
}
