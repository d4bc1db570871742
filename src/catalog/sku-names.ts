import { defaultCatalog, findProduct } from "./catalog";

/** What a SKU is called: its part number, and Microsoft's name of the product, else the part number again. */
export interface SkuNames {
  readonly partNumber: string;
  readonly name: string;
}

/** @param tenantsPartNumber as the tenant has it; a subscription that it no longer has is called as the catalog says */
export function skuNames(skuId: string, tenantsPartNumber?: string): SkuNames {
  const product = findProduct(defaultCatalog, skuId);
  const partNumber = tenantsPartNumber ?? product?.partNumber ?? skuId;
  return { partNumber, name: product?.name ?? partNumber };
}
