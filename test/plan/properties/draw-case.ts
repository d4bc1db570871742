import { approvalDigest } from "../../../src/plan/guard/approvals";
import type { DesiredPrincipal } from "../../../src/terms/desired";
import type { LedgerEntry, QueuePlace } from "../../../src/terms/ledger";
import type { Approval, Policy, Priority, Together } from "../../../src/terms/policy";
import type { PlanSelection } from "../../../src/roster/types";
import { today } from "../oracle/day";
import { miniSku, miniSkuNamed, miniSkus, switchable } from "../oracle/miniature-catalog";
import type { Behaviour } from "../oracle/simulated-tenant";
import {
  type Gone,
  type Group,
  type GroupLicense,
  type Holding,
  type Person,
  type SmallTenant,
  heldSkus,
  isHolding,
  seatsUsed,
} from "../oracle/small-tenant";
import { declaredOf, declaredOfGroup, type Stack } from "../oracle/stack";
import type { Tape } from "./tape";

/** What may occur in a case. Everything else is always drawn. */
export interface Menu {
  /** `ample`: nobody can be short of a seat; `tight`: pools have a few seats left, or none; `scarce`: one, or none. */
  readonly seats: "ample" | "tight" | "scarce";
  /** `exchanges`: everybody has something, and is to have something else. */
  readonly shape?: "exchanges";
  readonly groups: boolean;
  /** Protected and released people, authority, people who cannot be read or are gone, renamed people, locations. */
  readonly oddities: boolean;
  /** Members whom a group could not give its licences when it last tried. */
  readonly failing?: boolean;
  /** `wide`: the guard never objects to a number; `tight`: it often does; `none`: `limits: none-removed`. */
  readonly limits: "wide" | "tight" | "none";
  /** The stack says `onShortage: assignInOrder`, with an order of its own. */
  readonly inOrder?: boolean;
  /** Some have priorities, and some wait already, whether they still have a reason to or not. */
  readonly queues?: boolean;
  /** Now and then an approval, used in part, spent or expired. */
  readonly approvals?: boolean;
  /** Some subscriptions are gone although people and groups show them; some are declared all the same. */
  readonly gone?: boolean;
}

export interface Case {
  readonly tenant: SmallTenant;
  readonly stack: Stack;
  readonly behaviour: Behaviour;
}

const tenantId = "10000000-0000-4000-8000-000000000000";
const domain = "contoso.com";
const letters = "abcdefghij";
const userId = (i: number): string => `a0000000-0000-4000-8000-0000000000a${i}`;
const groupId = (i: number): string => `b0000000-0000-4000-8000-0000000000b${i}`;

function drawSkus(tape: Tape): string[] {
  const left = miniSkus.map((sku) => sku.id);
  const count = 1 + tape.pick(4);
  return Array.from({ length: count }, () => left.splice(tape.pick(left.length), 1)[0]!);
}

function drawOff(tape: Tape, skuId: string): readonly string[] {
  const plans = switchable(skuId);
  return tape.oneIn(4) ? [plans[tape.pick(plans.length)]!.id] : [];
}

function drawSelection(tape: Tape, skuId: string): PlanSelection {
  const plans = switchable(skuId);
  const kind = tape.pick(8);
  if (kind === 5) return { kind: "off", plans: [plans[tape.pick(plans.length)]!.name] };
  if (kind === 6) return { kind: "off", plans: [] };
  if (kind === 7) return { kind: "only", plans: [plans[tape.pick(plans.length)]!.name] };
  return { kind: "unmanaged" };
}

function drawPerson(tape: Tape, i: number, skus: readonly string[], menu: Menu): Person {
  const odd = menu.oddities ? tape.pick(32) : 0;
  const held = menu.shape === "exchanges" ? [skus[tape.pick(skus.length)]!] : skus.filter(() => tape.pick(5) >= 3);
  const direct = held.map((skuId): Holding => ({ skuId, off: drawOff(tape, skuId) }));
  return {
    id: userId(i),
    upn: `${letters[i]!}@${domain}`,
    location: odd === 31 && direct.length === 0 ? undefined : "US",
    ...(odd === 30 && { country: "GB" }),
    synced: odd === 29,
    sight: odd === 28 ? "hidden" : odd === 27 ? "withoutStates" : "clear",
    holdings: direct,
  };
}

