import type { PlanSelection } from "../../../src/roster/types";
import { miniSku, miniSkuNamed, switchable } from "./miniature-catalog";
import {
  type Group,
  type GroupLicense,
  type Holding,
  type Person,
  type SmallTenant,
  copyTenant,
  directHolding,
  goneSkus,
  isHolding,
  sameLicenses,
} from "./small-tenant";
import { type Stack, declaredOf, declaredOfGroup, isProtected, isReleased, isReleasedGroup, ownedOf } from "./stack";

/**
 * The tenant as it must be after a run in which nothing fails and for which there are seats enough. One rule after the
 * other, as the terms of ownership say them:
 *
 * - what is declared is held, with exactly the declared plans where plans are declared;
 * - what is owned and no longer declared goes;
 * - what is named by `authoritative` and not declared goes, from those in its scope;
 * - everything else, and everybody who is protected, released or cannot be read, stays as it is;
 * - what cannot be taken (a subscription that is gone, or what Graph refuses to take) stays all the same, and what is
 *   declared comes as if it went;
 * - what comes from a group is never taken from a person, and counts as held;
 * - where nobody declares plans they are not changed, and a SKU that replaces another of its kind takes them over.
 */
export function targetOf(before: SmallTenant, stack: Stack, refused: ReadonlySet<string> = new Set()): SmallTenant {
  const target = copyTenant(before);
  const stuck: Stuck = { gone: goneSkus(before), refused };
  const ofStack = new Set(
    before.groups.flatMap((group) =>
      (declaredOfGroup(stack, group)?.licenses ?? []).map(({ sku }) => `${group.id} ${miniSkuNamed(sku).id}`),
    ),
  );
  for (const group of target.groups) group.licenses = targetLicenses(group, stack, stuck);
  for (const [i, person] of target.people.entries()) {
    const was = before.people[i]!;
    const inherited = inheritedAfter(was, before, target);
    person.holdings = [...targetDirect(was, inherited, ofStack, stack, stuck), ...inherited];
    person.location = targetLocation(was, person, stack);
  }
  return target;
}

interface Stuck {
  /** The tenant no longer has them. */
  readonly gone: ReadonlySet<string>;
  /** Graph takes them from nobody. */
  readonly refused: ReadonlySet<string>;
}

const isStuck = ({ gone, refused }: Stuck, skuId: string): boolean => gone.has(skuId) || refused.has(skuId);

/** Switched off in the end, by what is declared of the plans; undefined: nothing is declared of them. */
function declaredOff(skuId: string, selection: PlanSelection): readonly string[] | undefined {
  if (selection.kind === "unmanaged") return undefined;
  const named = miniSku(skuId).plans.filter((plan) => selection.plans.includes(plan.name));
  if (selection.kind === "off") return named.map((plan) => plan.id);
  return switchable(skuId)
    .filter((plan) => !named.includes(plan))
    .map((plan) => plan.id);
}

/** Plans of a new SKU that were off in everything it replaces. */
function carriedOff(
  skuId: string,
  replaced: readonly { readonly skuId: string; readonly off: readonly string[] }[],
  { gone }: Stuck,
): readonly string[] {
  return switchable(skuId)
    .map((plan) => plan.id)
    .filter((plan) => replaced.some((one) => one.off.includes(plan)))
    .filter((plan) =>
      // Nothing of a subscription that is gone is on.
      replaced.every(
        (one) =>
          one.off.includes(plan) || gone.has(one.skuId) || miniSku(one.skuId).plans.every(({ id }) => id !== plan),
      ),
    );
}

function targetLicenses(group: Group, stack: Stack, stuck: Stuck): readonly GroupLicense[] {
  if (isReleasedGroup(stack, group)) return group.licenses;
  const declared = new Map(
    (declaredOfGroup(stack, group)?.licenses ?? []).map(({ sku, selection }) => [miniSkuNamed(sku).id, selection]),
  );
  const owned = new Set((ownedOf(stack.ledger.groups, group.id)?.skus ?? []).map(({ skuId }) => skuId));
  const leaving = group.licenses.filter(({ skuId }) => owned.has(skuId) && !declared.has(skuId));
  const staying = group.licenses.filter((license) => !leaving.includes(license) || isStuck(stuck, license.skuId));
  const kept = staying.map(({ skuId, off }): GroupLicense => {
    const selection = stuck.gone.has(skuId) ? undefined : declared.get(skuId);
    return { skuId, off: (selection === undefined ? undefined : declaredOff(skuId, selection)) ?? off };
  });
  const added = [...declared]
    .filter(([skuId]) => !stuck.gone.has(skuId) && !group.licenses.some((license) => license.skuId === skuId))
    .map(([skuId, selection]): GroupLicense => ({
      skuId,
      off: declaredOff(skuId, selection) ?? carriedOff(skuId, leaving, stuck),
    }));
  return [...kept, ...added];
}

