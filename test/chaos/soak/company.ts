import { parseRoster } from "../../../src/roster/parse";
import type { Desired, DesiredPrincipal } from "../../../src/terms/desired";
import type { ObjectId, Observed, ObservedAssignment, ObservedGroup, ObservedUser } from "../../../src/terms/observed";
import type { PrincipalWrite, TenantPort, WriteOutcome } from "../../../src/terms/port";
import { planIds, pools, skuIds, tenantId } from "../../plan/support/tenant";
import type { Chance } from "../support/chance";

const lines = [
  "ENTERPRISEPACK",
  "ENTERPRISEPACK, MCOEV",
  "ENTERPRISEPREMIUM",
  "ENTERPRISEPACK(-YAMMER_ENTERPRISE)",
] as const;

const ids: Readonly<Record<string, string>> = {
  STANDARDPACK: skuIds.E1,
  ENTERPRISEPACK: skuIds.E3,
  ENTERPRISEPREMIUM: skuIds.E5,
  MCOEV: skuIds.MCOEV,
};

const guidOf = (number: number): ObjectId => `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
const nameOf = (number: number): string => `person${number}@contoso.com`;

function declare(name: string, line: string, assignment: string): DesiredPrincipal {
  const { licenses } = parseRoster(line);
  return { name, licenses, declarations: [{ assignment, skus: licenses.map(({ sku }) => sku) }] };
}

function holding(line: string): readonly ObservedAssignment[] {
  return parseRoster(line).licenses.map(({ sku, selection }) => ({
    skuId: ids[sku] ?? sku,
    disabledPlans: selection.kind === "off" ? [planIds.YAMMER] : [],
    state: "Active",
  }));
}

/**
 * A company with its stack file and its tenant, in this process: people who are declared themselves, and those who get
 * what their group has. It changes a little every hour, and does what a run asks of it at once.
 */
export class Company {
  readonly #chance: Chance;
  readonly #declared = new Map<ObjectId, DesiredPrincipal>();
  readonly #users = new Map<ObjectId, ObservedUser>();
  readonly #groups = new Map<ObjectId, ObservedGroup>();
  readonly #teams: readonly DesiredPrincipal[];
  readonly #count: number;
  #next: number;
  /** Changes of the file and of the tenant so far. */
  changes = 0;

  /** One in five gets what there is from a group. */
  constructor(people: number, groups: number, chance: Chance) {
    this.#chance = chance;
    this.#count = groups;
    this.#next = people;
    const members = Array.from({ length: groups }, (): ObjectId[] => []);
    for (let number = 0; number < people; number += 1) {
      const id = guidOf(number);
      if (number % 5 === 0) {
        const at = (number / 5) % groups;
        members[at]?.push(id);
        this.#put(number, [this.#through(at)]);
        continue;
      }
      const line = lines[number % lines.length] ?? lines[0];
      this.#declared.set(id, declare(nameOf(number), line, "staff"));
      this.#put(number, holding(line));
    }
    members.forEach((who, at) => {
      const id = this.#groupId(at);
      this.#groups.set(id, {
        id,
        displayName: `Team ${at}`,
        securityEnabled: true,
        licenses: [{ skuId: skuIds.E1, disabledPlans: [] }],
        processing: "ProcessingComplete",
        members: who,
        nestedGroups: 0,
        byId: true,
      });
    });
    this.#teams = members.map((_, at) => declare(`Team ${at}`, "STANDARDPACK", "teams"));
  }

  get desired(): Desired {
    return { tenant: "contoso.com", users: [...this.#declared.values()], groups: this.#teams, dormant: [] };
  }

  get observed(): Observed {
    return {
      tenant: { id: tenantId, displayName: "Contoso", verifiedDomains: ["contoso.com"] },
      skus: pools({ E1: 1_000_000, E3: 1_000_000, E5: 1_000_000, MCOEV: 1_000_000 }),
      users: [...this.#users.values()],
      groups: [...this.#groups.values()],
      absent: [],
      wholeTenant: false,
    };
  }

  /** Somebody joins, leaves, gets something else, joins or leaves a team; or an administrator takes something away. */
  change(): void {
    this.changes += 1;
    const kind = this.#chance.next();
    const id = this.#somebodyDeclared();
    const { name } = this.#declared.get(id) ?? { name: "" };
    if (kind < 0.35) this.#join();
    else if (kind < 0.6) this.#declared.delete(id);
    else if (kind < 0.9) this.#declared.set(id, declare(name, this.#chance.pick(lines), "staff"));
    else if (kind < 0.95) this.#move();
    else this.#users.set(id, { ...this.#users.get(id)!, assignments: [] });
  }

  readonly port: TenantPort = {
    reread: (userIds, groupIds) =>
      Promise.resolve({
        ...this.observed,
        users: userIds.flatMap((id) => this.#users.get(id) ?? []),
        groups: groupIds.flatMap((id) => this.#groups.get(id) ?? []),
      }),
    write: (writes, onOutcome) => {
      const outcomes = writes.map((write) => this.#carryOut(write));
      outcomes.forEach(onOutcome);
      return Promise.resolve(outcomes);
    },
    awaitGroups: () => Promise.resolve({ unfinished: [] }),
    reprocess: (userIds) => Promise.resolve(userIds.map((id): WriteOutcome => ({ kind: "applied", id }))),
  };

  #carryOut({ id, add, remove }: PrincipalWrite): WriteOutcome {
    const user = this.#users.get(id);
    if (user === undefined) throw new Error(`a write to ${id}, who is nobody's concern`);
    const changed = new Set([...remove, ...add.map(({ skuId }) => skuId)]);
    const kept = (user.assignments ?? []).filter(
      ({ skuId, assignedByGroup }) => assignedByGroup !== undefined || !changed.has(skuId),
    );
    const given = add.map((one): ObservedAssignment => ({ ...one, state: "Active" }));
    this.#users.set(id, { ...user, assignments: [...kept, ...given] });
    return { kind: "applied", id };
  }

  #join(): void {
    const number = this.#next;
    this.#next += 1;
    this.#put(number, []);
    this.#declared.set(guidOf(number), declare(nameOf(number), this.#chance.pick(lines), "staff"));
  }

  #move(): void {
    const id = this.#groupId(this.#chance.below(this.#count));
    const group = this.#groups.get(id)!;
    const [first, ...rest] = group.members ?? [];
    if (first === undefined) return;
    const other = this.#groups.get(this.#groupId(this.#chance.below(this.#count)))!;
    if (other.id === id) return;
    this.#groups.set(id, { ...group, members: rest });
    this.#groups.set(other.id, { ...other, members: [...(other.members ?? []), first] });
    const inherited = { skuId: skuIds.E1, disabledPlans: [], state: "Active", assignedByGroup: other.id } as const;
    this.#users.set(first, { ...this.#users.get(first)!, assignments: [inherited] });
  }

  #somebodyDeclared(): ObjectId {
    for (;;) {
      const id = guidOf(this.#chance.below(this.#next));
      if (this.#declared.has(id)) return id;
    }
  }

  #put(number: number, assignments: readonly ObservedAssignment[]): void {
    this.#users.set(guidOf(number), {
      id: guidOf(number),
      userPrincipalName: nameOf(number),
      usageLocation: "US",
      onPremisesSyncEnabled: false,
      byId: true,
      assignments,
    });
  }

  #through(at: number): ObservedAssignment {
    return { skuId: skuIds.E1, disabledPlans: [], state: "Active", assignedByGroup: this.#groupId(at) };
  }

  #groupId(at: number): ObjectId {
    return guidOf(0xffff_0000 + at);
  }
}
