import { groupAfter, type PlanWithModel } from "../decide/model";
import { heldSkus } from "../basis/holdings";
import { predictedGroupEntry, predictedQueues, predictedUserEntry } from "../ledger/entries";
import { nextLedger } from "../ledger/ledger-next";
import type { Ledger, LedgerEntry } from "../../terms/ledger";
import type { ObjectId, Observed, ObservedAssignment, SkuId } from "../../terms/observed";

/** Tenant and ledger as a plan would leave them, were every call of it done. */
export interface AfterPlan {
  readonly observed: Observed;
  readonly ledger: Ledger;
}

/** What the plan says of afterwards, as the next plan would read it; nothing is carried out. */
export function afterPlan({ plan, model }: PlanWithModel): AfterPlan {
  return { observed: observedAfter({ plan, model }), ledger: ledgerAfter({ plan, model }) };
}

/**
 * SKUs that a group is given and some of its members find no seat for: the plan counts them, Graph will not serve them.
 */
export function unserved({ plan, model }: PlanWithModel): ReadonlyMap<ObjectId, ReadonlySet<SkuId>> {
  const waiting = new Map<ObjectId, ReadonlySet<SkuId>>();
  const members = (plan.waits ?? []).filter(({ group }) => group !== undefined);
  if (members.length === 0) return waiting;
  const people = new Map(model.people.map((person) => [person.bound.id, person]));
  for (const { id, licenses } of members) {
    const { before = [], after = [] } = people.get(id) ?? {};
    const gained = new Set([...heldSkus(after)].filter((skuId) => !heldSkus(before).has(skuId)));
    const skus = licenses.map(({ skuId }) => skuId).filter((skuId) => gained.has(skuId));
    if (skus.length > 0) waiting.set(id, new Set([...(waiting.get(id) ?? []), ...skus]));
  }
  return waiting;
}

/** How many there are of a SKU. */
export function countUnserved(waiting: ReturnType<typeof unserved>, skuId: SkuId): number {
  return [...waiting.values()].filter((skus) => skus.has(skuId)).length;
}

function failing(assignment: ObservedAssignment, skus: ReadonlySet<SkuId> | undefined): ObservedAssignment {
  if (skus?.has(assignment.skuId) !== true || assignment.assignedByGroup === undefined) return assignment;
  return { ...assignment, state: "Error", error: "CountViolation" };
}

function observedAfter({ plan, model }: PlanWithModel): Observed {
  const { observed } = model.input;
  const without = unserved({ plan, model });
  const people = new Map(model.people.map((person) => [person.bound.id, person]));
  const groups = new Map(model.groupModels.map((group) => [group.bound.id, group]));
  const used = new Map(
    plan.seats.map(({ skuId, usedAfter }) => [skuId, usedAfter - countUnserved(without, skuId)] as const),
  );
  return {
    ...observed,
    skus: observed.skus.map((sku) => ({ ...sku, consumed: used.get(sku.skuId) ?? sku.consumed })),
    users: observed.users.map((user) => {
      const person = people.get(user.id);
      if (person === undefined || user.assignments === undefined) return user;
      const { after, location } = person;
      const assignments = after.map((assignment) => failing(assignment, without.get(user.id)));
      return { ...user, assignments, ...(location !== undefined && { usageLocation: location.after }) };
    }),
    groups: observed.groups.map((group) => {
      const known = groups.get(group.id);
      return known === undefined ? group : { ...group, licenses: groupAfter(known) };
    }),
  };
}

function ledgerAfter({ plan, model }: PlanWithModel): Ledger {
  const { users, groups } = model;
  const entries = (own: readonly (LedgerEntry | undefined)[], absent: typeof users.absent | typeof groups.absent) =>
    [...own, ...absent.map(({ entry }) => entry)].flatMap((entry) => entry ?? []);
  return nextLedger(model, {
    users: entries(
      model.people.map((person) => predictedUserEntry(model, person)),
      users.absent,
    ),
    groups: entries(
      model.groupModels.map((group) => predictedGroupEntry(model, group)),
      groups.absent,
    ),
    losses: plan.losses,
    waiting: predictedQueues(model, plan.waits ?? []),
  });
}
