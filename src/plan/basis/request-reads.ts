import { isAdvanced } from "../../filter/check-filter";
import type { Filter } from "../../filter/filter";
import { attributesOf } from "../../filter/match-filter";
import type { Desired, PeopleQuestion } from "../../terms/desired";
import type { Ledger } from "../../terms/ledger";
import type { AskedPeople, DirectHolding, ObjectId, ReadRequest, SkuId } from "../../terms/observed";
import type { Policy } from "../../terms/policy";
import { knownFilter } from "./known-filter";
import { sortedUnique } from "./sets";

/** What is owned and no longer declared, as the names are written: to be taken back where it is still there. */
function undeclared(desired: Desired | undefined, ledger: Ledger): DirectHolding[] {
  const declared = new Map(
    desired?.users.map(({ name, licenses }) => [name.toLowerCase(), new Set(licenses.map(({ sku }) => sku))]),
  );
  const byId = new Map<ObjectId, SkuId[]>();
  for (const { id, name, skus } of ledger.users) {
    const written = declared.get(name.toLowerCase());
    const skuIds = skus.filter((sku) => written?.has(sku.written) !== true).map(({ skuId }) => skuId);
    if (skuIds.length > 0) byId.set(id, [...(byId.get(id) ?? []), ...skuIds]);
  }
  return [...byId].map(([id, skuIds]) => ({ id, skuIds }));
}

/**
 * What has to be read to plan this: every name that the stack writes, every id that it owns.
 *
 * `desired` is left out where only the state is known (a refresh). People and groups are asked for by id where the
 * ledger knows one, and by name as well: a name may meanwhile belong to somebody else, which only reading it tells.
 * Whoever seems not to have what is to be taken back is read by id, however many are read from lists.
 */
export function requestReads(desired: Desired | undefined, ledger: Ledger, policy: Policy): ReadRequest {
  const userNames = new Set<string>();
  const groupNames = new Set<string>();
  const { asks = [] } = desired ?? {};
  for (const user of desired?.users ?? []) userNames.add(user.name);
  for (const group of desired?.groups ?? []) groupNames.add(group.name);
  for (const { name, renamedFrom, members = [] } of desired?.make ?? []) {
    groupNames.add(name);
    if (renamedFrom !== undefined) groupNames.add(renamedFrom);
    for (const member of members) userNames.add(member);
  }
  for (const { group } of asks.flatMap(({ membersOf = [] }) => membersOf)) groupNames.add(group);
  for (const name of policy.protected) userNames.add(name);
  return {
    userNames: [...userNames].sort(),
    userIds: [...new Set([...ledger.users.map((entry) => entry.id), ...ledger.protectedIds])].sort(),
    groupNames: [...groupNames].sort(),
    groupIds: ledger.groups.map((entry) => entry.id).sort(),
    unlessHeld: undeclared(desired, ledger),
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
