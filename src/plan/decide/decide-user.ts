import type { BoundUser } from "../bind/bind-users";
import { noChange, type UserDecision } from "./model";
import type { ExpectedFromGroups } from "./expected";
import { declaredReasons, type EndedAssignments, withdrawnReasons } from "./explain";
import { coversPlans, directOf, isDirect, isHeld, isSound } from "../basis/holdings";
import type { ObjectId, ObservedAssignment, SkuId } from "../../terms/observed";
import type { Grant, Reason, Removal } from "../../terms/plan";
import type { Left } from "../basis/plan-input";
import { isRemovable } from "../basis/removability";
import type { ResolvedLicense } from "../bind/resolve-licenses";
import { isStillDeclared } from "../bind/still-declared";
import { carryOver, selectionKey } from "../basis/selection";
import { sameMembers } from "../basis/sets";
import type { TenantIndex } from "../basis/tenant-index";
import { byText } from "../../text/order";

/** What decides about one person; all of it is there before any person is decided. */
export interface UserContext {
  readonly index: TenantIndex;
  readonly ended: EndedAssignments;
  /** "group sku" of everything that this stack declares for groups. */
  readonly declaredForGroups: ReadonlySet<string>;
  readonly expected: ExpectedFromGroups;
  /** SKUs under authority, and of whom. */
  readonly authority?: { readonly skus: ReadonlySet<SkuId>; readonly scope: "declared" | "tenant" };
}

interface Person {
  readonly bound: BoundUser;
  readonly licenses: ReadonlyMap<SkuId, ResolvedLicense>;
  /** Assignments after the groups of this plan have changed; direct ones as they are. */
  readonly afterGroups: readonly ObservedAssignment[];
  /** Assignments that do not mean this person any more. */
  readonly left: readonly Left[] | undefined;
}

const groupOf = (inherited: ObservedAssignment): ObjectId => inherited.assignedByGroup ?? "";

/** What a person no longer has through groups. A SKU that another group goes on giving is not replaced by anything. */
function lostThroughGroups({ afterGroups, bound }: Person): ObservedAssignment[] {
  const isInherited = (skuId: SkuId): boolean => afterGroups.some((one) => one.skuId === skuId && !isDirect(one));
  return (bound.user.assignments ?? [])
    .filter((assignment) => !isDirect(assignment) && isHeld(assignment) && !isInherited(assignment.skuId))
    .sort((a, b) => byText(a.skuId, b.skuId) || byText(groupOf(a), groupOf(b)));
}

/** Decides what one direct licence that nobody declares becomes. */
function decideRemoval(
  context: UserContext,
  person: Person,
  direct: ObservedAssignment,
  reasons: readonly Reason[],
): Removal | { readonly keptFor: ObjectId } {
  const removal: Removal = { skuId: direct.skuId, disabledBefore: [...direct.disabledPlans].sort(byText), reasons };
  const expected = context.expected.of(person.bound.id, person.afterGroups);
  const ways = [...person.afterGroups, ...expected].filter(
    (assignment) => assignment.skuId === direct.skuId && !isDirect(assignment),
  );
  const replacing = ways
    .filter((way) => isSound(way) && coversPlans(context.index, [way], direct))
    .map(groupOf)
    .sort(byText)[0];
  if (replacing !== undefined) {
    return {
      ...removal,
      reasons: [...reasons, { kind: "moved", to: "group", group: replacing }],
      onlyIfInherited: replacing,
    };
  }
  const managed = ways
    .map(groupOf)
    .filter((group) => context.declaredForGroups.has(`${group} ${direct.skuId}`))
    .sort(byText)[0];
  return managed === undefined ? removal : { keptFor: managed };
}

