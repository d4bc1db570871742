import { isAdvanced } from "../../filter/check-filter";
import type { Filter } from "../../filter/filter";
import { attributesOf } from "../../filter/match-filter";
import type { Desired, DesiredPrincipal, PeopleQuestion } from "../../terms/desired";
import type { Ledger } from "../../terms/ledger";
import type { AskedPeople, DirectHolding, ObjectId, ReadRequest, SkuId } from "../../terms/observed";
import type { Policy } from "../../terms/policy";
import { knownFilter } from "./known-filter";
import { sortedUnique } from "./sets";

/** What is owned and no longer declared, as the names are written: to be taken back where it is still there. */
function undeclared(users: readonly DesiredPrincipal[], ledger: Ledger): DirectHolding[] {
  const declared = new Map<string, DesiredPrincipal>();
  for (const user of users) declared.set(user.name.toLowerCase(), user);
  const byId = new Map<ObjectId, { readonly id: ObjectId; readonly skuIds: SkuId[] }>();
  for (const { id, name, skus } of ledger.users) {
    const licenses = declared.get(name.toLowerCase())?.licenses;
    for (const { skuId, written } of skus) {
      if (licenses?.some(({ sku }) => sku === written) === true) continue;
      const known = byId.get(id);
      if (known === undefined) byId.set(id, { id, skuIds: [skuId] });
      else known.skuIds.push(skuId);
    }
  }
  return [...byId.values()];
}

/**
 * What has to be read to plan this: every name that the stack writes, every id that it owns.
 *
 * `desired` is left out where only the state is known (a refresh). People and groups are asked for by id where the
 * ledger knows one, and by name as well: a name may meanwhile belong to somebody else, which only reading it tells.
 * Whoever seems not to have what is to be taken back is read by id, however many are read from lists.
 */
export function requestReads(desired: Desired | undefined, ledger: Ledger, policy: Policy): ReadRequest {
  const { users = [], groups = [], make = [], asks = [] } = desired ?? {};
  const userNames = users.map(({ name }) => name);
  const groupNames = groups.map(({ name }) => name);
  for (const { name, renamedFrom, members = [] } of make) {
    groupNames.push(name);
    if (renamedFrom !== undefined) groupNames.push(renamedFrom);
    for (const member of members) userNames.push(member);
  }
  for (const { membersOf = [] } of asks) for (const { group } of membersOf) groupNames.push(group);
  for (const name of policy.protected) userNames.push(name);
  const userIds = ledger.users.map(({ id }) => id);
  for (const id of ledger.protectedIds) userIds.push(id);
  return {
    userNames: sortedUnique(userNames),
    userIds: sortedUnique(userIds),
    groupNames: sortedUnique(groupNames),
    groupIds: ledger.groups.map((entry) => entry.id).sort(),
    unlessHeld: undeclared(users, ledger),
    wholeTenant: policy.authoritative?.scope === "tenant",
    ...(asks.length === 0 ? {} : { asked: askedPeople(asks) }),
  };
}

/** Each filter once, and all that tells later whether somebody is still meant. */
export function askedPeople(asks: readonly PeopleQuestion[]): AskedPeople {
  const filters = new Map<string, Filter>();
  const attributes = new Set<string>();
  for (const { where, except } of asks)
    for (const text of [...(where === undefined ? [] : [where]), ...(except?.where ?? [])]) {
      const filter = knownFilter(text);
      if (text === where) filters.set(text, filter);
      for (const name of attributesOf(filter)) attributes.add(name);
    }
  const nested = asks.flatMap(({ membersOf = [] }) =>
    membersOf.flatMap(({ group, nested: all }) => (all ? group : [])),
  );
  return {
    filters: [...filters].map(([where, filter]) => ({ where, advanced: isAdvanced(filter) })),
    nested: sortedUnique(nested),
    attributes: sortedUnique([...attributes]),
  };
}
