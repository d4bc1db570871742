import type { Observed } from "../../../terms/observed";
import { principalNameFault } from "../../../stack/files/principal-name";
import { LicenseWriter, type WrittenLicense } from "./licenses";
import { byText } from "../../../text/order";
import { isGuid } from "../../../text/guid";
import { isVisible } from "../../../text/visible";

/** People, or groups, who hold exactly the same. */
export interface Combination {
  /** Sorted by how the stack writes them. */
  readonly licenses: readonly WrittenLicense[];
  readonly people: readonly string[];
  readonly groups: readonly string[];
}

export interface Left {
  readonly who: string;
  readonly why: string;
}

export interface Combinations {
  readonly combinations: readonly Combination[];
  /** What is in the tenant and not in the stack. */
  readonly left: readonly Left[];
  readonly notes: readonly string[];
}

export interface LicensedGroup {
  readonly id: string;
  readonly displayName: string;
  /** The display name means this group and no other. */
  readonly isUnique: boolean;
  readonly licenses: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[];
}

/** Direct licences of people and licences of groups, those who hold the same together; the biggest first. */
export function combine(observed: Pick<Observed, "skus" | "users">, groups: readonly LicensedGroup[]): Combinations {
  const writer = new LicenseWriter(observed.skus);
  const found = new Map<string, { licenses: readonly WrittenLicense[]; people: string[]; groups: string[] }>();
  const left: Left[] = [];
  const notes = new Set<string>();

  const licensesOf = (who: string, held: LicensedGroup["licenses"]): readonly WrittenLicense[] =>
    held
      .flatMap(({ skuId, disabledPlans }) => {
        const written = writer.write(skuId, disabledPlans);
        if (written.kind === "left") {
          left.push({ who, why: written.why });
          return [];
        }
        if (written.note !== undefined) notes.add(written.note);
        return [written.license];
      })
      .sort((one, other) => byText(one.sku, other.sku));
  const combinationOf = (
    kind: "people" | "groups",
    licenses: readonly WrittenLicense[],
  ): { people: string[]; groups: string[] } => {
    const key = JSON.stringify([kind, licenses.map((license) => [license.sku, license.disable])]);
    let combination = found.get(key);
    if (combination === undefined) found.set(key, (combination = { licenses, people: [], groups: [] }));
    return combination;
  };

  for (const user of observed.users) {
    const name = user.userPrincipalName;
    if (user.assignments === undefined) {
      left.push({ who: name, why: "Graph does not say what this person holds directly" });
      continue;
    }
    const direct = user.assignments.filter((assignment) => assignment.assignedByGroup === undefined);
    if (direct.length === 0) continue;
    const fault = principalNameFault(name);
    if (fault !== undefined) {
      left.push({ who: name, why: fault });
      continue;
    }
    const licenses = licensesOf(name, direct);
    if (licenses.length > 0) combinationOf("people", licenses).people.push(name);
  }
  for (const group of groups) {
    const licenses = licensesOf(`group ${group.displayName}`, group.licenses);
    if (licenses.length > 0)
      combinationOf("groups", licenses).groups.push(
        group.isUnique && isPlain(group.displayName) ? group.displayName : group.id,
      );
  }
  const combinations = [...found.values()].map((combination) => ({
    ...combination,
    people: combination.people.sort(byText),
    groups: combination.groups.sort(byText),
  }));
  combinations.sort((one, other) => size(other) - size(one) || byText(keyOf(one), keyOf(other)));
  return { combinations, left, notes: [...notes].sort(byText) };
}

function size(combination: Combination): number {
  return combination.people.length + combination.groups.length;
}

function keyOf(combination: Combination): string {
  return JSON.stringify([
    combination.licenses.map((license) => [license.sku, license.disable]),
    combination.groups.length,
  ]);
}

/** Names that read back as they are: not blank, no blanks around, nothing hidden, and not to be taken for an id. */
function isPlain(name: string): boolean {
  return name !== "" && name === name.trim() && isVisible(name) && !isGuid(name);
}
