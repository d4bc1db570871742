import { defaultCatalog, findProduct } from "../../../catalog/catalog";
import { resolveLicenseName } from "../../../catalog/resolve-license";
import { rosterSkuName } from "../../../catalog/resolve/roster-name";
import { resolvePlanName } from "../../../catalog/resolve-plan";
import type { ObservedSku, PlanId, SkuId } from "../../../terms/observed";
import { byText } from "../../../text/order";

/** A licence as the stack will say it. */
export interface WrittenLicense {
  readonly skuId: SkuId;
  /** Part number, or GUID where a part number would not lead back to this SKU. */
  readonly sku: string;
  readonly productName: string;
  /** Plans to name under `disable`; empty: which plans are on is not managed. */
  readonly disable: readonly string[];
}

/**
 * How to write what is held so that it reads back as exactly this; undefined where it cannot be managed, with the
 * reason.
 */
export type Written =
  | { readonly kind: "written"; readonly license: WrittenLicense; readonly note?: string }
  | { readonly kind: "left"; readonly why: string };

export class LicenseWriter {
  readonly #skus: ReadonlyMap<SkuId, ObservedSku>;
  readonly #written = new Map<string, Written>();

  constructor(private readonly tenantSkus: readonly ObservedSku[]) {
    this.#skus = new Map(tenantSkus.map((sku) => [sku.skuId, sku]));
  }

  /** Remembered: 50,000 people hold a few dozen different licences. */
  write(skuId: SkuId, disabledPlans: readonly PlanId[]): Written {
    const key = `${skuId} ${[...disabledPlans].sort(byText).join(" ")}`;
    let written = this.#written.get(key);
    if (written === undefined) this.#written.set(key, (written = this.#compose(skuId, disabledPlans)));
    return written;
  }

  #compose(skuId: SkuId, disabledPlans: readonly PlanId[]): Written {
    const sku = this.#skus.get(skuId);
    if (sku === undefined) return { kind: "left", why: `${skuId} is not among the tenant's products` };
    if (sku.appliesTo === "Company") return { kind: "left", why: `${sku.partNumber} applies to the whole tenant` };
    const product = findProduct(defaultCatalog, skuId);
    // Self-service and departmental products refuse assignLicense.
    if (product?.departmental === true)
      return { kind: "left", why: `${sku.partNumber} is managed by those who bought it themselves` };
    const base = { skuId, sku: this.#nameOf(sku), productName: product?.name ?? sku.partNumber };
    const names = disabledPlans.map((id) => planName(sku, product?.plans, id));
    if (names.includes(undefined)) {
      const note =
        `${sku.partNumber}: service plans that the product does not have (any more) are off; which plans are on is ` +
        "left unmanaged";
      return { kind: "written", license: { ...base, disable: [] }, note };
    }
    return {
      kind: "written",
      license: { ...base, disable: names.filter((name) => name !== undefined).sort(byText) },
    };
  }

  #nameOf(sku: ObservedSku): string {
    const name = rosterSkuName(sku, this.tenantSkus);
    const offline = resolveLicenseName(name);
    const leadsBack =
      offline.kind === "resolved"
        ? offline.skuId === sku.skuId
        : offline.kind === "deferred" || offline.kind === "uncatalogued";
    const here = resolveLicenseName(name, this.tenantSkus);
    return leadsBack && here.kind === "resolved" && here.skuId === sku.skuId ? name : sku.skuId;
  }
}

function planName(sku: ObservedSku, listed: Parameters<typeof resolvePlanName>[1], id: PlanId): string | undefined {
  const plan = sku.servicePlans.find((candidate) => candidate.id === id);
  if (plan === undefined || plan.appliesTo === "Company") return undefined;
  const sameName = sku.servicePlans.filter((candidate) => candidate.name.toUpperCase() === plan.name.toUpperCase());
  const isPlain = /^[^\s,()@]+$/.test(plan.name) && sameName.length === 1;
  const offline = resolvePlanName(plan.name, listed);
  return isPlain && (offline.kind === "resolved" || offline.kind === "elsewhere" || offline.kind === "uncatalogued")
    ? plan.name.toUpperCase()
    : plan.id;
}