function drawGroup(tape: Tape, i: number, skus: readonly string[], people: readonly Person[]): Group {
  const licenses = skus
    .filter(() => tape.pick(5) >= 3)
    .map((skuId): GroupLicense => ({ skuId, off: drawOff(tape, skuId) }));
  const mask = tape.pick(256);
  const members = people.filter((_, index) => (mask & (1 << index)) !== 0).map((person) => person.id);
  return { id: groupId(i), name: `Group ${i}`, licenses, members };
}

/** Gives the members what their groups have; now and then a group could not give it to somebody. */
function processGroups(tape: Tape, groups: readonly Group[], people: readonly Person[], mayFail: boolean): void {
  for (const group of groups) {
    for (const person of people) {
      if (!group.members.includes(person.id)) continue;
      const [first] = group.licenses;
      const fails = mayFail && tape.oneIn(16) && first !== undefined && !heldSkus(person).has(first.skuId);
      const given = group.licenses.map(({ skuId, off }, i): Holding => {
        return {
          skuId,
          group: group.id,
          off,
          ...(fails && { trouble: { error: i === 0 ? "CountViolation" : "Other", failed: true } }),
        };
      });
      person.holdings = [...person.holdings, ...given];
    }
  }
}

function drawTenant(tape: Tape, menu: Menu): SmallTenant {
  const skus = drawSkus(tape);
  const people = Array.from({ length: 2 + tape.pick(5) }, (_, i) => drawPerson(tape, i, skus, menu));
  const groups = menu.groups ? Array.from({ length: tape.pick(3) }, (_, i) => drawGroup(tape, i, skus, people)) : [];
  processGroups(tape, groups, people, menu.failing === true);
  const goneKind = tape.choose<Gone["kind"]>(["deleted", "purged", "notFound"]);
  const gone =
    menu.oddities && tape.oneIn(16)
      ? Array.from({ length: 1 + tape.pick(4) }, (_, i): Gone => ({
          id: userId(6 + i),
          name: `${letters[6 + i]!}@${domain}`,
          kind: goneKind,
        }))
      : [];
  const tenant = { id: tenantId, domain, country: "US", people, groups, gone, seats: {} };
  const spare = (): number =>
    menu.seats === "ample" ? 20 : tape.choose(menu.seats === "scarce" ? [0, 1, 0] : [9, 0, 1, 0, 2, 0, -1, 1]);
  return {
    ...tenant,
    seats: Object.fromEntries(skus.map((skuId) => [skuId, Math.max(0, seatsUsed(tenant, skuId) + spare())])),
  };
}

interface Wanted {
  readonly declared?: DesiredPrincipal;
  readonly owned?: LedgerEntry;
}

/** One of the ways in which declared, owned and held can relate. */
function drawWanted(
  tape: Tape,
  principal: { readonly id: string; readonly name: string },
  held: readonly { readonly skuId: string }[],
  skus: readonly string[],
  shape?: "exchanges",
): Wanted {
  const some = (): string[] =>
    shape === "exchanges" ? [skus[tape.pick(skus.length)]!] : skus.filter(() => tape.pick(5) >= 3);
  const heldIds = held.map(({ skuId }) => skuId);
  const mode = shape === "exchanges" ? 2 : tape.pick(8);
  const [declaredIds, ownedIds]: readonly [readonly string[], readonly string[]] =
    mode === 0
      ? [[], []]
      : mode === 1
        ? [heldIds, heldIds]
        : mode === 2
          ? [some(), heldIds]
          : mode === 3
            ? [some(), []]
            : mode === 4
              ? [[], heldIds]
              : mode === 5
                ? [[], some()]
                : [some(), some()];
  const selections = new Map(skus.map((skuId) => [skuId, drawSelection(tape, skuId)]));
  const ownedSkus = [...ownedIds].sort().map((skuId) => ({
    skuId,
    written: miniSku(skuId).partNumber,
    selection: tape.oneIn(4) ? drawSelection(tape, skuId) : selections.get(skuId)!,
  }));
  const licenses = declaredIds
    .map((skuId) => ({ sku: miniSku(skuId).partNumber, selection: selections.get(skuId)! }))
    .sort((a, b) => (a.sku < b.sku ? -1 : 1));
  const { id, name } = principal;
  const declarations = [{ assignment: "all of it", skus: licenses.map(({ sku }) => sku) }];
  return {
    ...(licenses.length > 0 && { declared: { name, licenses, declarations } }),
    ...(ownedSkus.length > 0 && { owned: { id, name, skus: ownedSkus } }),
  };
}

