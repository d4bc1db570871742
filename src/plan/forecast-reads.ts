import type { PlanWithModel } from "./decide/model";
import { planWithModel } from "./plan-tenant";
import type { StackAhead } from "../terms/forecast";
import type { Observed, ReadRequest } from "../terms/observed";

/** Whom a forecast has to know beside those of today's plan; undefined: nobody. */
export function requestAhead({ users, groups }: StackAhead): ReadRequest | undefined {
  if (users.length + groups.length === 0) return undefined;
  return { userNames: users, userIds: [], groupNames: groups, groupIds: [], wholeTenant: false };
}

/** The plan of today where those who come later are known too. */
export function planKnowing(planned: PlanWithModel, others: Observed): PlanWithModel {
  const { input } = planned.model;
  const { observed } = input;
  const known = new Set([...observed.users, ...observed.groups].map(({ id }) => id));
  const users = others.users.filter(({ id }) => !known.has(id));
  const groups = others.groups.filter(({ id }) => !known.has(id));
  const lookups = new Set(observed.absent.map(({ lookup }) => lookup));
  const absent = others.absent.filter(({ lookup }) => !lookups.has(lookup));
  if (users.length + groups.length + absent.length === 0) return planned;
  return planWithModel({
    ...input,
    observed: {
      ...observed,
      users: [...observed.users, ...users],
      groups: [...observed.groups, ...groups],
      absent: [...observed.absent, ...absent],
    },
  });
}
