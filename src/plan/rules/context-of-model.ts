import type { DesiredPrincipal } from "../../terms/desired";
import type { GroupModel, Model, PersonModel } from "../decide/model";
import type { ObjectId, ObservedAssignment } from "../../terms/observed";
import type { RuleContext, RuleGroup, RulePerson } from "./rule";
import { byText } from "../../text/order";

const noLicenses: RulePerson["licenses"] = new Map();

/** What a group of the stack carries after the plan. */
function licensesAfter({ bound, effect }: GroupModel): RuleGroup["licenses"] {
  const kept = bound.group.licenses.filter(
    ({ skuId }) => effect?.removals.has(skuId) !== true && effect?.grants.has(skuId) !== true,
  );
  return [...kept, ...[...(effect?.grants ?? [])].map(([skuId, disabledPlans]) => ({ skuId, disabledPlans }))];
}

type DeclaredGroup = GroupModel & { readonly bound: { readonly declared: DesiredPrincipal } };

function isDeclared(group: GroupModel): group is DeclaredGroup {
  return group.bound.declared !== undefined;
}

function ruleGroup(model: DeclaredGroup): RuleGroup {
  const { bound, licenses } = model;
  return {
    id: bound.id,
    name: bound.name,
    declarations: bound.declared.declarations,
    declared: licenses,
    licenses: licensesAfter(model),
    nestedGroups: bound.group.nestedGroups,
  };
}

/** Who is in a group after the run, as far as that is known before it. */
function membersAfter({ bound, members }: GroupModel): readonly ObjectId[] {
  return members?.ids ?? bound.group.members ?? [];
}

/** What groups of the stack give to their members, whether or not Graph has processed them yet. */
function expectedByMember(groups: readonly GroupModel[]): ReadonlyMap<ObjectId, readonly ObservedAssignment[]> {
  const expected = new Map<ObjectId, ObservedAssignment[]>();
  for (const group of groups) {
    const given = licensesAfter(group).map(({ skuId, disabledPlans }): ObservedAssignment => ({
      skuId,
      disabledPlans,
      assignedByGroup: group.bound.id,
      state: "Active",
    }));
    for (const id of membersAfter(group)) {
      const known = expected.get(id);
      if (known === undefined) expected.set(id, [...given]);
      else known.push(...given);
    }
  }
  return expected;
}

function withExpected(
  after: readonly ObservedAssignment[],
  expected: readonly ObservedAssignment[] | undefined,
): readonly ObservedAssignment[] {
  if (expected === undefined) return after;
  const isThere = (one: ObservedAssignment): boolean =>
    after.some((assignment) => assignment.skuId === one.skuId && assignment.assignedByGroup === one.assignedByGroup);
  return [...after, ...expected.filter((one) => !isThere(one))];
}

function rulePerson(
  { bound, licenses, location, before, after }: PersonModel,
  expected: readonly ObservedAssignment[] | undefined,
): RulePerson {
  return {
    name: bound.name,
    declared: bound.declared,
    licenses,
    before,
    after: withExpected(after, expected),
    usageLocation: location?.after ?? bound.user.usageLocation,
  };
}

/**
 * What the rules need of a decided plan: people and groups of the stack, and members of its groups. Protected people
 * are left alone.
 */
export function ruleContextOf(model: Model): RuleContext {
  const groups = model.groupModels.filter(isDeclared);
  const expected = expectedByMember(groups);
  const declared: RulePerson[] = [];
  const members: RulePerson[] = [];
  const seen = new Set<ObjectId>();
  for (const person of model.people) {
    const { id } = person.bound;
    if (expected.size > 0) seen.add(id);
    if (model.protection.ids.has(id)) continue;
    if (person.bound.declared !== undefined) declared.push(rulePerson(person, expected.get(id)));
    else if (expected.has(id)) members.push(rulePerson(person, expected.get(id)));
  }
  for (const [id, coming] of expected) {
    const user = model.index.users.get(id);
    if (seen.has(id) || user?.assignments === undefined || model.protection.ids.has(id)) continue;
    const { userPrincipalName: name, usageLocation } = user;
    members.push({ name, licenses: noLicenses, after: withExpected(user.assignments, coming), usageLocation });
  }
  members.sort((a, b) => byText(a.name, b.name));
  return {
    skus: model.index.skus,
    people: [...declared, ...members],
    groups: new Map(groups.map((group) => [group.bound.id, ruleGroup(group)])),
    policy: model.input.policy,
    tenantCountry: model.input.observed.tenant.countryLetterCode,
  };
}
