import { foldName, isPlainPartNumber } from "../names";
import type { SkuId } from "../types";

interface NamedSku {
  readonly skuId: SkuId;
  readonly partNumber: string;
}

/**
 * How a SKU is named in canonical lines: its part number in upper case; its GUID where another SKU of the tenant has
 * the same part number, or where the part number has characters that canonical lines use themselves.
 */
export function rosterSkuName(sku: NamedSku, tenantSkus: readonly NamedSku[] = []): string {
  const own = foldName(sku.partNumber);
  const shared = tenantSkus.some((other) => other.skuId !== sku.skuId && foldName(other.partNumber) === own);
  return shared || !isPlainPartNumber(sku.partNumber) ? sku.skuId.toLowerCase() : sku.partNumber.toUpperCase();
}

const or = "/";

/** How a line says "one of these, whichever the tenant has": `M365_COPILOT/MICROSOFT_365_COPILOT`. */
export function rosterNameOfAny(skus: readonly NamedSku[]): string {
  return skus.map((sku) => rosterSkuName(sku)).join(or);
}

/** The SKUs of which a line means one; a single one where it names one. */
export function splitRosterName(name: string): readonly string[] {
  return name.split(or);
}

/** A line's name of a SKU for a sentence. */
export function spellRosterName(name: string): string {
  return splitRosterName(name).join(" or ");
}
