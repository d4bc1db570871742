import type { Grant, Loss, Membership, Plan, Reason, Removal, Transition } from "../../terms/plan";
import { digestOf } from "./digest";

/**
 * Digest over everything that a plan does and everything that anybody loses by it, in its tenant. Places stay out: a
 * comment above a line changes nothing. Whoever holds a plan can compute it again, and sees whether a plan that was
 * approved is still the one.
 *
 * Lists instead of objects, whose keys would have to be sorted: a first plan has 100,000 transitions.
 */
export function digestOfPlan({
  tenant,
  transitions,
  losses,
  memberships = [],
}: Pick<Plan, "tenant" | "transitions" | "losses" | "memberships">): string {
  const members = memberships.length === 0 ? [] : [memberships.map(ofMembership)];
  return digestOf([tenant.id, transitions.map(ofTransition), losses.map(ofLoss), ...members]);
}

function ofMembership({ group, name, isNew, join, leave, rule, digest }: Membership): unknown {
  const rules = rule === undefined ? null : [rule.before ?? null, rule.after];
  return [group, name, isNew ?? null, join, leave, rules, digest];
}

function ofTransition(transition: Transition): unknown {
  const { principal, id, name, currentName, kind, usageLocation, grants, removals, again, digest } = transition;
  return [
    [principal, id, name, currentName, kind, digest],
    usageLocation === undefined ? null : [usageLocation.before ?? null, usageLocation.after],
    grants.map(ofGrant),
    removals.map(ofRemoval),
    again === undefined ? null : [again.skuIds, again.members.map((member) => [member.id, member.name])],
  ];
}

function ofGrant({ skuId, disabledPlans, disabledBefore, managed, reasons }: Grant): unknown {
  return [skuId, disabledPlans, disabledBefore ?? null, managed ?? null, reasons.map(ofReason)];
}

function ofRemoval({ skuId, disabledBefore, onlyIfInherited, keptBy, reasons }: Removal): unknown {
  return [skuId, disabledBefore, onlyIfInherited ?? null, keptBy ?? null, reasons.map(ofReason)];
}

function ofLoss({ userId, name, path, skuId, fromSku, critical, approvedBy, reasons }: Loss): unknown {
  const way = [path.kind, "group" in path ? path.group : null, "plans" in path ? [path.skuId, path.plans] : null];
  return [userId, name, way, skuId ?? null, fromSku ?? null, critical, approvedBy ?? null, reasons.map(ofReason)];
}

function ofReason(reason: Reason): unknown {
  switch (reason.kind) {
    case "declared":
      return [reason.kind, reason.assignment];
    case "expired":
      return [reason.kind, reason.assignment, reason.until];
    case "left":
      return [reason.kind, reason.assignment, reason.why];
    case "authority":
      return [reason.kind, reason.scope];
    case "carriedOver":
      return [reason.kind, reason.fromSku];
    case "moved":
      return [reason.kind, reason.to, reason.group];
    case "drift":
    case "undeclared":
      return [reason.kind];
  }
}
