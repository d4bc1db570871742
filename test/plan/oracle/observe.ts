import type {
  Absence,
  Observed,
  ObservedAssignment,
  ObservedGroup,
  ObservedSku,
  ObservedUser,
  ReadRequest,
} from "../../../src/terms/observed";
import { miniSku } from "./miniature-catalog";
import { type Group, type Holding, type Person, type SmallTenant, seatsUsed } from "./small-tenant";

function observeHolding({ skuId, group, off, trouble }: Holding): ObservedAssignment {
  return {
    skuId,
    ...(group !== undefined && { assignedByGroup: group }),
    disabledPlans: off,
    state: trouble === undefined ? "Active" : trouble.failed ? "Error" : "ActiveWithError",
    ...(trouble !== undefined && { error: trouble.error }),
  };
}

function observePerson(person: Person): ObservedUser {
  return {
    id: person.id,
    userPrincipalName: person.upn,
    ...(person.location !== undefined && { usageLocation: person.location }),
    ...(person.country !== undefined && { country: person.country }),
    onPremisesSyncEnabled: person.synced,
    byId: true,
    ...(person.sight === "clear" && { assignments: person.holdings.map(observeHolding) }),
  };
}

function observeGroup(group: Group, processing: ObservedGroup["processing"]): ObservedGroup {
  return {
    id: group.id,
    displayName: group.name,
    securityEnabled: true,
    licenses: group.licenses.map(({ skuId, off }) => ({ skuId, disabledPlans: off })),
    ...(processing !== undefined && { processing }),
    members: group.members,
    nestedGroups: 0,
    byId: true,
  };
}

function observePool(tenant: SmallTenant, skuId: string, bought: number, lag: number): ObservedSku {
  const { partNumber, plans } = miniSku(skuId);
  return {
    skuId,
    partNumber,
    appliesTo: "User",
    capabilityStatus: "Enabled",
    enabled: bought,
    warning: 0,
    suspended: 0,
    lockedOut: 0,
    consumed: Math.max(0, seatsUsed(tenant, skuId) + lag),
    servicePlans: plans.map(({ id, name, appliesTo }) => ({ id, name, appliesTo })),
  };
}

/**
 * What reading the tenant for this request gives: those asked for, the members of the groups asked for, and why others
 * are missing. `lag` is by how much `consumedUnits` of a SKU is wrong.
 */
export function observe(
  tenant: SmallTenant,
  request: ReadRequest,
  unprocessed: ReadonlySet<string> = new Set(),
  lag: Readonly<Record<string, number>> = {},
): Observed {
  const people = new Set<Person>();
  const groups = new Set<Group>();
  const absent: Absence[] = [];
  const add = (person: Person, lookup: string): void => {
    if (person.sight === "hidden")
      absent.push({ kind: "unreadable", lookup, reason: "Insufficient privileges to complete the operation." });
    else people.add(person);
  };
  for (const lookup of request.userIds) {
    const person = tenant.people.find((one) => one.id === lookup);
    const gone = tenant.gone.find((one) => one.id === lookup);
    if (person !== undefined) add(person, lookup);
    else if (gone === undefined || gone.kind === "notFound") absent.push({ kind: "notFound", lookup });
    else
      absent.push(
        gone.kind === "deleted"
          ? { kind: "deleted", lookup, id: gone.id, formerName: gone.name }
          : { kind: "purged", lookup, id: gone.id },
      );
  }
  for (const lookup of request.userNames) {
    const person = tenant.people.find((one) => one.upn === lookup.toLowerCase());
    if (person !== undefined) add(person, lookup);
    else absent.push({ kind: "notFound", lookup });
  }
  for (const lookup of [...request.groupIds, ...request.groupNames]) {
    const group = tenant.groups.find((one) => one.id === lookup || one.name === lookup);
    if (group === undefined) absent.push({ kind: "notFound", lookup });
    else groups.add(group);
  }
  for (const group of groups) {
    for (const member of group.members) {
      const person = tenant.people.find((one) => one.id === member);
      if (person !== undefined && person.sight !== "hidden") people.add(person);
    }
  }
  if (request.wholeTenant) for (const person of tenant.people) if (person.sight !== "hidden") people.add(person);
  return {
    tenant: {
      id: tenant.id,
      displayName: "Contoso",
      verifiedDomains: [tenant.domain],
      countryLetterCode: tenant.country,
    },
    skus: Object.entries(tenant.seats).map(([skuId, bought]) => observePool(tenant, skuId, bought, lag[skuId] ?? 0)),
    users: [...people].map(observePerson),
    groups: [...groups].map((group) =>
      observeGroup(group, unprocessed.has(group.id) ? "QueuedForProcessing" : "ProcessingComplete"),
    ),
    absent,
    wholeTenant: request.wholeTenant,
  };
}
