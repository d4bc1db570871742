import type { GroupModel, LeftOut, WaitCause } from "../decide/model";
import { heldSkus } from "../basis/holdings";
import type { ObjectId, ObservedAssignment, SkuId } from "../../terms/observed";
import type { Policy } from "../../terms/policy";
import type { Seating } from "./serve-seats";
import { togetherFor } from "./together";
import { withoutSeats } from "./without-seats";
import { byText } from "../../text/order";

/** SKUs that groups are not given in this run, as there are too few seats for their members. */
export type GroupsWithout = ReadonlyMap<ObjectId, ReadonlyMap<SkuId, WaitCause>>;

/**
 * The next group to go without a SKU, the last one in the order of the stack, or undefined.
 *
 * Graph gives a member all that a group has, or nothing of it: a SKU for which a member finds no seat costs the member
 * the others too. So a group that has anything else goes without it until there are seats for all its members. A group
 * of one licence is given it, and Graph serves as many as there are seats.
 */
export function nextGroupWithout(
  { model, without }: Pick<Seating, "model" | "without">,
  known: GroupsWithout,
): GroupsWithout | undefined {
  for (const [skuId, people] of [...without].sort(([a], [b]) => byText(a, b))) {
    const members = people.filter(({ waits }) => waits?.licenses.has(skuId) !== true);
    const group = model.groupModels.findLast(
      (one) => givesMore(one, skuId) && members.some(({ memberOf }) => memberOf.some(({ id }) => id === one.bound.id)),
    );
    if (group === undefined) continue;
    const { id } = group.bound;
    return new Map([...known, [id, new Map([...(known.get(id) ?? []), [skuId, { kind: "noSeat" }]])]]);
  }
  return undefined;
}

/** Whether a group is newly given a SKU, and has or is given another one. */
function givesMore({ bound, decision }: GroupModel, skuId: SkuId): boolean {
  const isNew = decision.grants.some((grant) => grant.skuId === skuId && grant.disabledBefore === undefined);
  return isNew && new Set([...bound.group.licenses, ...decision.grants].map((one) => one.skuId)).size > 1;
}

/** What is done of each group's decision where some of them go without. */
export function partOfGroups(groups: GroupsWithout, policy: Policy): NonNullable<LeftOut["partOf"]> {
  const together = togetherFor(policy);
  return ({ bound, licenses, decision }, facts) => {
    const short = groups.get(bound.id);
    if (short === undefined) return undefined;
    const before = bound.group.licenses.map((license): ObservedAssignment => ({ ...license, state: "Active" }));
    const holder = { before, base: before, decision, fromGroups: heldSkus([]) };
    const { grants, removals, waits } = withoutSeats(facts, holder, short, together({ bound, licenses }));
    return { decision: { grants, removals }, waits };
  };
}
