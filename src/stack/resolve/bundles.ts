import { placeInWords, type Place } from "../../terms/place";
import type { PartDocument } from "../language/document";
import { keyPlaceAt } from "../language/tree";
import { formatLimit, stackLimits } from "../problems/limits";
import { licensePlaces, resolveLicense, type PlacedLicense } from "./resolve-licenses";
import type { LicenseContext } from "./resolve-sku";
import { isLicenseName } from "../../catalog/resolve-license";
import type { YamlNode } from "../yaml/yaml-node";

/** A file of the stack, checked. */
export interface StackPart {
  readonly file: string;
  readonly document: PartDocument;
  /** What of the file fits the language. */
  readonly tree: YamlNode;
  /** The file as it is written. */
  readonly written: YamlNode;
}

/** The bundles of all files of a stack, resolved once. */
export class BundleShelf {
  private readonly bundles = new Map<
    string,
    { readonly name: string; readonly place: Place; readonly licenses: readonly PlacedLicense[] }
  >();

  constructor(parts: readonly StackPart[], bundleNames: readonly string[], context: LicenseContext) {
    const names = new Set(bundleNames.map(bundleKey));
    for (const part of parts) {
      this.addBroken(part);
      for (const [name, references] of Object.entries(part.document.bundles ?? {})) {
        const place = keyPlaceAt(part.tree, ["bundles", name]);
        const key = bundleKey(name);
        const before = this.bundles.get(key);
        if (before !== undefined) {
          context.report.problem(
            "bundle-name",
            place,
            `There is already a bundle \`${before.name}\` ${placeInWords(before.place)}.`,
            "Give one of them another name.",
          );
          continue;
        }
        if (this.bundles.size === stackLimits.bundles) {
          context.report.problem(
            "limit-exceeded",
            place,
            `\`${name}\` is the bundle number ${formatLimit(stackLimits.bundles + 1)} of this stack; the limit is ` +
              `${formatLimit(stackLimits.bundles)}.`,
            "Join bundles of the same licences.",
          );
          return;
        }
        if (isLicenseName(name)) {
          context.report.problem(
            "bundle-name",
            place,
            `\`${name}\` is the name of a licence, and so no name for a bundle.`,
            "Give the bundle another name.",
          );
          continue;
        }
        const licenses = references.flatMap((reference, index) => {
          const places = licensePlaces(part.tree, ["bundles", name, index]);
          if (typeof reference === "string" && names.has(bundleKey(reference))) {
            context.report.problem(
              "bundle-name",
              places.entry,
              `\`${reference}\` is a bundle, and bundles hold licences only.`,
              "Write its licences here, or name both bundles in the assignment.",
            );
            return [];
          }
          const resolved = resolveLicense(reference, places, context);
          return resolved === undefined ? [] : [resolved];
        });
        this.bundles.set(key, { name, place, licenses });
      }
    }
  }

  /** A bundle that was refused is still known by its name, so that its uses are not reported as well. */
  private addBroken({ written, document }: StackPart): void {
    const bundles = written.kind === "map" ? written.entries.get("bundles")?.value : undefined;
    if (bundles?.kind !== "map") return;
    for (const [key, { keyPlace, value }] of bundles.entries) {
      if (Object.hasOwn(document.bundles ?? {}, key)) continue;
      // `name: office-voice`, as assignments are written, was meant to be the bundle `office-voice`.
      const meant = key === "name" && value.kind === "scalar" && typeof value.value === "string" ? value.value : key;
      for (const name of [key, meant]) this.bundles.set(bundleKey(name), { name, place: keyPlace, licenses: [] });
    }
  }

  find(name: string): readonly PlacedLicense[] | undefined {
    return this.bundles.get(bundleKey(name))?.licenses;
  }
}

function bundleKey(name: string): string {
  return name.normalize("NFC").trim().toLowerCase();
}
