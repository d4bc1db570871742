import type { Observed } from "../../terms/observed";
import type { Plan } from "../../terms/plan";
import type { Undo } from "./undo-schema";
import { byText } from "../../text/order";
import { toJson } from "../../text/visible";

/**
 * `before` is the tenant that the plan was made on. Principals of whom nothing is known are left out: nothing can be
 * said of them.
 */
export function composeUndo(plan: Plan, before: Observed, stack: string): Undo {
  const users = new Map(before.users.map((user) => [user.id, user]));
  const groups = new Map(before.groups.map((group) => [group.id, group]));
  const skus = new Map(before.skus.map((sku) => [sku.skuId, sku]));
  const describe = ({
    skuId,
    disabledPlans,
  }: {
    readonly skuId: string;
    readonly disabledPlans: readonly string[];
  }): Undo["principals"][number]["licenses"][number] => {
    const sku = skus.get(skuId);
    const names = new Map(sku?.servicePlans.map(({ id, name }) => [id, name]));
    const plans = disabledPlans
      .map((id) => ({ id, name: names.get(id) ?? plan.plans[id] ?? id }))
      .sort((one, other) => byText(one.name, other.name));
    return { skuId, partNumber: sku?.partNumber ?? plan.skus[skuId]?.partNumber ?? skuId, disabledPlans: plans };
  };
  const principals = plan.transitions.flatMap((transition): Undo["principals"] => {
    const user = transition.principal === "user" ? users.get(transition.id) : undefined;
    const held =
      transition.principal === "group"
        ? groups.get(transition.id)?.licenses
        : user?.assignments?.filter((assignment) => assignment.assignedByGroup === undefined);
    if (held === undefined) return [];
    const location = user?.usageLocation;
    return [
      {
        principal: transition.principal,
        id: transition.id,
        name: transition.name,
        currentName: transition.currentName,
        ...(location === undefined ? {} : { usageLocation: location }),
        ...(transition.usageLocation === undefined ? {} : { usageLocationAfter: transition.usageLocation.after }),
        licenses: held.map(describe).sort((one, other) => byText(one.partNumber, other.partNumber)),
        changed: [...new Set([...transition.grants, ...transition.removals].map((part) => part.skuId))].sort(byText),
      },
    ];
  });
  return {
    format: "m365-licenses/undo",
    version: 1,
    stack,
    tenant: plan.tenant,
    today: plan.today,
    digest: plan.digest,
    principals,
  };
}

export function formatUndo(undo: Undo): string {
  return `${toJson(undo)}\n`;
}
