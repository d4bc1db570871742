import type { PersonModel, GroupModel } from "../decide/model";
import type { SkuId } from "../../terms/observed";
import type { Policy } from "../../terms/policy";
import { byPrincipal, licensesNamed } from "./licenses-named";

type Declared = Pick<PersonModel | GroupModel, "bound" | "licenses">;

/** For a principal, the SKUs that assignments want given all at once or not at all. */
export function togetherFor({ onShortage }: Policy): (principal: Declared) => readonly ReadonlySet<SkuId>[] {
  const said = byPrincipal((onShortage.kind === "inOrder" ? onShortage.together : undefined) ?? []);
  return (principal) => said(principal.bound.name).map(({ skus }) => licensesNamed(principal, skus));
}
