import { isLicenseName } from "../../../catalog/resolve-license";
import type { Combination } from "./combinations";
import type { WrittenLicense } from "./licenses";

export interface Bundle {
  readonly name: string;
  readonly licenses: readonly WrittenLicense[];
}

/** What an assignment lists: bundles first, then what no bundle covers. */
export interface Listed {
  readonly bundles: readonly Bundle[];
  readonly licenses: readonly WrittenLicense[];
}

/** Beyond this, looking for bundles costs more than it tells. */
const maxCombinations = 2000;

/** Licences that are held together, as somebody's whole set and as a part of somebody else's, get a name. */
export function recogniseBundles(combinations: readonly Combination[]): readonly Bundle[] {
  const sets = combinations
    .slice(0, maxCombinations)
    .map((combination) => ({ combination, keys: new Set(combination.licenses.map(keyOf)) }));
  const seen = new Set<string>();
  const taken = new Set<string>();
  const bundles: Bundle[] = [];
  for (const { combination, keys } of sets) {
    const signature = combination.licenses.map(keyOf).join(" ");
    if (keys.size < 2 || seen.has(signature)) continue;
    seen.add(signature);
    const uses = sets.filter((other) => [...keys].every((key) => other.keys.has(key)));
    if (uses.length < 2) continue;
    bundles.push({ name: nameOf(combination.licenses, taken), licenses: combination.licenses });
  }
  return bundles.sort((one, other) => other.licenses.length - one.licenses.length);
}

/** Covers a set with the biggest bundles that fit into it, none overlapping another. */
export function list(combination: Combination, bundles: readonly Bundle[]): Listed {
  const open = new Map(combination.licenses.map((license) => [keyOf(license), license]));
  const used: Bundle[] = [];
  for (const bundle of bundles) {
    if (!bundle.licenses.every((license) => open.has(keyOf(license)))) continue;
    used.push(bundle);
    for (const license of bundle.licenses) open.delete(keyOf(license));
  }
  return { bundles: used, licenses: [...open.values()] };
}

function keyOf(license: WrittenLicense): string {
  return `${license.sku}(${license.disable.join(",")})`;
}

function nameOf(licenses: readonly WrittenLicense[], taken: Set<string>): string {
  const base = slug(licenses.map((license) => license.productName).join(" "), 40);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${String(number)}`;
    if (taken.has(name) || isLicenseName(name)) continue;
    taken.add(name);
    return name;
  }
}

/** Lower-case letters, digits and hyphens, cut at a word. */
export function slug(text: string, length: number): string {
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  let result = "";
  for (const word of words) {
    if (result !== "" && result.length + 1 + word.length > length) break;
    result = result === "" ? word.slice(0, length) : `${result}-${word}`;
  }
  return result === "" ? "licences" : result;
}
