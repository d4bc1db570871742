import type { PersonModel, GroupModel } from "../decide/model";
import type { SkuId } from "../../terms/observed";
import type { Policy } from "../../terms/policy";
import { licensesNamed } from "./licenses-named";

type Declared = Pick<PersonModel | GroupModel, "bound" | "licenses">;

/** For a principal, the SKUs that assignments want given all at once or not at all. */
export function togetherFor({ onShortage }: Policy): (principal: Declared) => readonly ReadonlySet<SkuId>[] {
  const byName = new Map<string, (readonly string[])[]>();
  for (const { skus, principals } of (onShortage.kind === "inOrder" ? onShortage.together : undefined) ?? []) {
    for (const name of principals) {
      const known = byName.get(name.toLowerCase());
      if (known === undefined) byName.set(name.toLowerCase(), [skus]);
      else known.push(skus);
    }
  }
  return (principal) =>
    (byName.get(principal.bound.name.toLowerCase()) ?? []).map((skus) => licensesNamed(principal, skus));
}
