import type { BoundGroup } from "./bind-groups";
import { declaredReasons, type EndedAssignments, withdrawnReasons } from "./explain";
import type { SkuId } from "./observed";
import type { Grant, Removal } from "./plan";
import type { ResolvedLicense } from "./resolve-licenses";
import { byText, sameMembers } from "./sets";
import { selectionKey } from "./selection";

/** What is to be done to one principal, before anything else has a say. */
export interface Decision {
  readonly grants: readonly Grant[];
  readonly removals: readonly Removal[];
}

/** Compares what a group gives with what is declared and owned of it. */
export function decideGroup(bound: BoundGroup, licenses: ReadonlyMap<SkuId, ResolvedLicense>, ended: EndedAssignments): Decision {
  const grants: Grant[] = [];
  const removals: Removal[] = [];
  const given = new Map(bound.group.licenses.map((license) => [license.skuId, license.disabledPlans]));
  const owned = new Map((bound.owned?.skus ?? []).map((sku) => [sku.skuId, sku]));
  for (const license of licenses.values()) {
    const before = given.get(license.skuId);
    const disabledPlans = license.disabled ?? before ?? [];
    if (before !== undefined && sameMembers(before, disabledPlans)) continue;
    const known = owned.get(license.skuId);
    const drifted = known !== undefined && selectionKey(known.selection) === selectionKey(license.selection);
    const reasons = bound.declared === undefined ? [] : declaredReasons(bound.declared, license);
    grants.push({
      skuId: license.skuId,
      disabledPlans,
      ...(before !== undefined && { disabledBefore: [...before].sort(byText) }),
      reasons: drifted ? [{ kind: "drift" }, ...reasons] : reasons,
    });
  }
  for (const sku of owned.values()) {
    const disabledBefore = given.get(sku.skuId);
    if (licenses.has(sku.skuId) || disabledBefore === undefined) continue;
    removals.push({ skuId: sku.skuId, disabledBefore: [...disabledBefore].sort(byText), reasons: withdrawnReasons(bound.name, sku, ended) });
  }
  return { grants, removals };
}
