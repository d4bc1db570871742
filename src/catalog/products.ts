import { businessFrontlineContents } from "./contents/business-frontline";
import { educationGovernmentContents } from "./contents/education-government";
import { enterpriseContents } from "./contents/enterprise";
import { securityWindowsContents } from "./contents/security-windows";
import { voiceTeamsContents } from "./contents/voice-teams";
import { workContents } from "./contents/work";
import type { ContentRow } from "./contents/row";
import { businessFrontlineProducts } from "./products/business-frontline";
import { dynamicsProducts } from "./products/dynamics";
import { educationGovernmentProducts } from "./products/education-government";
import { enterpriseProducts } from "./products/enterprise";
import type { ProductRow } from "./products/row";
import { securityWindowsProducts } from "./products/security-windows";
import { voiceTeamsProducts } from "./products/voice-teams";
import { workProducts } from "./products/work";
import { servicePlans } from "./service-plans";
import type { Product, ServicePlan } from "./types";

/** Bought by people themselves; Microsoft marks them "for Department" or `_DEPT`. */
const departmentalPartNumber = /_DEPT$|\(for_Departments\)$/;

/** Free editions, trials, and the licence that makes an account a Teams Phone resource account. */
const free = new Set(
  (
    "POWER_BI_STANDARD FLOW_FREE POWERAPPS_VIRAL POWERAPPS_DEV TEAMS_EXPLORATORY TEAMS_COMMERCIAL_TRIAL " +
    "TEAMS_FREE FORMS_PRO CCIBOTS_PRIVPREV_VIRAL " +
    "WINDOWS_STORE RIGHTSMANAGEMENT_ADHOC SMB_APPS DYN365_ENTERPRISE_P1_IW PHONESYSTEM_VIRTUALUSER " +
    "PHONESYSTEM_VIRTUALUSER_FACULTY PHONESYSTEM_VIRTUALUSER_GOV"
  ).split(" "),
);

const contents: readonly ContentRow[] = [
  ...enterpriseContents,
  ...businessFrontlineContents,
  ...educationGovernmentContents,
  ...voiceTeamsContents,
  ...workContents,
  ...securityWindowsContents,
];

const rows: readonly ProductRow[] = [
  ...enterpriseProducts,
  ...businessFrontlineProducts,
  ...educationGovernmentProducts,
  ...voiceTeamsProducts,
  ...workProducts,
  ...securityWindowsProducts,
  ...dynamicsProducts,
];

const plansOf = unfoldContents(contents, servicePlans);

/** The products that tenants commonly hold, and every product of Microsoft's article on assigning Teams licences. */
export const products: readonly Product[] = rows.map(([skuId, partNumber, family, name, ...others]) => {
  const plans = plansOf.get(skuId) ?? plansOf.get(partNumber);
  return {
    skuId,
    partNumber,
    name,
    names: [name, ...others],
    ...(family === "" ? {} : { family }),
    ...(departmentalPartNumber.test(partNumber) ? { departmental: true as const } : {}),
    ...(free.has(partNumber) ? { free: true as const } : {}),
    ...(plans === undefined ? {} : { plans }),
  };
});

/** Resolves `like`, `plus` and `minus` of the content tables, in their order. */
function unfoldContents(
  table: readonly ContentRow[],
  known: readonly ServicePlan[],
): ReadonlyMap<string, readonly ServicePlan[]> {
  const byKey = new Map<string, ServicePlan>();
  for (const plan of known) byKey.set(plan.name, plan).set(plan.id, plan);
  const plansOfText = (text: string | undefined): readonly ServicePlan[] =>
    (text ?? "")
      .split(",")
      .map((key) => key.trim())
      .filter((key) => key !== "")
      .map((key) => {
        const plan = byKey.get(key);
        if (plan === undefined) throw new Error(`the catalog's content tables name an unknown service plan: ${key}`);
        return plan;
      });
  const unfolded = new Map<string, readonly ServicePlan[]>();
  for (const row of table) {
    const base = row.like === undefined ? [] : unfolded.get(row.like);
    if (base === undefined)
      throw new Error(
        `the catalog's content tables base ${row.sku} on ${row.like ?? ""}, which is not listed before it`,
      );
    const without = new Set(plansOfText(row.minus));
    unfolded.set(row.sku, [...base.filter((plan) => !without.has(plan)), ...plansOfText(row.plus)]);
  }
  return unfolded;
}
