import type { BoundGroup } from "../bind/bind-groups";
import { declaredReasons, type EndedAssignments, withdrawnReasons } from "./explain";
import type { GroupEffect } from "../basis/holdings";
import type { ObjectId, SkuId } from "../../terms/observed";
import type { Grant, Reason, Removal } from "../../terms/plan";
import { isRemovable } from "../basis/removability";
import type { ResolvedLicense } from "../bind/resolve-licenses";
import { isStillDeclared } from "../bind/still-declared";
import { sameMembers } from "../basis/sets";
import { carryOver, selectionKey } from "../basis/selection";
import type { TenantIndex } from "../basis/tenant-index";
import { type Decision, groupAfter, type GroupModel } from "./model";
import { byText } from "../../text/order";

/** Compares what a group gives with what is declared and owned of it. */
export function decideGroup(
  bound: BoundGroup,
  licenses: ReadonlyMap<SkuId, ResolvedLicense>,
  ended: EndedAssignments,
  index: TenantIndex,
): Decision {
  const grants: Grant[] = [];
  const removals: Removal[] = [];
  const given = new Map(bound.group.licenses.map((license) => [license.skuId, license.disabledPlans]));
  const owned = new Map(bound.owned?.skus.map((sku) => [sku.skuId, sku]));
  const replaced = bound.group.licenses.filter(({ skuId }) => owned.has(skuId) && !licenses.has(skuId));
  for (const license of licenses.values()) {
    if (license.gone === true) continue;
    const before = given.get(license.skuId);
    const disabledPlans = license.disabled ?? before ?? carryOver(index, license.sku, replaced);
    if (before !== undefined && sameMembers(before, disabledPlans)) continue;
    const known = owned.get(license.skuId);
    const drifted = known !== undefined && selectionKey(known.selection) === selectionKey(license.selection);
    const reasons: Reason[] = bound.declared === undefined ? [] : declaredReasons(bound.declared, license);
    const source =
      license.disabled === undefined
        ? replaced.find((one) => one.disabledPlans.some((plan) => disabledPlans.includes(plan)))
        : undefined;
    if (source !== undefined) reasons.push({ kind: "carriedOver", fromSku: source.skuId });
    grants.push({
      skuId: license.skuId,
      disabledPlans,
      ...(before !== undefined && { disabledBefore: [...before].sort(byText) }),
      reasons: drifted ? [{ kind: "drift" }, ...reasons] : reasons,
    });
  }
  for (const sku of owned.values()) {
    const disabledBefore = given.get(sku.skuId);
    if (disabledBefore === undefined || isStillDeclared(bound, licenses, sku)) continue;
    if (!isRemovable(index, sku.skuId)) continue;
    removals.push({
      skuId: sku.skuId,
      disabledBefore: [...disabledBefore].sort(byText),
      reasons: withdrawnReasons(bound.name, sku, ended),
    });
  }
  return { grants, removals };
}

/** What a decision does to the members; undefined where it does nothing. */
export function effectOf(bound: BoundGroup, decision: Decision): GroupEffect | undefined {
  if (decision.grants.length === 0 && decision.removals.length === 0) return undefined;
  return {
    id: bound.id,
    grants: new Map(decision.grants.map((grant) => [grant.skuId, grant.disabledPlans])),
    removals: new Set(decision.removals.map((removal) => removal.skuId)),
    members: new Set(bound.group.members),
  };
}

/** What comes to those whom the run puts into a group, and goes from those whom it takes out. */
export function effectsOfMembership({
  bound,
  decision,
  effect,
  members,
}: GroupModel): readonly (readonly [ObjectId, GroupEffect])[] {
  if (members === undefined) return [];
  const after = groupAfter({ bound, decision });
  const own: GroupEffect = {
    id: bound.id,
    grants: new Map(),
    removals: effect?.removals ?? new Set(),
    members: effect?.members ?? new Set(),
  };
  const join = { ...own, grants: new Map(after.map(({ skuId, disabledPlans }) => [skuId, disabledPlans])) };
  const leave = { ...own, leaves: true } as const;
  return [
    ...(after.length === 0 ? [] : [...members.joining].map((id) => [id, join] as const)),
    ...[...members.leaving].map((id) => [id, leave] as const),
  ];
}