function drawPolicy(tape: Tape, tenant: SmallTenant, menu: Menu, releasable: readonly string[]): Policy {
  // Whether somebody is protected of whom nothing can be read but a name is nobody's to know; such a name is refused.
  const seen = tenant.people.filter((person) => person.sight !== "hidden").map((person) => person.upn);
  const odd = menu.oddities ? tape.pick(16) : 0;
  const skus = Object.keys(tenant.seats).map((skuId) => miniSku(skuId).partNumber) as [string, ...string[]];
  const limits: Policy["limits"] =
    menu.limits === "wide"
      ? { kind: "limited", people: 100, atMost: 1000, perDays: 7 }
      : menu.limits === "none"
        ? { kind: "noneRemoved" }
        : { kind: "limited", people: tape.choose([10, 50, 34]), atMost: tape.choose([25, 1, 2, 3]), perDays: 7 };
  return {
    usageLocation: { default: "US", fromCountry: tape.oneIn(2) },
    limits,
    approvals: [],
    protected: (odd === 15 || odd === 14) && seen.length > 0 ? [seen[tape.pick(seen.length)]!] : [],
    release: odd === 13 && releasable.length > 0 ? [releasable[tape.pick(releasable.length)]!] : [],
    ...((odd === 12 || odd === 11) && {
      authoritative: { skus: [tape.choose(skus)], scope: odd === 12 ? "declared" : "tenant" },
    }),
    onMissingUser: "wait",
    onShortage: { kind: "refuse" },
    allowInterruption: [],
    rules: {},
  };
}

function drawApprovals(tape: Tape, tenant: SmallTenant): Approval[] {
  if (tape.oneIn(4)) return [];
  const of = tape.oneIn(2) ? tenant.people.filter(() => tape.oneIn(2)).map(({ upn }) => upn) : [];
  return [{ losses: 1 + tape.pick(4), of, until: tape.oneIn(8) ? "2026-03-01" : today, reason: "the branch closes" }];
}

/** Some of these, in some order. */
function drawOrder(tape: Tape, names: readonly string[]): string[] {
  const left = [...names];
  return Array.from(
    { length: tape.oneIn(4) ? tape.pick(names.length + 1) : names.length },
    () => left.splice(tape.pick(left.length), 1)[0]!,
  );
}

/** Now and then two SKUs that some people get both at once or not at all. */
function drawTogether(tape: Tape, skus: readonly string[], names: readonly string[]): Together[] {
  if (!tape.oneIn(3) || skus.length < 2) return [];
  const first = tape.pick(skus.length);
  const second = (first + 1 + tape.pick(skus.length - 1)) % skus.length;
  return [
    {
      skus: [first, second].map((at) => miniSku(skus[at]!).partNumber),
      principals: names.filter(() => tape.oneIn(2)),
    },
  ];
}

function drawPriorities(tape: Tape, skus: readonly string[], names: readonly string[]): Priority[] {
  return Array.from({ length: tape.pick(3) }, () => ({
    priority: 1 + tape.pick(2),
    skus: skus.filter(() => tape.oneIn(2)).map((skuId) => miniSku(skuId).partNumber),
    principals: names.filter(() => tape.oneIn(2)),
  }));
}

function drawQueues(tape: Tape, skus: readonly string[], people: readonly Person[]): Record<string, QueuePlace[]> {
  const days = ["2026-01-01", "2026-02-01", today];
  return Object.fromEntries(
    skus.map((skuId) => [
      skuId,
      drawOrder(
        tape,
        people.filter(() => tape.oneIn(2)).map(({ upn }) => upn),
      ).map((name): QueuePlace => {
        const { id } = people.find(({ upn }) => upn === name)!;
        return { principal: "user", id, name, since: days[tape.pick(3)]! };
      }),
    ]),
  );
}

