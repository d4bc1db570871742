import { describe, it } from "vitest";
import type { LedgerEntry } from "../../../src/terms/ledger";
import type { Plan } from "../../../src/terms/plan";
import { planTenant } from "../../../src/plan/plan-tenant";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { refusals } from "../../../src/terms/refusals";
import { differences } from "../oracle/compare";
import { today } from "../oracle/day";
import { miniSkuNamed, miniSkus } from "../oracle/miniature-catalog";
import { losers } from "../oracle/losing";
import { observe } from "../oracle/observe";
import { simulateTenant } from "../oracle/simulated-tenant";
import { directHolding, goneSkus, heldSkus, type SmallTenant } from "../oracle/small-tenant";
import { targetOf } from "../oracle/specification";
import { declaredOf, declaredOfGroup, isReleased, ownedOf, type Stack } from "../oracle/stack";
import { checkProperty, timeLimit, trial } from "./check-property";
import type { Menu } from "./draw-case";
import { runStack, shortfalls } from "./run-stack";

/** In which words Graph may refuse a removal, and whether they name the SKU. */
const words: readonly [readonly [code: string, named: boolean], ...(readonly [code: string, named: boolean])[]] = [
  ["unknown-sku", true],
  ["not-assignable", true],
  ["rejected", false],
  ["inherited", false],
  ["forbidden", false],
];

const menu: Menu = { seats: "ample", groups: true, oddities: true, limits: "wide", gone: true };

function planOf(tenant: SmallTenant, stack: Stack): Plan {
  const observed = observe(tenant, requestReads(stack.desired, stack.ledger, stack.policy));
  return planTenant({ ...stack, observed, today });
}

type Principals = Stack["desired"]["users"];

/** The same tenant and stack, had these subscriptions never been there. */
function without(gone: ReadonlySet<string>, tenant: SmallTenant, stack: Stack): readonly [SmallTenant, Stack] {
  const left = <T extends { readonly skuId: string }>(some: readonly T[]): T[] =>
    some.filter(({ skuId }) => !gone.has(skuId));
  const entries = (some: readonly LedgerEntry[]): LedgerEntry[] =>
    some.map((entry) => ({ ...entry, skus: left(entry.skus) }));
  const declared = (some: Principals): Principals =>
    some.map((one) => ({ ...one, licenses: one.licenses.filter(({ sku }) => !gone.has(miniSkuNamed(sku).id)) }));
  const { desired, ledger } = stack;
  return [
    {
      ...tenant,
      people: tenant.people.map((person) => ({ ...person, holdings: left(person.holdings) })),
      groups: tenant.groups.map((group) => ({ ...group, licenses: left(group.licenses) })),
    },
    {
      ...stack,
      desired: { ...desired, users: declared(desired.users), groups: declared(desired.groups) },
      ledger: { ...ledger, users: entries(ledger.users), groups: entries(ledger.groups) },
    },
  ];
}

function grantsOf({ transitions }: Plan): string {
  return transitions
    .flatMap(({ name, grants }) => grants.map(({ skuId }) => `${name} ${skuId}`))
    .sort()
    .join("\n");
}

/** Whether something that the tenant has not is declared for somebody who does not hold it. */
function isAskedForInVain(gone: ReadonlySet<string>, tenant: SmallTenant, stack: Stack): boolean {
  const isLacking = (declared: Principals[number] | undefined, held: ReadonlySet<string>): boolean =>
    declared?.licenses.some(({ sku }) => gone.has(miniSkuNamed(sku).id) && !held.has(miniSkuNamed(sku).id)) === true;
  return (
    tenant.people.some(
      (person) => person.sight === "clear" && isLacking(declaredOf(stack, person), heldSkus(person)),
    ) ||
    tenant.groups.some((group) =>
      isLacking(declaredOfGroup(stack, group), new Set(group.licenses.map(({ skuId }) => skuId))),
    )
  );
}

/** Owned of what is gone, and shown by the person itself. */
function ownedAndShown(gone: ReadonlySet<string>, tenant: SmallTenant, { ledger, policy, desired }: Stack): string[] {
  return tenant.people
    .filter((person) => person.sight === "clear" && !isReleased({ ledger, policy, desired }, person))
    .flatMap((person) =>
      (ownedOf(ledger.users, person.id)?.skus ?? [])
        .filter(({ skuId }) => gone.has(skuId) && directHolding(person, skuId) !== undefined)
        .map(({ skuId }) => `${person.upn} ${skuId}`),
    );
}

