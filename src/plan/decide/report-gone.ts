import type { BoundGroup } from "../bind/bind-groups";
import type { BoundUser } from "../bind/bind-users";
import { placeOfLicense, type ResolvedLicense } from "../bind/resolve-licenses";
import { count, type FindingList, listSome } from "../basis/findings";
import type { SkuId } from "../../terms/observed";

/**
 * What the file declares and the tenant no longer has: who holds it keeps it, which is worth a word where the file says
 * so; who does not can never get it, and a plan that cannot do what is declared is refused.
 */
export function reportGone(
  { declared, name }: BoundUser | BoundGroup,
  licenses: ReadonlyMap<SkuId, ResolvedLicense>,
  held: (skuId: SkuId) => boolean,
  findings: FindingList,
): void {
  if (declared === undefined) return;
  for (const { skuId, written, gone } of licenses.values()) {
    if (gone !== true) continue;
    const about = { principal: name, place: placeOfLicense(declared, written) };
    if (held(skuId))
      findings.addRule({
        code: "license-gone",
        ...about,
        severity: "warning",
        key: `${skuId} declared`,
        message: (names) =>
          `The tenant no longer has the subscription ${written}. Whoever is declared for it and holds it keeps it as ` +
          `it is, and nobody else can be given it: ${listSome(names)}.`,
        remedy: `Take ${written} out of the stack, which takes it from nobody, or buy it again.`,
      });
    else
      findings.add({
        ...about,
        code: "sku-unknown",
        severity: "error",
        key: `${skuId} gone`,
        message: (names) =>
          `The tenant no longer has the subscription ${written}, so that it cannot be given to ` +
          `${count(names.length, "principal")} for whom it is declared: ${listSome(names)}.`,
        remedy: `Take ${written} out of the stack, or buy it again.`,
      });
  }
}
