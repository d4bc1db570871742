import { rosterSkuName } from "../../catalog/resolve/roster-name";
import type {
  Absence,
  Observed,
  ObjectId,
  ObservedGroup,
  ObservedSku,
  ObservedUser,
  PlanId,
  SkuId,
} from "../../terms/observed";
import { groupBy } from "./sets";

/** A SKU of the tenant, ready to be looked into. */
export interface TenantSku {
  readonly sku: ObservedSku;
  /**
   * What lines call it: the part number, or the id where the part number is ambiguous or cannot be written in a line.
   */
  readonly label: string;
  readonly planIds: readonly PlanId[];
  /** Plans that can be switched for one person. */
  readonly personPlanIds: readonly PlanId[];
  readonly planLabels: ReadonlyMap<PlanId, string>;
  /** By the label that lines use, for plans that can be switched for one person. */
  readonly planByName: ReadonlyMap<string, PlanId>;
}

/** The observed tenant with its look-ups. */
export interface TenantIndex {
  readonly observed: Observed;
  readonly skus: ReadonlyMap<SkuId, TenantSku>;
  readonly users: ReadonlyMap<ObjectId, ObservedUser>;
  /** By user principal name in lower case. */
  readonly usersByName: ReadonlyMap<string, ObservedUser>;
  readonly groups: ReadonlyMap<ObjectId, ObservedGroup>;
  /** By display name and by mail nickname, in lower case. */
  readonly groupsByName: ReadonlyMap<string, readonly ObservedGroup[]>;
  /** By id, and by what was looked up in lower case. */
  readonly absent: ReadonlyMap<string, Absence>;
}

/** What lines and messages call a SKU: by its id where the tenant has none such. */
export function skuLabel({ skus }: Pick<TenantIndex, "skus">, skuId: SkuId): string {
  return skus.get(skuId)?.label ?? skuId;
}

const writable = /^[^\s,()@+-][^\s,()@]*$/;

function indexSku(sku: ObservedSku, label: string): TenantSku {
  const planByName = new Map<string, PlanId>();
  const planLabels = new Map<PlanId, string>();
  const names = groupBy(sku.servicePlans, (plan) => plan.name.toUpperCase());
  for (const plan of sku.servicePlans) {
    const name = plan.name.toUpperCase();
    const planLabel = names.get(name)?.length === 1 && writable.test(name) ? name : plan.id;
    planLabels.set(plan.id, planLabel);
    if (plan.appliesTo === "User") planByName.set(planLabel, plan.id);
  }
  return {
    sku,
    label,
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
  const skus = new Map(observed.skus.map((sku) => [sku.skuId, indexSku(sku, rosterSkuName(sku, observed.skus))]));
  const absent = new Map<string, Absence>();
  for (const absence of observed.absent) {
    absent.set(absence.lookup.toLowerCase(), absence);
    if (absence.kind === "deleted" || absence.kind === "purged") absent.set(absence.id, absence);
  }
  const users = new Map<ObjectId, ObservedUser>();
  for (const user of observed.users) users.set(user.id, user);
  let usersByName: Map<string, ObservedUser> | undefined;
  return {
    observed,
    skus,
    users,
    // Only for those who ask: most people are found by their ids.
    get usersByName() {
      return (usersByName ??= new Map(observed.users.map((user) => [user.userPrincipalName.toLowerCase(), user])));
    },
    groups: new Map(observed.groups.map((group) => [group.id, group])),
    groupsByName: indexGroups(observed.groups),
    absent,
  };
}