/** What the groups give in the end. A group that is not changed is not processed again. */
function inheritedAfter(was: Person, before: SmallTenant, target: SmallTenant): readonly Holding[] {
  const inherited: Holding[] = [];
  for (const [i, group] of target.groups.entries()) {
    if (!group.members.includes(was.id)) continue;
    if (sameLicenses(before.groups[i]!.licenses, group.licenses))
      inherited.push(...was.holdings.filter((holding) => holding.group === group.id));
    else inherited.push(...group.licenses.map(({ skuId, off }): Holding => ({ skuId, group: group.id, off })));
  }
  return inherited;
}

/** Whether this SKU, held directly and not declared, is to be taken. */
function isTaken(person: Person, skuId: string, stack: Stack, { gone }: Stuck): boolean {
  const owned = ownedOf(stack.ledger.users, person.id)?.skus.some((sku) => sku.skuId === skuId) ?? false;
  if (owned) return true;
  if (gone.has(skuId)) return false;
  const { authoritative } = stack.policy;
  if (authoritative?.skus.some((name) => miniSkuNamed(name).id === skuId) !== true) return false;
  return authoritative.scope === "tenant" || declaredOf(stack, person) !== undefined;
}

function isUntouchable(person: Person, stack: Stack): boolean {
  return isProtected(stack, person) || isReleased(stack, person) || person.sight !== "clear";
}

function targetDirect(
  was: Person,
  inherited: readonly Holding[],
  ofStack: ReadonlySet<string>,
  stack: Stack,
  stuck: Stuck,
): readonly Holding[] {
  const direct = was.holdings.filter((holding) => holding.group === undefined);
  if (isUntouchable(was, stack)) return direct;
  const declared = new Map(
    (declaredOf(stack, was)?.licenses ?? []).map(({ sku, selection }) => [miniSkuNamed(sku).id, selection]),
  );
  const leaving = direct.filter(
    (holding) =>
      !declared.has(holding.skuId) &&
      isTaken(was, holding.skuId, stack, stuck) &&
      (stuck.gone.has(holding.skuId) || !isKeptForGroup(holding, inherited, ofStack)),
  );
  const staying = direct.filter((holding) => !leaving.includes(holding) || isStuck(stuck, holding.skuId));
  const kept = staying.map(({ skuId, off }): Holding => {
    const selection = stuck.gone.has(skuId) ? undefined : declared.get(skuId);
    return { skuId, off: (selection === undefined ? undefined : declaredOff(skuId, selection)) ?? off };
  });
  const added = [...declared]
    .filter(
      ([skuId, selection]) =>
        !stuck.gone.has(skuId) &&
        directHolding(was, skuId) === undefined &&
        !isGiven(skuId, declaredOff(skuId, selection), inherited),
    )
    .map(([skuId, selection]): Holding => ({
      skuId,
      off: declaredOff(skuId, selection) ?? carriedOff(skuId, [...leaving, ...fromGroups(was, inherited)], stuck),
    }));
  return [...kept, ...added];
}

/** Everything that is on in the one is on in the other. */
function covers(given: Holding, off: readonly string[]): boolean {
  return given.off.every((plan) => off.includes(plan));
}

/** Whether groups give a declared SKU, with everything on that shall be on. */
function isGiven(skuId: string, off: readonly string[] | undefined, inherited: readonly Holding[]): boolean {
  const ways = inherited.filter((holding) => holding.skuId === skuId && isHolding(holding));
  if (ways.length === 0 || off === undefined) return ways.length > 0;
  return switchable(skuId).every((plan) => off.includes(plan.id) || ways.some((way) => !way.off.includes(plan.id)));
}

/**
 * "A direct licence goes only when that person's licence through that group is active without error and covers the same
 * plans": where the stack declares the SKU for a group, but it does not come so, the direct licence stays.
 */
function isKeptForGroup(direct: Holding, inherited: readonly Holding[], ofStack: ReadonlySet<string>): boolean {
  const ways = inherited.filter((holding) => holding.skuId === direct.skuId);
  if (ways.some((way) => way.trouble === undefined && covers(way, direct.off))) return false;
  return ways.some(({ group }) => group !== undefined && ofStack.has(`${group} ${direct.skuId}`));
}

/** What the person had from groups and has from no group afterwards. */
function fromGroups(was: Person, inherited: readonly Holding[]): readonly Holding[] {
  return was.holdings.filter(
    (holding) =>
      holding.group !== undefined && isHolding(holding) && !inherited.some((one) => one.skuId === holding.skuId),
  );
}

/**
 * An enforced location is written, a gap is filled for whoever is given something directly, and nothing else is
 * changed.
 */
function targetLocation(was: Person, target: Person, stack: Stack): string | undefined {
  if (isUntouchable(was, stack) || was.synced) return was.location;
  const enforced = declaredOf(stack, was)?.usageLocation;
  if (enforced !== undefined) return enforced;
  const isGiven = target.holdings.some(
    (holding) => holding.group === undefined && directHolding(was, holding.skuId) === undefined,
  );
  if (was.location !== undefined || !isGiven) return was.location;
  const { usageLocation } = stack.policy;
  return (usageLocation?.fromCountry === true ? was.country : undefined) ?? usageLocation?.default;
}
