import type { PrincipalWrite, TenantPort, WriteOutcome, WriteProblem } from "../../../src/terms/port";
import type { Observed, ObservedAssignment, ObservedGroup, ObservedUser } from "../../../src/terms/observed";

/** What may be told of a fake tenant's behaviour, step by step. */
export interface FakeBehaviour {
  /** Called before each step with its number; may change the tenant behind the run's back. */
  readonly before?: (step: string, tenant: FakeTenant) => void;
  /** Problem of a write, by principal. */
  readonly problems?: Readonly<Record<string, WriteProblem>>;
  /** Whether the group's members get their licences when somebody waits; default: yes. */
  readonly processes?: boolean;
  readonly notSentAfter?: number;
}

export interface FakeTenant {
  readonly users: Map<string, ObservedUser>;
  readonly groups: Map<string, ObservedGroup>;
}

function withDirect(user: ObservedUser, write: PrincipalWrite): ObservedUser {
  const changed = new Set([...write.remove, ...write.add.map(({ skuId }) => skuId)]);
  const rest = (user.assignments ?? []).filter((one) => one.assignedByGroup !== undefined || !changed.has(one.skuId));
  const added = write.add.map(({ skuId, disabledPlans }): ObservedAssignment => ({
    skuId,
    disabledPlans,
    state: "Active",
  }));
  return {
    ...user,
    assignments: [...rest, ...added],
    ...(write.usageLocation !== undefined && { usageLocation: write.usageLocation }),
  };
}

/** A tenant that does as it is told, and writes down what it was told: one text a step. */
export function fakePort(observed: Observed, behaviour: FakeBehaviour = {}) {
  const tenant: FakeTenant = {
    users: new Map(observed.users.map((one) => [one.id, one])),
    groups: new Map(observed.groups.map((one) => [one.id, one])),
  };
  const steps: string[] = [];
  let sent = 0;
  const step = (text: string): void => {
    behaviour.before?.(text, tenant);
    steps.push(text);
  };
  const name = (skuId: string): string => observed.skus.find((sku) => sku.skuId === skuId)?.partNumber ?? skuId;

  const carryOut = (write: PrincipalWrite): WriteOutcome => {
    if (behaviour.notSentAfter !== undefined && sent >= behaviour.notSentAfter)
      return { kind: "notSent", id: write.id };
    sent += 1;
    const problem = behaviour.problems?.[write.id];
    if (problem !== undefined)
      return { kind: "failed", id: write.id, problem, located: write.usageLocation !== undefined };
    const user = tenant.users.get(write.id);
    if (user !== undefined) tenant.users.set(write.id, withDirect(user, write));
    const group = tenant.groups.get(write.id);
    if (group !== undefined) {
      const changed = new Set([...write.remove, ...write.add.map(({ skuId }) => skuId)]);
      tenant.groups.set(write.id, {
        ...group,
        licenses: [...group.licenses.filter((one) => !changed.has(one.skuId)), ...write.add],
      });
    }
    return { kind: "applied", id: write.id };
  };

  const process = (id: string): void => {
    const group = tenant.groups.get(id);
    for (const member of group?.members ?? []) {
      const user = tenant.users.get(member);
      if (user === undefined || group === undefined) continue;
      const rest = (user.assignments ?? []).filter((one) => one.assignedByGroup !== id);
      tenant.users.set(member, {
        ...user,
        assignments: [
          ...rest,
          ...group.licenses.map((one): ObservedAssignment => ({ ...one, assignedByGroup: id, state: "Active" })),
        ],
      });
    }
  };

  const port: TenantPort = {
    reread: (userIds, groupIds) => {
      step(`read ${[...userIds, ...groupIds].join(" ")}`);
      const users = userIds.flatMap((id) => tenant.users.get(id) ?? []);
      const groups = groupIds.flatMap((id) => tenant.groups.get(id) ?? []);
      return Promise.resolve({ ...observed, users, groups, wholeTenant: false });
    },
    write: (writes, onOutcome) => {
      const outcomes: WriteOutcome[] = [];
      for (const write of writes) {
        const location = write.usageLocation === undefined ? "" : ` @${write.usageLocation}`;
        step(
          [
            `write ${write.id}${location}`,
            ...write.add.map(({ skuId }) => `+${name(skuId)}`),
            ...write.remove.map((skuId) => `-${name(skuId)}`),
          ].join(" "),
        );
        outcomes.push(carryOut(write));
        outcomes.slice(-1).forEach(onOutcome);
      }
      return Promise.resolve(outcomes);
    },
    awaitGroups: (groupIds, onWaiting) => {
      step(`await ${groupIds.join(" ")}`);
      onWaiting(groupIds.length);
      if (behaviour.processes === false) return Promise.resolve({ unfinished: groupIds });
      groupIds.forEach(process);
      onWaiting(0);
      return Promise.resolve({ unfinished: [] });
    },
    reprocess: (userIds, onOutcome) => {
      step(`reprocess ${userIds.join(" ")}`);
      const outcomes = userIds.map((id): WriteOutcome => {
        if (behaviour.notSentAfter !== undefined && sent >= behaviour.notSentAfter) return { kind: "notSent", id };
        const problem = behaviour.problems?.[id];
        return problem === undefined ? { kind: "applied", id } : { kind: "failed", id, problem, located: false };
      });
      outcomes.forEach(onOutcome);
      return Promise.resolve(outcomes);
    },
  };
  return { port, steps, tenant, process };
}
