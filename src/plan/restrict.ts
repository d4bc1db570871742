import { listSome } from "./basis/findings";
import type { ObjectId } from "../terms/observed";
import type { Finding, Loss, Membership, Plan } from "../terms/plan";
import type { PlanWithModel } from "./decide/model";
import { planWithModel } from "./plan-tenant";
import { groupBy, sortedUnique } from "./basis/sets";

/** What has been approved: a plan, or its JSON report read back. */
export type ApprovedPlan = Pick<Plan, "digest" | "transitions" | "losses" | "memberships">;

const lossKey = (loss: Loss): string => `${loss.userId} ${loss.skuId ?? ""}`;

/** Losses that nobody has approved, although each transition by itself was: they come from leaving others out. */
function unapprovedLosses(plan: Plan, approved: ApprovedPlan): Loss[] {
  const known = groupBy(approved.losses, lossKey);
  return plan.losses.filter((loss) => {
    const critical = known.get(lossKey(loss))?.flatMap((one) => one.critical);
    return critical === undefined || loss.critical.some((family) => !critical.includes(family));
  });
}

/** Ids of what the plan would do beyond the approved one. */
function beyond(plan: Plan, approved: ApprovedPlan, withheld: ReadonlySet<ObjectId>): ObjectId[] {
  const digests = new Map(approved.transitions.map((transition) => [transition.id, transition.digest]));
  const changed = plan.transitions
    .filter((transition) => digests.get(transition.id) !== transition.digest)
    .map((transition) => transition.id);
  const moved = membersBeyond(plan, approved).map(({ group }) => group);
  changed.push(...moved.filter((id) => !withheld.has(id)));
  if (changed.length > 0) return changed;
  const causes = unapprovedLosses(plan, approved).map((loss) => ("group" in loss.path ? loss.path.group : loss.userId));
  return causes.filter(
    (id) =>
      plan.transitions.some((transition) => transition.id === id) ||
      plan.memberships?.some(({ group }) => group === id) === true,
  );
}

/** Groups that the stack makes, and whose members would change as nobody has approved. */
function membersBeyond({ memberships = [] }: Plan, approved: ApprovedPlan): readonly Membership[] {
  const digests = new Map(approved.memberships?.map(({ name, digest }) => [name, digest]));
  return memberships.filter(({ name, digest }) => digests.get(name) !== digest);
}

/**
 * A plan as far as it was approved: a part of the approved plan, never more. Whoever has another digest than in the
 * approved plan, or is not in it, is left alone and reported; so is whatever would take something from somebody once
 * others are left out. Everything else (seats, losses, guard, lines) is that of the part.
 */
export function restrictToApproved(whole: PlanWithModel, approved: ApprovedPlan): PlanWithModel {
  const { input } = whole.model;
  const withheld = new Set<ObjectId>();
  const names: string[] = [];
  let part = whole;
  const next = (): ObjectId[] => beyond(part.plan, approved, withheld);
  for (let more = next(); more.length > 0; more = next()) {
    const ids = new Set(more);
    for (const transition of part.plan.transitions) if (ids.has(transition.id)) names.push(transition.name);
    for (const { group, name } of part.plan.memberships ?? []) if (ids.has(group)) names.push(name);
    for (const id of ids) withheld.add(id);
    part = planWithModel({ ...input, withheld: new Set(withheld) });
  }
  if (withheld.size === 0) return whole;
  const principals = sortedUnique(names);
  const finding: Finding = {
    code: "not-approved",
    severity: "warning",
    message:
      `${principals.length} changes are not in the approved plan ${approved.digest}, or have changed since, and ` +
      `are not made: ${listSome(principals)}.`,
    remedy: "Make a new preview and have it approved.",
    principals,
  };
  const findings = [...part.plan.findings, finding, ...refuseNewGroups(part.plan, approved, withheld)];
  return { ...part, plan: { ...part.plan, findings } };
}

/** A group can be left as it is; one that is not there yet would be made all the same, as the program has it. */
function refuseNewGroups(plan: Plan, approved: ApprovedPlan, withheld: ReadonlySet<ObjectId>): readonly Finding[] {
  return (plan.memberships ?? [])
    .filter(({ group, isNew }) => isNew === true && withheld.has(group))
    .map(({ name, place }) => ({
      code: "new-group-not-approved",
      severity: "error",
      message:
        `The group ${name} would be made, and the approved plan ${approved.digest} does not have it, or has it with ` +
        "other members.",
      remedy: "Make a new preview and have it approved.",
      principals: [name],
      ...(place !== undefined && { place }),
    }));
}
