import { productFamily } from "../../catalog/families";
import { type AddOn, addOns } from "./add-ons";
import type { GroupBreach, GroupRule } from "./rule";
import { contentOf } from "./holding-book";

/**
 * An add-on and what it needs have to be in the same group: what members hold in other ways does not count when Graph
 * takes a group's licences ("Make sure that the group has necessary services before adding or removing a dependent
 * service"). Microsoft: "Scenarios, limitations, and known issues using groups to manage licensing".
 */
export const groupAddOnApart: GroupRule = {
  kind: "groups",
  code: "group-add-on-apart",
  severity: "warning",
  *check(group, { skus }): Iterable<GroupBreach> {
    const contents = group.licenses.flatMap(({ skuId, disabledPlans }) => {
      const sku = skus.get(skuId);
      return sku === undefined ? [] : [contentOf(sku, [{ disabledPlans }])];
    });
    const plans = contents.flatMap((content) => [...content.plans]);
    for (const content of contents) {
      // Graph accepts a suite as it is sold.
      if (productFamily(content.skuId) === "suite") continue;
      const missing = addOns.filter((addOn) => needsMore(addOn, content.plans, plans)).map((addOn) => addOn.needs);
      for (const needs of new Set(missing)) {
        yield {
          group,
          sku: content.skuId,
          key: `${group.id} ${content.skuId} ${needs}`,
          message:
            `The group ${group.name} gives ${content.label}, which needs ${needs}, and no licence of this group ` +
            "has it. What its members hold in other ways does not count.",
          remedy:
            `Declare a licence with ${needs} for ${group.name} too, or ${content.label} for the people instead of ` +
            "the group.",
        };
      }
    }
  },
};

function needsMore({ isAddOn, isPrerequisite }: AddOn, own: ReadonlySet<string>, ofGroup: readonly string[]): boolean {
  return [...own].some(isAddOn) && !ofGroup.some(isPrerequisite);
}
