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
