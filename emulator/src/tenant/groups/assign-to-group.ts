import { settleRequest, type AssignmentRequest } from "../assign-to-user";
import type { PrimitiveChange } from "../changes";
import type { LicensingContext } from "../licensing-context";
import type { Group, GroupLicense } from "../model";
import { findNewViolations } from "../plan-rules";
import { done, refused, type Outcome } from "../refusals";

/**
 * Judges one assignLicense for a group. Accepted means "to be processed": what becomes of the members is settled
 * later, one by one. Seats are not looked at here.
 */
export function judgeGroupAssignment(
  context: LicensingContext,
  group: Group,
  request: AssignmentRequest,
): Outcome<readonly PrimitiveChange[]> {
  const agreed = settleRequest(context, request);
  if (agreed.kind === "refused") return agreed;
  const { add, remove } = agreed.value;
  if (!group.securityEnabled) return refused({ kind: "groupNotEligible" });
  let licenses = group.licenses;
  for (const skuId of remove) {
    if (!licenses.some((license) => license.skuId === skuId)) return refused({ kind: "notAssigned" });
    licenses = licenses.filter((license) => license.skuId !== skuId);
  }
  for (const license of add) {
    const at = licenses.findIndex((held) => held.skuId === license.skuId);
    licenses = at < 0 ? [...licenses, license] : licenses.with(at, license);
  }
  if (context.settings.groupNeedsWholeProducts) {
    const [violation] = findNewViolations(
      plansOfGroup(context, group.licenses),
      plansOfGroup(context, licenses),
      context.rules,
    );
    if (violation !== undefined) return refused({ kind: "rule", violation });
  }
  return done([{ kind: "groupLicensesSet", groupId: group.id, licenses }]);
}

function plansOfGroup(context: LicensingContext, licenses: readonly GroupLicense[]): ReadonlySet<string> {
  const plans = new Set<string>();
  for (const { skuId, disabledPlans } of licenses) {
    for (const plan of context.state.subscriptions.get(skuId)?.servicePlans ?? []) {
      if (!disabledPlans.includes(plan.servicePlanId)) plans.add(plan.servicePlanId);
    }
  }
  return plans;
}
