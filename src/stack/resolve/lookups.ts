import { nearestNames } from "../../catalog/nearest";
import { resolveLicenseName } from "../../catalog/resolve-license";
import type { LicenseResolution } from "../../catalog/resolve/license-resolution";
import { resolvePlanName } from "../../catalog/resolve-plan";
import type { Product } from "../../catalog/types";
import type { Place } from "../../terms/place";
import { formatLimit, stackLimits } from "../problems/limits";
import type { StackReport } from "../problems/report";

const isKnown = ({ kind }: { readonly kind: string }): boolean => kind === "resolved" || kind === "deferred";

type PlanResolution = ReturnType<typeof resolvePlanName>;

/**
 * Looks names up in the catalog, each once, however often it stands in a stack. Finding the names nearest to an unknown
 * one takes a thousand times as long as finding a known one: of too many unknown names the rest is not looked up, and
 * the stack is refused.
 */
export class Lookups {
  private readonly licenses = new Map<string, LicenseResolution>();
  private readonly plans = new Map<string, PlanResolution>();
  private readonly bundles = new Map<string, readonly string[]>();
  private unknown = 0;

  constructor(
    private readonly bundleNames: readonly string[],
    private readonly report: StackReport,
  ) {}

  /** Undefined: too many names before it were unknown, which was said. */
  license(text: string, place: Place): LicenseResolution | undefined {
    return this.find(this.licenses, text, place, () => resolveLicenseName(text));
  }

  plan(text: string, product: Product | undefined, sku: string, place: Place): PlanResolution | undefined {
    return this.find(this.plans, `${sku} ${text}`, place, () => resolvePlanName(text, product?.plans));
  }

  nearestBundles(text: string): readonly string[] {
    let near = this.bundles.get(text);
    if (near === undefined) {
      near = nearestNames(text, this.bundleNames);
      this.bundles.set(text, near);
    }
    return near;
  }

  private find<Resolution extends { readonly kind: string }>(
    known: Map<string, Resolution>,
    key: string,
    place: Place,
    resolve: () => Resolution,
  ): Resolution | undefined {
    const before = known.get(key);
    if (before !== undefined && isKnown(before)) return before;
    if (this.unknown >= stackLimits.unknownNames) {
      if (this.unknown === stackLimits.unknownNames) this.reportTooMany(place);
      this.unknown += 1;
      return undefined;
    }
    const resolution = before ?? resolve();
    known.set(key, resolution);
    // As often as it stands there: each is told at its place.
    if (!isKnown(resolution)) this.unknown += 1;
    return resolution;
  }

  private reportTooMany(place: Place): void {
    const limit = formatLimit(stackLimits.unknownNames);
    this.report.problem(
      "limit-exceeded",
      place,
      `${limit} names of licences and service plans before this one are not in the catalog; no more are looked up.`,
      "Mend those first. Is it the right file?",
    );
  }
}
