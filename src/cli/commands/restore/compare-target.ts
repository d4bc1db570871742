import type { DesiredPrincipal } from "../../../terms/desired";
import type { Place } from "../../../terms/place";
import { sameSelection, skuKey, type DeclaredNames, type Target, type TargetLicense } from "./restore-target";

/** What has to be said differently of one principal. */
export interface Restoration {
  readonly target: Target;
  /** Where the principal is named by an assignment that gives something else than it held. */
  readonly takeOut: readonly { readonly assignment: string; readonly place: Place }[];
  /** What no other assignment declares. */
  readonly give: readonly TargetLicense[];
}

/**
 * Undefined where the principal is declared just that. `isExact`: plan selections must agree to the letter, also where
 * they are not managed.
 */
export function compareTarget(target: Target, names: DeclaredNames, isExact: boolean): Restoration | undefined {
  const declared = names.find(target);
  const isElsewhere =
    target.usageLocation !== undefined &&
    declared?.usageLocation !== undefined &&
    declared.usageLocation !== target.usageLocation;
  const fits = (sku: string): boolean => {
    const wanted = target.licenses.get(skuKey(sku));
    return wanted !== undefined && isFit(declared, sku, wanted, isExact);
  };
  const wrong = (declared?.declarations ?? []).filter((declaration) => isElsewhere || !declaration.skus.every(fits));
  const kept = new Set(
    (declared?.declarations ?? [])
      .filter((declaration) => !wrong.includes(declaration))
      .flatMap((declaration) => declaration.skus.map(skuKey)),
  );
  // A usage location stands on an assignment, and an assignment has licences: it says them again.
  const isMoving = target.usageLocation !== undefined && declared?.usageLocation !== target.usageLocation;
  const give = [...target.licenses].filter(([key]) => isMoving || !kept.has(key)).map(([, license]) => license);
  if (wrong.length === 0 && give.length === 0) return undefined;
  return {
    target,
    takeOut: wrong.flatMap(({ assignment, place }) => (place === undefined ? [] : [{ assignment, place }])),
    give,
  };
}

function isFit(declared: DesiredPrincipal | undefined, sku: string, wanted: TargetLicense, isExact: boolean): boolean {
  const selection = declared?.licenses.find((license) => skuKey(license.sku) === skuKey(sku))?.selection ?? {
    kind: "unmanaged",
  };
  if (!isExact && selection.kind === "unmanaged") return true;
  if (!isExact && wanted.selection.kind === "unmanaged")
    return selection.kind === "off" && selection.plans.length === 0;
  return sameSelection(sku, selection, wanted.selection);
}
