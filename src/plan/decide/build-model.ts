import type { ObservedUser, ObservedAssignment, ObjectId, SkuId } from "../../terms/observed";
import { GroupBinder, type BoundGroup, type GroupBindings } from "../bind/bind-groups";
import { isDirect, isHeld, afterGroups, type GroupEffect } from "../basis/holdings";
import { LicenseResolver, type ResolvedLicense } from "../bind/resolve-licenses";
import {
  afterDecision,
  noChange,
  type GroupModel,
  type LeftOut,
  type Model,
  type PersonModel,
  type UserDecision,
} from "./model";
import { type CatalogFacts, builtInCatalog } from "../basis/catalog-facts";
import { FindingList } from "../basis/findings";
import type { PlanInput } from "../basis/plan-input";
import { type TenantIndex, indexTenant } from "../basis/tenant-index";
import { authoritativeSkus } from "../bind/authority";
import { type BoundUser, UserBinder, type UserBindings } from "../bind/bind-users";
import { checkTenant, checkSkuNames } from "../bind/check-tenant";
import { type Protection, protectedPeople } from "../bind/protection";
import { releaseEntries } from "../bind/release";
import { decideGroup, effectOf, effectsOfMembership } from "./decide-group";
import { decideMembers, membersAsTheyAre } from "./decide-members";
import { decideUser, type UserContext } from "./decide-user";
import { ExpectedFromGroups } from "./expected";
import { indexEnded } from "./explain";
import { withoutRemovals } from "./none-removed";
import { reportGone } from "./report-gone";
import { reportProtected, reportKept } from "./report-people";
import { decideLocation } from "./usage-location";
import { byText } from "../../text/order";

// One for everybody: most of 100,000 people have nothing of the kind, and their models live as long as the run.
const noLicenses: ReadonlyMap<SkuId, ResolvedLicense> = new Map();
const noEffects: readonly GroupEffect[] = [];

class ModelBuilder {
  readonly index: TenantIndex;
  readonly findings: FindingList;
  readonly catalog: CatalogFacts;
  readonly authority: ReadonlySet<SkuId>;
  readonly protection: Protection;
  private readonly ended;
  private readonly resolver: LicenseResolver;
  private readonly effects = new Map<ObjectId, GroupEffect>();
  private readonly effectsByMember = new Map<ObjectId, GroupEffect[]>();
  private declaredForGroups: ReadonlySet<string> = new Set();

  constructor(
    private readonly input: PlanInput,
    private readonly left: LeftOut,
  ) {
    this.index = indexTenant(input.observed);
    this.findings = new FindingList(input.policy.rules);
    for (const finding of input.answered?.findings ?? []) this.findings.add(finding);
    this.catalog = input.catalog ?? builtInCatalog;
    this.authority = authoritativeSkus(this.index, input.policy);
    this.protection = protectedPeople(input, this.index, this.findings);
    this.ended = indexEnded(input.desired.dormant, input.today);
    this.resolver = new LicenseResolver(this.index, input.ledger, this.findings);
  }

  build(): Model {
    const { input, index, findings } = this;
    checkTenant(input, findings);
    const { ledger, released, forgotten } = releaseEntries(input, index, findings);
    const groups = new GroupBinder(index, ledger.groups, findings, input.now, input.made).bind(
      input.desired.groups,
      input.desired.make,
    );
    const users = new UserBinder(index, ledger.users, input.policy, findings, input.now).bind(input.desired.users);
    const groupModels = this.decideGroups(groups);
    const people = this.decidePeople(users, new ExpectedFromGroups(groupModels));
    return {
      input,
      index,
      findings,
      users,
      groups,
      groupModels,
      people,
      released,
      forgotten,
      catalog: this.catalog,
      authority: this.authority,
      protection: this.protection,
      effects: this.effects,
    };
  }

  private decideGroups(groups: GroupBindings): GroupModel[] {
    const models = groups.bound.map((bound) => this.decideGroup(bound));
    this.declaredForGroups = new Set(
      models.flatMap(({ bound, licenses }) => [...licenses.keys()].map((skuId) => `${bound.id} ${skuId}`)),
    );
    for (const model of models) {
      const { bound, effect, members } = model;
      if (effect !== undefined) {
        this.effects.set(bound.id, effect);
        for (const id of effect.members) if (members?.leaving.has(id) !== true) this.addEffect(id, effect);
      }
      for (const [id, own] of effectsOfMembership(model)) this.addEffect(id, own);
    }
    // Somebody who has left a group may still hold what it gives until Graph has processed it: such people count as
    // members.
    if (this.effects.size > 0) for (const user of this.input.observed.users) this.addFormerMember(user);
    return models;
  }

  private addFormerMember({ id, assignments = [] }: ObservedUser): void {
    for (const { assignedByGroup } of assignments) {
      const effect = assignedByGroup === undefined ? undefined : this.effects.get(assignedByGroup);
      if (effect !== undefined && !effect.members.has(id)) this.addEffect(id, { ...effect, grants: new Map() });
    }
  }

