import type { DesiredPrincipal } from "../../terms/desired";
import type { LedgerSku } from "../../terms/ledger";
import type { SkuId } from "../../terms/observed";
import type { ResolvedLicense } from "./resolve-licenses";

/**
 * Whether the file still names something that is owned, also by a name that the tenant cannot resolve: what is wrong
 * with the name is told, and nothing is taken for it.
 */
export function isStillDeclared(
  { declared }: { readonly declared?: DesiredPrincipal },
  licenses: ReadonlyMap<SkuId, ResolvedLicense>,
  { skuId, written }: Pick<LedgerSku, "skuId" | "written">,
): boolean {
  if (licenses.has(skuId)) return true;
  const name = declared?.licenses.find(({ sku }) => sku.toUpperCase() === written.toUpperCase())?.sku;
  return name !== undefined && [...licenses.values()].every((license) => license.written !== name);
}
