import { askedPeople } from "./basis/request-reads";
import type { PlanWithModel } from "./decide/model";
import { planWithModel } from "./plan-tenant";
import type { StackAhead } from "../terms/forecast";
import type { Observed, ReadRequest } from "../terms/observed";

/** Whom a forecast has to know beside those of today's plan; undefined: nobody. */
export function requestAhead({ users, groups, asks = [] }: StackAhead): ReadRequest | undefined {
  if (users.length + groups.length + asks.length === 0) return undefined;
  const asked = asks.flatMap(({ membersOf = [] }) => membersOf.map(({ group }) => group));
  const groupNames = [...new Set([...groups, ...asked])];
  const base = { userNames: users, userIds: [], groupNames, groupIds: [], wholeTenant: false };
  return asks.length === 0 ? base : { ...base, asked: askedPeople(asks) };
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
  const { answers: knownAnswers = [] } = observed;
  const answers = (others.answers ?? []).filter(({ where }) => knownAnswers.every((one) => one.where !== where));
  if (users.length + groups.length + absent.length + answers.length === 0) return planned;
  return planWithModel({
    ...input,
    observed: {
      ...observed,
      users: [...observed.users, ...users],
      groups: [...observed.groups, ...groups],
      absent: [...observed.absent, ...absent],
      ...(answers.length === 0 ? {} : { answers: [...knownAnswers, ...answers] }),
    },
  });
}
