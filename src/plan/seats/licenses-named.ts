import { groupBy } from "../basis/sets";
import type { GroupModel, PersonModel } from "../decide/model";
import type { SkuId } from "../../terms/observed";

/** Of the licences that are declared for a principal, those that an assignment calls so. */
export function licensesNamed(
  { licenses }: Pick<PersonModel | GroupModel, "licenses">,
  names: readonly string[],
): ReadonlySet<SkuId> {
  const written = new Set(names.map((name) => name.toUpperCase()));
  return new Set(
    [...licenses.values()]
      .filter((one) => [one.written, one.sku.label, one.skuId].some((name) => written.has(name.toUpperCase())))
      .map(({ skuId }) => skuId),
  );
}

/** Looks up what names a principal; upper and lower case are the same. */
export function byPrincipal<T extends { readonly principals: readonly string[] }>(
  entries: readonly T[],
): (name: string) => readonly T[] {
  const known = groupBy(
    entries.flatMap((entry) => entry.principals.map((name) => ({ name, entry }))),
    ({ name }) => name.toLowerCase(),
  );
  return (name) => (known.get(name.toLowerCase()) ?? []).map(({ entry }) => entry);
}