describe("subscriptions that are gone", () => {
  it(
    `are taken from nobody, are no loss, and keep nobody from what comes without them ${trial(0.05)}`,
    { timeout: timeLimit(0.05) },
    () =>
      checkProperty(0.05, menu, ({ tenant, stack }) => {
        // Shown by somebody, or merely declared.
        const gone = new Set(miniSkus.map(({ id }) => id).filter((skuId) => tenant.seats[skuId] === undefined));
        const plan = planOf(tenant, stack);
        const removals = plan.transitions.flatMap(({ name, removals: some }) =>
          some.filter(({ skuId }) => gone.has(skuId)).map(() => `${name} would be taken something that is gone`),
        );
        const losses = plan.losses.filter(({ skuId, fromSku }) => gone.has(skuId ?? "") || gone.has(fromSku ?? ""));
        const [one, other] = [grantsOf(plan), grantsOf(planOf(...without(gone, tenant, stack)))];
        const codes = refusals(plan).map(({ code }) => code);
        const inVain = isAskedForInVain(gone, tenant, stack);
        return Promise.resolve([
          ...removals,
          ...losses.map(({ name }) => `${name} is said to lose something that is gone`),
          ...(one === other ? [] : ["with and without it other things are given", one, "and not", other]),
          ...(codes.includes("sku-unknown") === inVain
            ? []
            : [`refused for ${codes.join()}, asked in vain: ${inVain}`]),
        ]);
      }),
  );

  it(
    `stay in the tenant and in the ledger, while all the rest is done, once and for all ${trial(0.05)}`,
    { timeout: timeLimit(0.05) },
    () =>
      checkProperty(0.05, menu, async ({ tenant, stack, behaviour }) => {
        const gone = goneSkus(tenant);
        const simulated = simulateTenant(tenant, behaviour);
        const up = await runStack(simulated, stack);
        if (up.refused.length > 0) return [];
        const kept = ownedAndShown(gone, simulated.tenant, up.next);
        const lost = ownedAndShown(gone, tenant, stack).filter((one) => !kept.includes(one));
        simulated.settle();
        const again = await runStack(simulated, { ...up.next, policy: { ...up.next.policy, release: [] } });
        return [
          ...differences(targetOf(tenant, stack), simulated.tenant),
          ...shortfalls(up),
          ...simulated.nonsense,
          ...lost.map((one) => `the ledger has lost ${one}`),
          ...(stack.policy.release.length > 0
            ? []
            : again.plan.transitions.map(({ name }) => `${name} is changed once more`)),
        ];
      }),
  );
});

/** What is declared for people who can be read, and not held. */
function lackedOf(tenant: SmallTenant, stack: Stack): string[] {
  return tenant.people.flatMap((person) => {
    const held = heldSkus(person);
    const declared = declaredOf(stack, person)?.licenses ?? [];
    return declared.filter(({ sku }) => !held.has(miniSkuNamed(sku).id)).map(({ sku }) => `${person.upn} lacks ${sku}`);
  });
}

/** How many people have less than before, in whatever way. */
function takenFrom(before: SmallTenant, after: SmallTenant): number {
  return before.people.filter((person, i) => {
    const [was, is] = [person, after.people[i]!].map(({ holdings }) =>
      holdings.map(({ skuId, group, off }) => `${skuId} ${group ?? ""} ${off.join()}`),
    );
    return was!.some((way) => !is!.includes(way));
  }).length;
}

describe("removals that Graph refuses, whatever it says", () => {
  it(
    `cost nobody what is given in the same call, nor what else is taken ${trial(0.05)}`,
    { timeout: timeLimit(0.05) },
    () =>
      checkProperty(0.05, { ...menu, gone: false, oddities: false }, async ({ tenant, stack, behaviour }, tape) => {
        const skuIds = new Set(Object.keys(tenant.seats).filter(() => tape.oneIn(2)));
        const [code, named] = tape.choose(words);
        const simulated = simulateTenant(tenant, { ...behaviour, takesNot: { skuIds, code, named } });
        const up = await runStack(simulated, stack);
        if (up.refused.length > 0) return [];
        simulated.settle();
        const kept = ownedAndShown(skuIds, simulated.tenant, up.next);
        const lost = ownedAndShown(skuIds, tenant, stack).filter((one) => !kept.includes(one));
        const recorded = Object.values(up.next.ledger.lossesByDay).reduce((sum, count) => sum + count, 0);
        const losing = losers(tenant, simulated.tenant).length;
        // What a group was to give up is planned to come by another way; that it stays is seen only afterwards.
        const comesAnotherWay = up.plan.transitions.some(
          ({ principal, removals }) => principal === "group" && removals.some(({ skuId }) => skuIds.has(skuId)),
        );
        return [
          ...(comesAnotherWay ? [] : differences(targetOf(tenant, stack, skuIds), simulated.tenant)),
          ...lackedOf(simulated.tenant, stack),
          ...simulated.nonsense,
          ...lost.map((one) => `the ledger has lost ${one}`),
          // Of two ways to one service only the other may have gone: then somebody is counted who still has it.
          ...(recorded >= losing && recorded <= takenFrom(tenant, simulated.tenant)
            ? []
            : [`the ledger remembers ${recorded}, ${losing} lost something`]),
        ];
      }),
  );
});
