import type { Observed, ObservedUser } from "../../../terms/observed";
import { byText } from "../../../text/order";
import { principalKey } from "../../../stack/files/principal-name";
import type { Left, LicensedGroup } from "./combinations";
import type { OwnedLicense } from "./read-state";

/** What of a tenant goes into a stack. */
export interface PartOfTenant {
  readonly users: readonly ObservedUser[];
  readonly groups: readonly LicensedGroup[];
  /** What was asked for and is not there. */
  readonly missing: readonly Left[];
  readonly notes: readonly string[];
  /** Nobody of those that were asked for is in this tenant. */
  readonly isElsewhere: boolean;
}

/** Licences that another tool owns, as the tenant has them: a licence beside them stays nobody's. */
export function partOwned(
  observed: Pick<Observed, "users" | "skus">,
  groups: readonly LicensedGroup[],
  owned: readonly OwnedLicense[],
): PartOfTenant {
  const missing: Left[] = [];
  let differing = 0;
  let found = 0;
  const partNumbers = new Map(observed.skus.map((sku) => [sku.skuId, sku.partNumber]));
  const differs = (license: OwnedLicense, held: readonly string[]): boolean =>
    [...license.disabledPlans].sort(byText).join() !== [...held].sort(byText).join();
  const gather = <Held extends { readonly skuId: string; readonly disabledPlans: readonly string[] }>(
    who: string,
    licenses: readonly OwnedLicense[],
    held: readonly Held[],
  ): readonly Held[] =>
    licenses.flatMap((license) => {
      const own = held.find((one) => one.skuId === license.skuId);
      if (own === undefined) {
        const name = partNumbers.get(license.skuId) ?? license.skuId;
        missing.push({ who: `${who}: ${name}`, why: "in the state, and not held in the tenant any more" });
        return [];
      }
      if (differs(license, own.disabledPlans)) differing += 1;
      return [own];
    });
  const take = <Principal extends { readonly id: string }>(
    kind: OwnedLicense["principal"],
    principals: readonly Principal[],
    keep: (principal: Principal, licenses: readonly OwnedLicense[]) => Principal,
  ): readonly Principal[] => {
    const wanted = new Map<string, OwnedLicense[]>();
    for (const license of owned.filter((one) => one.principal === kind))
      wanted.set(license.id, [...(wanted.get(license.id) ?? []), license]);
    const byId = new Map(principals.map((principal) => [principal.id, principal]));
    return [...wanted].flatMap(([id, licenses]) => {
      const principal = byId.get(id);
      if (principal === undefined) {
        const why = kind === "user" ? "not in the tenant" : "no licensed group of the tenant";
        missing.push({ who: `${kind} ${id}`, why: `in the state, and ${why}` });
        return [];
      }
      found += 1;
      return [keep(principal, licenses)];
    });
  };
  const users = take("user", observed.users, (user, licenses) =>
    user.assignments === undefined
      ? user
      : {
          ...user,
          assignments: gather(
            user.userPrincipalName,
            licenses,
            user.assignments.filter((assignment) => assignment.assignedByGroup === undefined),
          ),
        },
  );
  const licensed = take("group", groups, (group, licenses) => ({
    ...group,
    licenses: gather(`group ${group.displayName}`, licenses, group.licenses),
  }));
  const notes =
    differing === 0
      ? []
      : [
          `${String(differing)} of the licences have other service plans switched off than the state says; ` +
            "the stack says what the tenant has",
        ];
  return { users, groups: licensed, missing, notes, isElsewhere: owned.length > 0 && found === 0 };
}

/** Everything that some people hold directly, and no group. */
export function partOfPeople(observed: Pick<Observed, "users">, names: readonly string[]): PartOfTenant {
  const byName = new Map(observed.users.map((user) => [principalKey(user.userPrincipalName), user]));
  const wanted = new Map(names.map((name) => [principalKey(name), name]));
  const users = [...wanted.keys()].flatMap((key) => byName.get(key) ?? []);
  const missing = [...wanted].flatMap(([key, who]) =>
    byName.has(key) ? [] : [{ who, why: "in the list, and not in the tenant" }],
  );
  return { users, groups: [], missing, notes: [], isElsewhere: names.length > 0 && users.length === 0 };
}