  private addEffect(id: ObjectId, effect: GroupEffect): void {
    const known = this.effectsByMember.get(id);
    if (known === undefined) this.effectsByMember.set(id, [effect]);
    else known.push(effect);
  }

  private decideGroup(bound: BoundGroup): GroupModel {
    const { input, findings } = this;
    const licenses = bound.declared === undefined ? noLicenses : this.resolver.resolve(bound.declared);
    checkSkuNames(bound, licenses, input.ledger, findings);
    reportGone(bound, licenses, (skuId) => bound.group.licenses.some((one) => one.skuId === skuId), findings);
    if (this.left.withheld.has(bound.id)) {
      const members = membersAsTheyAre(bound);
      return { bound, licenses, decision: noChange, withheld: true, ...(members !== undefined && { members }) };
    }
    const members = decideMembers(bound, input, this.index, findings);
    const decided = decideGroup(bound, licenses, this.ended, this.index);
    const decision =
      input.policy.limits.kind === "noneRemoved"
        ? withoutRemovals(decided, bound.name, this.catalog, findings)
        : decided;
    const group = { bound, licenses, ...(this.left.partOf?.({ bound, licenses, decision }, this) ?? { decision }) };
    const effect = effectOf(bound, group.decision);
    return { ...group, ...(effect !== undefined && { effect }), ...(members !== undefined && { members }) };
  }

  private decidePeople(users: UserBindings, expected: ExpectedFromGroups): PersonModel[] {
    const { index, ended, declaredForGroups, authority: skus } = this;
    const scope = this.input.policy.authoritative?.scope;
    const authority = scope === undefined ? {} : { authority: { skus, scope } };
    const context: UserContext = { index, ended, declaredForGroups, expected, ...authority };
    const people = users.bound.map((bound) => this.decidePerson(bound, context));
    for (const user of this.others(users, scope === "tenant")) {
      const bound = { id: user.id, name: user.userPrincipalName, user };
      people.push(this.decidePerson(bound, context));
    }
    return people;
  }

  /** People whom a group of the plan reaches or who are under authority, by name. */
  private others(users: UserBindings, strangers: boolean): readonly ObservedUser[] {
    if (!strangers && this.effectsByMember.size === 0) return [];
    const known = new Set(users.bound.map((bound) => bound.id));
    return this.input.observed.users
      .filter(({ id, assignments }) => {
        if (known.has(id) || assignments === undefined) return false;
        if (this.effectsByMember.has(id)) return true;
        return strangers && assignments.some((one) => isDirect(one) && this.authority.has(one.skuId));
      })
      .sort((a, b) => byText(a.userPrincipalName, b.userPrincipalName));
  }

  private decidePerson(bound: BoundUser, context: UserContext): PersonModel {
    const { input, findings } = this;
    const licenses = bound.declared === undefined ? noLicenses : this.resolver.resolve(bound.declared);
    checkSkuNames(bound, licenses, input.ledger, findings);
    const before = bound.user.assignments ?? [];
    const memberOf = this.effectsByMember.get(bound.id) ?? noEffects;
    reportGone(bound, licenses, (skuId) => before.some((one) => one.skuId === skuId && isHeld(one)), findings);
    const groupsDone = memberOf.length === 0 ? before : afterGroups(bound.user, this.effects, memberOf);
    const isProtected = this.protection.ids.has(bound.id);
    if (isProtected) reportProtected(bound, findings);
    const withheld = this.left.withheld.has(bound.id);
    const isLeft = isProtected || withheld;
    const decision = isLeft ? noChange : this.decide(context, bound, licenses, groupsDone);
    const location = isLeft ? undefined : decideLocation(bound, decision.grants.length > 0, input.policy, findings);
    const reliedOn = context.expected.reliedOn(bound.id, groupsDone, decision);
    const base = reliedOn.length === 0 ? groupsDone : [...groupsDone, ...reliedOn];
    const after = decision === noChange ? groupsDone : afterDecision(base, decision);
    // A plain literal for most people: one that begins with a spread takes several times the memory.
    const person = { bound, licenses, decision, before, base, after, memberOf };
    if (withheld) return { ...person, withheld };
    return location === undefined ? person : { ...person, location };
  }

  private decide(
    context: UserContext,
    bound: BoundUser,
    licenses: PersonModel["licenses"],
    groupsDone: readonly ObservedAssignment[],
  ): UserDecision {
    const { input, index, findings } = this;
    const decided = decideUser(context, {
      bound,
      licenses,
      afterGroups: groupsDone,
      left: input.answered?.left.get(bound.id),
    });
    for (const { skuId, group } of decided.kept) reportKept(index, bound, skuId, group, findings);
    return input.policy.limits.kind === "noneRemoved"
      ? withoutRemovals(decided, bound.name, this.catalog, findings)
      : decided;
  }
}

/** Binds, resolves and decides; what is found is in `findings`. `left`: where it is more than the input says. */
export function buildModel(input: PlanInput, left: LeftOut = { withheld: input.withheld ?? new Set() }): Model {
  return new ModelBuilder(input, left).build();
}
