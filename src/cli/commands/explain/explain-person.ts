import { resolveLicenseName } from "../../../catalog/resolve-license";
import { defaultCatalog, findProduct } from "../../../catalog/catalog";
import type { DesiredPrincipal } from "../../../terms/desired";
import type { Place } from "../../../terms/place";
import type { Stack } from "../../../stack/stack";
import type { PersonStatus } from "../../../terms/person-status";
import { byText } from "../../../text/order";

/** Why a person has a licence, shall have it, or has it although nobody says so. */
export interface Explanation {
  readonly sku: string;
  readonly name: string;
  /** Lines of the stack that ask for it. */
  readonly declared: readonly { readonly assignment: string; readonly place?: Place; readonly group?: string }[];
  /** Ways in which it is held; absent where the tenant was not asked. */
  readonly held?: readonly {
    readonly group?: string;
    readonly state: string;
    readonly error?: string;
    readonly since?: string;
  }[];
}

export interface PersonExplanation {
  readonly stack: string;
  readonly person: string;
  readonly declared: boolean;
  readonly protected: boolean;
  readonly released: boolean;
  readonly licenses: readonly Explanation[];
  /** Whether the tenant was asked. */
  readonly compared: boolean;
  /** Assignments whose people the tenant names. */
  readonly asks: readonly { readonly assignment: string; readonly place?: Place; readonly whom: string }[];
  /** Assignments of this person that have ended or not begun. */
  readonly dormant: readonly {
    readonly assignment: string;
    readonly place?: Place;
    readonly from?: string;
    readonly until?: string;
    readonly skus: readonly string[];
  }[];
}

/** Puts together what a stack says of one person and, where it was read, what the tenant says. */
export function explainPerson(stack: Stack, person: string, status: PersonStatus | undefined): PersonExplanation {
  const key = person.toLowerCase();
  const is = (name: string): boolean => name.toLowerCase() === key;
  const desired = stack.desired.users.find((user) => is(user.name));
  const explanations = new Map<string, { -readonly [Key in keyof Explanation]: Explanation[Key] }>();
  const of = (sku: string): { -readonly [Key in keyof Explanation]: Explanation[Key] } => {
    const { key: skuKey, name } = identify(sku);
    let explanation = explanations.get(skuKey);
    if (explanation === undefined)
      explanations.set(
        skuKey,
        (explanation = { sku, name, declared: [], ...(status === undefined ? {} : { held: [] }) }),
      );
    return explanation;
  };
  for (const source of declarationsOf(desired)) {
    const explanation = of(source.sku);
    explanation.declared = [...explanation.declared, source.declaration];
  }
  for (const group of groupsWith(stack, key))
    for (const source of declarationsOf(group)) {
      const explanation = of(source.sku);
      explanation.declared = [...explanation.declared, { ...source.declaration, group: group.name }];
    }
  for (const license of status?.licenses ?? []) {
    const explanation = of(license.partNumber);
    const { group, state, error, since } = license;
    explanation.held = [
      ...(explanation.held ?? []),
      {
        ...(group === undefined ? {} : { group: group.name }),
        state,
        ...(error === undefined ? {} : { error }),
        ...(since === undefined ? {} : { since }),
      },
    ];
    const declaring =
      group === undefined
        ? undefined
        : stack.desired.groups.find((candidate) =>
            [group.id, group.name.toLowerCase()].includes(candidate.name.toLowerCase()),
          );
    for (const { sku, declaration } of declarationsOf(declaring)) {
      const isSaid = explanation.declared.some(
        (one) => one.group === declaring?.name && one.assignment === declaration.assignment,
      );
      if (!isSaid && identify(sku).key === identify(license.partNumber).key)
        explanation.declared = [...explanation.declared, { ...declaration, group: declaring?.name ?? "" }];
    }
  }
  return {
    stack: stack.file,
    person: desired?.name ?? status?.userPrincipalName ?? person,
    declared: desired !== undefined,
    protected: stack.policy.protected.some(is),
    released: stack.policy.release.some(is),
    compared: status !== undefined,
    asks: (stack.desired.asks ?? []).map(({ assignment, place, where, membersOf = [] }) => ({
      assignment,
      whom: [...(where === undefined ? [] : [where]), ...membersOf.map(({ group }) => `members of ${group}`)].join(
        ", ",
      ),
      ...(place === undefined ? {} : { place }),
    })),
    licenses: [...explanations.values()].sort((one, other) => byText(one.sku, other.sku)),
    dormant: stack.desired.dormant
      .filter((assignment) => assignment.principals.some(is))
      .map(({ assignment, place, from, until, skus }) => ({
        assignment,
        skus,
        ...(place === undefined ? {} : { place }),
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
      })),
  };
}

/** Groups that the stack makes and puts this person into: whether they are there already does not matter. */
function groupsWith({ desired: { make = [], groups } }: Stack, key: string): readonly DesiredPrincipal[] {
  const names = new Set(
    make
      .filter(({ members = [] }) => members.some((member) => member.toLowerCase() === key))
      .map(({ name }) => name.toLowerCase()),
  );
  return groups.filter(({ name }) => names.has(name.toLowerCase()));
}

function declarationsOf(
  principal: DesiredPrincipal | undefined,
): readonly { readonly sku: string; readonly declaration: Explanation["declared"][number] }[] {
  return (principal?.declarations ?? []).flatMap(({ assignment, place, skus }) =>
    skus.map((sku) => ({ sku, declaration: { assignment, ...(place === undefined ? {} : { place }) } })),
  );
}

/** Part number and GUID of one product are the same thing. */
function identify(sku: string): { readonly key: string; readonly name: string } {
  const resolution = resolveLicenseName(sku);
  if (resolution.kind !== "resolved") return { key: sku.toUpperCase(), name: sku };
  return { key: resolution.skuId, name: findProduct(defaultCatalog, resolution.skuId)?.name ?? sku };
}