function drawStack(tape: Tape, tenant: SmallTenant, menu: Menu): Stack {
  const skus = Object.keys(tenant.seats);
  const users = tenant.people.map((person): Wanted => {
    const renamed = menu.oddities && tape.oneIn(32);
    const direct = person.holdings.filter((holding) => holding.group === undefined);
    const wanted = drawWanted(
      tape,
      { id: person.id, name: renamed ? `was-${person.upn}` : person.upn },
      direct,
      skus,
      menu.shape,
    );
    // Only the ledger can tell who somebody was that is called otherwise now.
    if (renamed && wanted.owned === undefined) return {};
    const located = menu.oddities && tape.oneIn(32);
    return located && wanted.declared !== undefined
      ? { ...wanted, declared: { ...wanted.declared, usageLocation: "GB" } }
      : wanted;
  });
  const goneOwned = tenant.gone.map((gone) =>
    drawWanted(
      tape,
      gone,
      skus.map((skuId) => ({ skuId })),
      skus,
    ),
  );
  const groups = tenant.groups.map((group) => drawWanted(tape, group, group.licenses, skus));
  const declaredNames = new Set(users.flatMap(({ declared }) => declared?.name ?? []));
  const releasable = users.flatMap(({ owned }) =>
    owned !== undefined && !declaredNames.has(owned.name) ? owned.name : [],
  );
  const drawn = drawPolicy(tape, tenant, menu, releasable);
  const approvals = menu.approvals === true ? drawApprovals(tape, tenant) : [];
  const onShortage =
    menu.inOrder === true
      ? ({
          kind: "inOrder",
          order: drawOrder(tape, [...declaredNames]),
          together: drawTogether(tape, skus, [...declaredNames]),
          ...(menu.queues === true && { priorities: drawPriorities(tape, skus, [...declaredNames]) }),
        } as const)
      : drawn.onShortage;
  const approvalsSpent = Object.fromEntries(
    approvals.map((approval) => [approvalDigest(approval), tape.pick(approval.losses + 2)]),
  );
  return {
    desired: {
      tenant: domain,
      users: [...users, ...goneOwned].flatMap(({ declared }) => declared ?? []),
      groups: groups.flatMap(({ declared }) => declared ?? []),
      dormant: [],
    },
    ledger: {
      tenantId,
      users: [...users, ...goneOwned].flatMap(({ owned }) => owned ?? []).sort((a, b) => (a.id < b.id ? -1 : 1)),
      groups: groups.flatMap(({ owned }) => owned ?? []),
      protectedIds: [],
      noneRemoved: false,
      lossesByDay: menu.limits === "tight" && tape.oneIn(4) ? { "2026-03-01": 1 } : {},
      approvalsSpent,
      ...(menu.queues === true && { waiting: drawQueues(tape, skus, tenant.people) }),
    },
    policy: { ...drawn, approvals, onShortage },
  };
}

function drawBehaviour(tape: Tape): Behaviour {
  const groups = tape.choose<Behaviour["groups"]>([{ kind: "awaited" }, { kind: "atOnce" }]);
  return { groups, seed: tape.pick(256), refuses: new Set() };
}

export function drawCase(tape: Tape, menu: Menu): Case {
  const tenant = drawTenant(tape, menu);
  const drawn = { tenant, stack: drawStack(tape, tenant, menu), behaviour: drawBehaviour(tape) };
  return menu.gone === true ? withGone(tape, drawn) : drawn;
}

/** The same, some subscriptions later: declared as a rule only for whoever still holds something of them. */
function withGone(tape: Tape, { tenant, stack, behaviour }: Case): Case {
  const seats = Object.fromEntries(Object.entries(tenant.seats).filter(() => !tape.oneIn(2)));
  const staysDeclared = (holds: readonly { readonly skuId: string }[], sku: string): boolean => {
    const { id } = miniSkuNamed(sku);
    return seats[id] !== undefined || holds.some(({ skuId }) => skuId === id) || tape.oneIn(32);
  };
  const pruned = (principals: Stack["desired"]["users"], of: "people" | "groups"): Stack["desired"]["users"] =>
    principals.map((principal) => {
      const person = tenant.people.find((one) => declaredOf(stack, one) === principal);
      const group = tenant.groups.find((one) => declaredOfGroup(stack, one) === principal);
      const holds = of === "people" ? person?.holdings.filter(isHolding) : group?.licenses;
      const licenses = principal.licenses.filter(({ sku }) => staysDeclared(holds ?? [], sku));
      return { ...principal, licenses };
    });
  const { desired } = stack;
  return {
    tenant: { ...tenant, seats },
    stack: {
      ...stack,
      desired: { ...desired, users: pruned(desired.users, "people"), groups: pruned(desired.groups, "groups") },
    },
    behaviour,
  };
}
