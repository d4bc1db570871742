import type { PrimitiveChange } from "../changes";
import type { PendingGroup } from "./group-queue";
import { diffStates } from "../licensing-context";
import { done, refused, type Outcome, type Refusal } from "../refusals";
import { settleInheritance } from "./settle-inheritance";
import type { Tenant, Cause } from "../tenant-type";

const service: Cause = { actor: { kind: "service", id: "licensing" }, requestId: null };

/** Puts a group into the queue: everybody after its licences changed, some after they came or went. */
export function queueGroup(
  tenant: Tenant,
  groupId: string,
  scope: "everybody" | readonly string[],
  cause: Cause,
): void {
  const { groupProcessingDelayMs, membershipShowsProcessing } = tenant.settings();
  const now = tenant.clock();
  const shows = scope === "everybody" || membershipShowsProcessing;
  tenant.queue.enqueue(groupId, scope === "everybody" ? scope : new Set(scope), now + groupProcessingDelayMs);
  const processing = tenant.state.groups.get(groupId)?.processing;
  if (shows && processing !== undefined && processing !== "QueuedForProcessing") {
    tenant.commit(cause, [{ kind: "groupProcessing", groupId, state: "QueuedForProcessing" }]);
  }
}

/**
 * Takes up the processing that was unfinished when a tenant was saved. It falls due when it would have, or after one
 * delay from now where the clock of then was ahead. A group that says it is being processed and of which nothing more
 * is known begins anew.
 */
export function resumeProcessing(tenant: Tenant, pending: readonly PendingGroup[]): void {
  const latest = tenant.clock() + tenant.settings().groupProcessingDelayMs;
  for (const { groupId, waiting, running } of pending) {
    tenant.queue.resume({
      groupId,
      ...(waiting === undefined ? {} : { waiting: { ...waiting, dueAt: Math.min(waiting.dueAt, latest) } }),
      ...(running === undefined ? {} : { running: { ...running, dueAt: Math.min(running.dueAt, latest) } }),
    });
  }
  for (const { id, processing } of tenant.state.groups.values()) {
    const unfinished = processing === "QueuedForProcessing" || processing === "ProcessingInProgress";
    if (unfinished && tenant.queue.isIdle(id)) tenant.queue.enqueue(id, "everybody", latest);
  }
}

/** Does every step of group processing that is due, each at the time it was due. */
export function processDueGroups(tenant: Tenant, now: number): void {
  for (let step = tenant.queue.take(now); step !== undefined; step = tenant.queue.take(now)) {
    const { groupId, at } = step;
    switch (step.kind) {
      case "start": {
        const everybody = (): readonly string[] => [
          ...new Set([...(tenant.state.members.get(groupId) ?? []), ...(tenant.state.inheritors.get(groupId) ?? [])]),
        ];
        const memberIds = inOrder(tenant, step.scope === "everybody" ? everybody() : step.scope);
        if (tenant.state.groups.get(groupId)?.processing === "QueuedForProcessing")
          setProcessing(tenant, groupId, "ProcessingInProgress", at);
        tenant.queue.begin(groupId, memberIds, at + tenant.settings().groupProcessingDelayMs);
        break;
      }
      case "members":
        for (const memberId of step.memberIds) tenant.commit(service, settleMember(tenant, memberId, groupId, at), at);
        break;
      case "finish":
        if (tenant.state.groups.get(groupId)?.processing === "ProcessingInProgress") {
          setProcessing(tenant, groupId, step.moreWaiting ? "QueuedForProcessing" : "ProcessingComplete", at);
        }
        break;
    }
  }
}

/**
 * People in the order in which the directory got to know them, so that scarce seats do not depend on what a saved
 * tenant does not keep.
 */
function inOrder(tenant: Tenant, userIds: Iterable<string>): readonly string[] {
  const { users, userPositions } = tenant.state;
  const position = (id: string): number => userPositions.get(id) ?? 0;
  return [...userIds].filter((id) => users.has(id)).sort((left, right) => position(left) - position(right));
}

function setProcessing(
  tenant: Tenant,
  groupId: string,
  state: "QueuedForProcessing" | "ProcessingInProgress" | "ProcessingComplete",
  at: number,
): void {
  tenant.commit(service, [{ kind: "groupProcessing", groupId, state }], at);
}

function settleMember(tenant: Tenant, userId: string, groupId: string, now: number): readonly PrimitiveChange[] {
  const user = tenant.state.users.get(userId);
  if (user === undefined) return [];
  const group = tenant.state.groups.get(groupId);
  const isMember = tenant.state.members.get(groupId)?.has(userId) === true;
  const location: PrimitiveChange[] =
    tenant.settings().groupUsageLocation === "written" &&
    user.usageLocation === null &&
    isMember &&
    (group?.licenses.length ?? 0) > 0
      ? [{ kind: "userPatched", userId, set: { usageLocation: tenant.state.organization.countryLetterCode } }]
      : [];
  const { states } = settleInheritance(tenant.context(now), user, groupId, isMember ? (group?.licenses ?? []) : []);
  return [...location, ...diffStates(userId, user.states, states)];
}

/**
 * Processes a person's groups now and tells the first problem. Graph answers such a problem with the 400 of a direct
 * assignment; the states are updated all the same.
 */
export function reprocessUser(tenant: Tenant, userId: string, cause: Cause): Outcome<undefined> {
  const user = tenant.state.users.get(userId);
  if (user === undefined) return refused({ kind: "notFound", name: userId });
  if (user.restricted) return refused({ kind: "restricted" });
  const groupIds = new Set([
    ...(tenant.state.memberOf.get(userId) ?? []),
    ...user.states.flatMap((held) => held.assignedByGroup ?? []),
  ]);
  let problem: Refusal | undefined;
  let settled = user;
  for (const groupId of groupIds) {
    const isMember = tenant.state.members.get(groupId)?.has(userId) === true;
    const licenses = isMember ? (tenant.state.groups.get(groupId)?.licenses ?? []) : [];
    const result = settleInheritance(tenant.context(), settled, groupId, licenses);
    settled = { ...settled, states: result.states };
    problem ??= result.problem;
  }
  tenant.commit(cause, diffStates(userId, user.states, settled.states));
  return problem === undefined || tenant.settings().reprocessFailure === "accept" ? done(undefined) : refused(problem);
}
