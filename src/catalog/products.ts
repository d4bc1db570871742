import { businessFrontlineProducts } from "./products/business-frontline";
import { isDepartmental } from "./products/departmental";
import { dynamicsProducts } from "./products/dynamics";
import { educationGovernmentProducts } from "./products/education-government";
import { enterpriseProducts } from "./products/enterprise";
import type { ProductRow } from "./products/row";
import { securityWindowsProducts } from "./products/security-windows";
import { voiceTeamsProducts } from "./products/voice-teams";
import { workProducts } from "./products/work";
import { plansInTable, type TableProduct, tableProducts } from "./table/read-table";
import type { Product, ProductFamily } from "./types";

/** Free editions, and the licence that makes an account a Teams Phone resource account. */
const free = new Set(
  (
    "POWER_BI_STANDARD POWER_BI_STANDARD_FACULTY POWER_BI_STANDARD_STUDENT FLOW_FREE POWERAPPS_DEV " +
    "TEAMS_EXPLORATORY Microsoft_Teams_Exploratory_Dept TEAMS_FREE FORMS_PRO NONPROFIT_PORTAL " +
    "WINDOWS_STORE RIGHTSMANAGEMENT_ADHOC SMB_APPS PHONESYSTEM_VIRTUALUSER " +
    "PHONESYSTEM_VIRTUALUSER_FACULTY PHONESYSTEM_VIRTUALUSER_GOV PHONESYSTEM_VIRTUALUSER_USGOV_GCCHIGH"
  ).split(" "),
);

/** Trials; Microsoft calls those that spread from person to person "viral", and those of single people "IW". */
const trialPartNumber = /trial|_VIRAL$|_IW(_SKU)?$/i;

const rows: readonly ProductRow[] = [
  ...enterpriseProducts,
  ...businessFrontlineProducts,
  ...educationGovernmentProducts,
  ...voiceTeamsProducts,
  ...workProducts,
  ...securityWindowsProducts,
  ...dynamicsProducts,
];

/** Every product of Microsoft's table; those that the project knows more of first, in the order of its own files. */
export const products: readonly Product[] = describeProducts(rows, tableProducts);

function describeProducts(known: readonly ProductRow[], table: readonly TableProduct[]): readonly Product[] {
  const byKey = new Map<string, TableProduct>();
  for (const product of table) byKey.set(product.partNumber, product).set(product.skuId, product);
  const left = new Set(table);
  const described = known.map(([key, family, ...names]) => {
    const product = byKey.get(key);
    if (product === undefined) throw new Error(`the catalog describes ${key}, which is not in Microsoft's table`);
    left.delete(product);
    return describe(product, names, family);
  });
  return [...described, ...[...left].map((product) => describe(product, [], ""))];
}

function describe(product: TableProduct, more: readonly string[], family: ProductFamily | ""): Product {
  const { skuId, partNumber, names } = product;
  return {
    skuId,
    partNumber,
    name: names[0] ?? partNumber,
    names: more.length === 0 ? names : [...names, ...more],
    ...(family === "" ? {} : { family }),
    ...(isDepartmental(partNumber) ? { departmental: true as const } : {}),
    ...(free.has(partNumber) || trialPartNumber.test(partNumber) ? { free: true as const } : {}),
    get plans() {
      return plansInTable(skuId);
    },
  };
}
