import type { Absence, Observed, ObjectId, ObservedGroup, ObservedSku, ObservedUser, PlanId, SkuId } from "./observed";
import { groupBy } from "./sets";

/** A SKU of the tenant, ready to be looked into. */
export interface TenantSku {
  readonly sku: ObservedSku;
  /** What lines call it: the part number, or the id where the part number is ambiguous or cannot be written in a line. */
  readonly label: string;
  readonly planIds: readonly PlanId[];
  /** Plans that can be switched for one person. */
  readonly personPlanIds: readonly PlanId[];
  readonly planLabels: ReadonlyMap<PlanId, string>;
  /** By name in upper case and by id. */
  readonly planByName: ReadonlyMap<string, PlanId>;
}

/** The observed tenant with its look-ups. */
export interface TenantIndex {
  readonly observed: Observed;
  readonly skus: ReadonlyMap<SkuId, TenantSku>;
  readonly skusByPartNumber: ReadonlyMap<string, readonly TenantSku[]>;
  readonly users: ReadonlyMap<ObjectId, ObservedUser>;
  /** By user principal name in lower case. */
  readonly usersByName: ReadonlyMap<string, ObservedUser>;
  readonly groups: ReadonlyMap<ObjectId, ObservedGroup>;
  /** By display name and by mail nickname, in lower case. */
  readonly groupsByName: ReadonlyMap<string, readonly ObservedGroup[]>;
  /** By id, and by what was looked up in lower case. */
  readonly absent: ReadonlyMap<string, Absence>;
}

const writable = /^[^\s,()@+-][^\s,()@]*$/;

function indexSku(sku: ObservedSku, ambiguous: boolean): TenantSku {
  const planByName = new Map<string, PlanId>();
  const planLabels = new Map<PlanId, string>();
  for (const plan of sku.servicePlans) {
    const name = plan.name.toUpperCase();
    planByName.set(plan.id, plan.id);
    const free = !planByName.has(name);
    if (free) planByName.set(name, plan.id);
    planLabels.set(plan.id, free && writable.test(name) ? name : plan.id);
  }
  const partNumber = sku.partNumber.toUpperCase();
  return {
    sku,
    label: ambiguous || !writable.test(partNumber) ? sku.skuId : partNumber,
    planIds: sku.servicePlans.map((plan) => plan.id),
    personPlanIds: sku.servicePlans.filter((plan) => plan.appliesTo === "User").map((plan) => plan.id),
    planLabels,
    planByName,
  };
}

function indexGroups(groups: readonly ObservedGroup[]): Map<string, ObservedGroup[]> {
  const byName = new Map<string, ObservedGroup[]>();
  const add = (name: string, group: ObservedGroup): void => {
    const key = name.toLowerCase();
    const known = byName.get(key);
    if (known === undefined) byName.set(key, [group]);
    else if (!known.includes(group)) known.push(group);
  };
  for (const group of groups) {
    add(group.displayName, group);
    if (group.mailNickname !== undefined) add(group.mailNickname, group);
  }
  return byName;
}

export function indexTenant(observed: Observed): TenantIndex {
  const partNumbers = groupBy(observed.skus, (sku) => sku.partNumber.toUpperCase());
  const skus = new Map<SkuId, TenantSku>();
  const skusByPartNumber = new Map<string, TenantSku[]>();
  for (const [partNumber, sameName] of partNumbers) {
    const indexed = sameName.map((sku) => indexSku(sku, sameName.length > 1));
    skusByPartNumber.set(partNumber, indexed);
    for (const sku of indexed) skus.set(sku.sku.skuId, sku);
  }
  const absent = new Map<string, Absence>();
  for (const absence of observed.absent) {
    absent.set(absence.lookup.toLowerCase(), absence);
    if (absence.kind === "deleted" || absence.kind === "purged") absent.set(absence.id, absence);
  }
  return {
    observed,
    skus,
    skusByPartNumber,
    users: new Map(observed.users.map((user) => [user.id, user])),
    usersByName: new Map(observed.users.map((user) => [user.userPrincipalName.toLowerCase(), user])),
    groups: new Map(observed.groups.map((group) => [group.id, group])),
    groupsByName: indexGroups(observed.groups),
    absent,
  };
}
