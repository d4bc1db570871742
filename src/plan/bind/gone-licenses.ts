import { resolveLicenseName } from "../../catalog/resolve-license";
import type { Ledger } from "../../terms/ledger";
import type { SkuId } from "../../terms/observed";
import type { TenantIndex, TenantSku } from "../basis/tenant-index";
import { namesOf } from "./ledger-names";

/**
 * Subscriptions that the tenant no longer lists, and that people, groups or the ledger still show. A name of the file
 * that means one of them is no slip: it is known what was meant, and who holds it keeps it.
 */
export class GoneLicenses {
  private ids: ReadonlySet<SkuId> | undefined;

  constructor(
    private readonly index: TenantIndex,
    private readonly ledger: Ledger,
  ) {}

  /** The subscription that a part number, id or product name meant. */
  find(written: string): TenantSku | undefined {
    const known = (this.ids ??= this.collect());
    const owned = namesOf(this.ledger).get(written.toUpperCase());
    const meant = owned === undefined ? meanings(written, this.index) : [owned];
    const [skuId, ...others] = meant.filter((id) => known.has(id));
    return skuId === undefined || others.length > 0 ? undefined : goneSku(skuId, written);
  }

  private collect(): ReadonlySet<SkuId> {
    const { observed, skus } = this.index;
    const shown = new Set<SkuId>();
    for (const { assignments = [] } of observed.users) for (const { skuId } of assignments) shown.add(skuId);
    for (const { licenses } of observed.groups) for (const { skuId } of licenses) shown.add(skuId);
    for (const entry of [...this.ledger.users, ...this.ledger.groups])
      for (const { skuId } of entry.skus) shown.add(skuId);
    return new Set([...shown].filter((skuId) => !skus.has(skuId)));
  }
}

function meanings(written: string, { observed }: TenantIndex): readonly SkuId[] {
  const resolution = resolveLicenseName(written, observed.skus);
  return resolution.kind === "absent" ? resolution.candidates.map(({ skuId }) => skuId) : [written.toLowerCase()];
}

/** Nothing is known of it but what it was called: it has no plans that could be switched, and no seats. */
function goneSku(skuId: SkuId, label: string): TenantSku {
  return {
    sku: {
      skuId,
      partNumber: label,
      appliesTo: "User",
      capabilityStatus: "Deleted",
      enabled: 0,
      warning: 0,
      suspended: 0,
      lockedOut: 0,
      consumed: 0,
      servicePlans: [],
    },
    label,
    planIds: [],
    personPlanIds: [],
    planLabels: new Map(),
    planByName: new Map(),
  };
}
