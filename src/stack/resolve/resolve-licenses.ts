import type { Product } from "../../catalog/types";
import type { Place } from "../../terms/place";
import type { PlanSelection, RosterLicense } from "../../roster/types";
import type { LicenseReference } from "../language/references";
import { resolveServicePlan } from "./resolve-service-plan";
import { resolveSku, type LicenseContext, type ResolvedSku } from "./resolve-sku";
import { type Path, placeAt } from "../language/tree";
import type { YamlNode } from "../yaml/yaml-node";

/** A licence where the stack asks for it. */
export interface PlacedLicense {
  readonly license: RosterLicense;
  readonly product?: Product;
  readonly place: Place;
}

/** Resolves one entry of `licenses` or of a bundle, service plans included. */
export function resolveLicense(
  reference: LicenseReference,
  places: LicensePlaces,
  context: LicenseContext,
): PlacedLicense | undefined {
  if (typeof reference === "string") {
    const resolved = resolveSku(reference, places.entry, context);
    return resolved && placed(resolved, { kind: "unmanaged" }, places.entry);
  }
  const resolved = resolveSku(reference.sku, places.key("sku"), context);
  if (reference.disable !== undefined && reference.enable !== undefined) {
    context.report.problem(
      "plan-selection",
      places.key("enable"),
      `\`disable\` and \`enable\` exclude each other.`,
      "Keep `disable` to switch some service plans off, or `enable` to switch on nothing else.",
    );
    return undefined;
  }
  if (resolved === undefined) return undefined;
  const kind = reference.enable === undefined ? "disable" : "enable";
  const written = reference[kind];
  if (written === undefined) return placed(resolved, { kind: "unmanaged" }, places.entry);
  const plans = written.map((plan, index) => resolveServicePlan(plan, places.item(kind, index), resolved, context));
  const names = [...new Set(plans.filter((plan) => plan !== undefined))].sort();
  return placed(
    resolved,
    kind === "disable" ? { kind: "off", plans: names } : { kind: "only", plans: names },
    places.entry,
  );
}

/** Where an entry of `licenses` and what is inside of it stands. */
export interface LicensePlaces {
  readonly entry: Place;
  readonly key: (key: string) => Place;
  readonly item: (key: string, index: number) => Place;
}

function placed(resolved: ResolvedSku, selection: PlanSelection, place: Place): PlacedLicense {
  const license = { sku: resolved.sku, selection };
  return resolved.product === undefined ? { license, place } : { license, place, product: resolved.product };
}

export function licensePlaces(tree: YamlNode, path: Path): LicensePlaces {
  return {
    entry: placeAt(tree, path),
    key: (key) => placeAt(tree, [...path, key]),
    item: (key, index) => placeAt(tree, [...path, key, index]),
  };
}
