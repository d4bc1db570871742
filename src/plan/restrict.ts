import { listSome } from "./basis/findings";
import type { ObjectId } from "../terms/observed";
import type { Finding, Loss, Plan } from "../terms/plan";
import type { PlanWithModel } from "./decide/model";
import { planWithModel } from "./plan-tenant";
import { groupBy, sortedUnique } from "./basis/sets";

/** What has been approved: a plan, or its JSON report read back. */
export type ApprovedPlan = Pick<Plan, "digest" | "transitions" | "losses">;

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
function beyond(plan: Plan, approved: ApprovedPlan): ObjectId[] {
  const digests = new Map(approved.transitions.map((transition) => [transition.id, transition.digest]));
  const changed = plan.transitions
    .filter((transition) => digests.get(transition.id) !== transition.digest)
    .map((transition) => transition.id);
  if (changed.length > 0) return changed;
  const causes = unapprovedLosses(plan, approved).map((loss) => ("group" in loss.path ? loss.path.group : loss.userId));
  return causes.filter((id) => plan.transitions.some((transition) => transition.id === id));
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
  for (let more = beyond(part.plan, approved); more.length > 0; more = beyond(part.plan, approved)) {
    const ids = new Set(more);
    for (const transition of part.plan.transitions) if (ids.has(transition.id)) names.push(transition.name);
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
  return { ...part, plan: { ...part.plan, findings: [...part.plan.findings, finding] } };
}