function decideGrants(context: UserContext, person: Person, removed: readonly ObservedAssignment[]): Grant[] {
  const { bound, licenses } = person;
  const grants: Grant[] = [];
  let lost: ObservedAssignment[] | undefined;
  for (const license of licenses.values()) {
    if (license.gone === true) continue;
    const { skuId, disabled } = license;
    const direct = directOf({ assignments: person.afterGroups }, skuId);
    if (direct !== undefined && (disabled === undefined || sameMembers(direct.disabledPlans, disabled))) continue;
    if (direct === undefined) {
      const ways = person.afterGroups.filter((assignment) => assignment.skuId === skuId && isHeld(assignment));
      if (
        ways.length > 0 &&
        (disabled === undefined || coversPlans(context.index, ways, { skuId, disabledPlans: disabled }))
      )
        continue;
    }
    lost ??= lostThroughGroups(person);
    const replaced = [...removed, ...lost];
    const disabledPlans = disabled ?? carryOver(context.index, license.sku, replaced);
    grants.push({
      skuId,
      disabledPlans,
      ...(direct !== undefined && { disabledBefore: [...direct.disabledPlans].sort(byText) }),
      reasons: grantReasons(bound, license, replaced, disabledPlans),
      ...(disabled !== undefined && { managed: true }),
    });
  }
  return grants;
}

function grantReasons(
  bound: BoundUser,
  license: ResolvedLicense,
  replaced: readonly ObservedAssignment[],
  disabledPlans: readonly string[],
): Reason[] {
  const reasons: Reason[] = [];
  const owned = bound.owned?.skus.find((sku) => sku.skuId === license.skuId);
  const moved = replaced.find(
    (assignment) => assignment.skuId === license.skuId && !isDirect(assignment),
  )?.assignedByGroup;
  if (moved !== undefined) reasons.push({ kind: "moved", to: "direct", group: moved });
  else if (owned !== undefined && selectionKey(owned.selection) === selectionKey(license.selection))
    reasons.push({ kind: "drift" });
  if (bound.declared !== undefined) reasons.push(...declaredReasons(bound.declared, license));
  if (license.disabled === undefined) {
    const source = replaced.find((assignment) => assignment.disabledPlans.some((plan) => disabledPlans.includes(plan)));
    if (source !== undefined) reasons.push({ kind: "carriedOver", fromSku: source.skuId });
  }
  return reasons;
}

/** Compares what a person holds directly with what is declared, owned and under authority. */
export function decideUser(context: UserContext, person: Person): UserDecision {
  const { bound, licenses, afterGroups } = person;
  const removals: Removal[] = [];
  const removed: ObservedAssignment[] = [];
  const kept: { skuId: SkuId; group: ObjectId }[] = [];
  const withdraw = (assignment: ObservedAssignment, reasons: readonly Reason[]): void => {
    if (!isRemovable(context.index, assignment.skuId)) {
      // It stays, and what replaces it takes its plans over all the same.
      removed.push(assignment);
      return;
    }
    const decided = decideRemoval(context, person, assignment, reasons);
    if ("keptFor" in decided) {
      kept.push({ skuId: assignment.skuId, group: decided.keptFor });
      return;
    }
    removals.push(decided);
    removed.push(assignment);
  };
  const owned = bound.owned?.skus ?? [];
  for (const sku of owned) {
    if (isStillDeclared(bound, licenses, sku)) continue;
    const assignment = directOf({ assignments: afterGroups }, sku.skuId);
    if (assignment !== undefined) withdraw(assignment, withdrawnReasons(bound.name, sku, context.ended, person.left));
  }
  if (context.authority !== undefined) {
    const { skus, scope } = context.authority;
    const isInScope = scope === "tenant" || bound.declared !== undefined;
    for (const assignment of isInScope ? afterGroups.filter(isDirect) : []) {
      const { skuId } = assignment;
      if (skus.has(skuId) && !licenses.has(skuId) && !owned.some((sku) => sku.skuId === skuId))
        withdraw(assignment, [{ kind: "authority", scope }]);
    }
  }
  const grants = decideGrants(context, person, removed);
  return grants.length + removals.length + kept.length === 0 ? noChange : { grants, removals, kept };
}
