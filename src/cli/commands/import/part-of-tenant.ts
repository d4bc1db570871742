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
  const names = new Map(observed.skus.map((sku) => [sku.skuId, sku.partNumber]));
  const people = partEach("user", observed.users, owned, (user, licenses): Part<ObservedUser> => {
    if (user.assignments === undefined) return { kept: user, missing: [], differing: 0 };
    const direct = user.assignments.filter((assignment) => assignment.assignedByGroup === undefined);
    const { held, ...rest } = gather(user.userPrincipalName, licenses, direct, names);
    return { kept: { ...user, assignments: held }, ...rest };
  });
  const teams = partEach("group", groups, owned, (group, licenses): Part<LicensedGroup> => {
    const { held, ...rest } = gather(`group ${group.displayName}`, licenses, group.licenses, names);
    return { kept: { ...group, licenses: held }, ...rest };
  });
  const all = [...people, ...teams];
  const differing = all.reduce((sum, part) => sum + part.differing, 0);
  return {
    users: people.flatMap(({ kept }) => kept ?? []),
    groups: teams.flatMap(({ kept }) => kept ?? []),
    missing: all.flatMap(({ missing }) => missing),
    notes: differing === 0 ? [] : [tellDiffering(differing)],
    isElsewhere: owned.length > 0 && all.every(({ kept }) => kept === undefined),
  };
}

/** What becomes of one principal; nothing is kept where it is not in the tenant. */
interface Part<Principal> {
  readonly kept?: Principal;
  readonly missing: readonly Left[];
  /** Licences with other service plans switched off than the state says. */
  readonly differing: number;
}

function partEach<Principal extends { readonly id: string }>(
  kind: OwnedLicense["principal"],
  principals: readonly Principal[],
  owned: readonly OwnedLicense[],
  keep: (principal: Principal, licenses: readonly OwnedLicense[]) => Part<Principal>,
): readonly Part<Principal>[] {
  const wanted = new Map<string, OwnedLicense[]>();
  for (const license of owned.filter((one) => one.principal === kind))
    wanted.set(license.id, [...(wanted.get(license.id) ?? []), license]);
  const byId = new Map(principals.map((principal) => [principal.id, principal]));
  const why = kind === "user" ? "not in the tenant" : "no licensed group of the tenant";
  return [...wanted].map(([id, licenses]) => {
    const principal = byId.get(id);
    if (principal !== undefined) return keep(principal, licenses);
    return { missing: [{ who: `${kind} ${id}`, why: `in the state, and ${why}` }], differing: 0 };
  });
}

interface HeldLicense {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

/** Of what a principal holds, the owned licences. */
function gather<Held extends HeldLicense>(
  who: string,
  licenses: readonly OwnedLicense[],
  all: readonly Held[],
  names: ReadonlyMap<string, string>,
): { readonly held: readonly Held[]; readonly missing: readonly Left[]; readonly differing: number } {
  const pairs = licenses.map((license) => ({ license, own: all.find((one) => one.skuId === license.skuId) }));
  return {
    held: pairs.flatMap(({ own }) => own ?? []),
    missing: pairs.flatMap(({ license: { skuId }, own }) =>
      own === undefined
        ? { who: `${who}: ${names.get(skuId) ?? skuId}`, why: "in the state, and not held in the tenant any more" }
        : [],
    ),
    differing: pairs.filter(({ license, own }) => own !== undefined && differs(license, own)).length,
  };
}

function differs(one: HeldLicense, other: HeldLicense): boolean {
  return [...one.disabledPlans].sort(byText).join() !== [...other.disabledPlans].sort(byText).join();
}

function tellDiffering(count: number): string {
  return (
    `${String(count)} of the licences have other service plans switched off than the state says; ` +
    "the stack says what the tenant has"
  );
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
