import { defaultCatalog, findProduct } from "../../../src/catalog/catalog";
import type { Declaration } from "../../../src/terms/desired";
import type { ObservedAssignment, ObservedSku } from "../../../src/terms/observed";
import type { Finding } from "../../../src/terms/plan";
import type { Policy } from "../../../src/terms/policy";
import type { RuleContext, RuleGroup, RulePerson } from "../../../src/plan/rules/rule";
import { runRules } from "../../../src/plan/rules/run-rules";
import { indexTenant } from "../../../src/plan/basis/tenant-index";
import { observed } from "../support/tenant";

/** Ids of Microsoft's table; the service plans are those of the catalog. */
export const ids = {
  E1: "18181a46-0d4e-45cd-891e-60aabd171b4e",
  E3: "6fd2c87f-b296-42f0-b197-1e91e994b900",
  E5: "c7df2760-2c81-4ef7-b578-5b5392b571df",
  E5_NOPSTNCONF: "26d45bd9-adf1-46cd-a9e1-51e9a5524128",
  SPE_E5: "06ebc4ee-1bb5-47dd-8120-11324bc54e06",
  MCOEV: "e43b5b99-8dfb-405f-9987-dc307f34bcbd",
  MCOMEETADV: "0c266dff-15dd-4b49-8397-2bb16070ed52",
  MCOMEETACPEA: "df9561a4-4969-4e6a-8e73-c601b68ec077",
  MCOPSTN1: "0dab259f-bf13-4952-b7f8-7db8f131b28d",
  MCOPSTN2: "d3b4fe1f-9992-4930-8acb-ca6ec609365e",
  MCOPSTN5: "54a152dc-90de-4996-93d2-bc47e670fc06",
  MCOPSTN5_US: "d13e9d1b-316a-4946-98c6-362c97a4fdfe",
  MCOPSTN_6: "729dbb8f-8d56-4994-8e33-2f218f549544",
  MCOPSTNC: "47794cd0-f0e5-45c5-9033-2eb6b5fc84e0",
  MCOPSTNPP: "06b48c5f-01d9-4b18-9015-03b52040f51a",
  VISIO: "c5928f49-12ba-48f7-ada3-0d743a3601d5",
  FREE_BI: "a403ebcc-fae0-4ca2-8c8c-7a907fd6c235",
  THREAT_INTELLIGENCE: "3dd6cf57-d688-4eed-ba52-9e40b5468c3e",
  WORKPLACE_ANALYTICS: "3d957427-ecdc-4df2-aacd-01cc9d519da8",
} as const;

export type Sku = keyof typeof ids;

export function skuOf(name: Sku): ObservedSku {
  const product = findProduct(defaultCatalog, ids[name]);
  if (product?.plans === undefined) throw new Error(`the catalog has no plans of ${name}`);
  return {
    skuId: ids[name],
    partNumber: product.partNumber,
    appliesTo: "User",
    capabilityStatus: "Enabled",
    enabled: 10,
    warning: 0,
    suspended: 0,
    lockedOut: 0,
    consumed: 0,
    servicePlans: product.plans.map((plan) => ({ id: plan.id, name: plan.name, appliesTo: "User" as const })),
  };
}

export const allSkus: readonly ObservedSku[] = (Object.keys(ids) as Sku[]).map(skuOf);

/** All SKUs, of which one has the service plans of these. */
export function skusWhere(name: Sku, ...contents: readonly Sku[]): readonly ObservedSku[] {
  const servicePlans = contents.flatMap((one) => skuOf(one).servicePlans);
  return allSkus.map((one) => (one.skuId === ids[name] ? { ...one, servicePlans } : one));
}

function planId(sku: ObservedSku | undefined, name: string): string {
  const plan = sku?.servicePlans.find((one) => one.name === name);
  if (plan === undefined) throw new Error(`${sku?.partNumber ?? "?"} has no ${name}`);
  return plan.id;
}

/** "E5", "E5(-MCOEV,-TEAMS1)", "E3/g1" (through the group g1), "E3/g1!" (which could not give it). */
function way(text: string): ObservedAssignment {
  const match = /^(\w+?)(?:\(-([\w,-]+)\))?(?:\/(\w+)(!)?)?$/.exec(text);
  if (match === null) throw new Error(`way("${text}")`);
  const [, name = "", off, group, failed] = match;
  const sku = allSkus.find((one) => one.skuId === ids[name as Sku]);
  return {
    skuId: ids[name as Sku],
    disabledPlans: off === undefined ? [] : off.split(",").map((plan) => planId(sku, plan.replace(/^-/, ""))),
    ...(group !== undefined && { assignedByGroup: group }),
    state: failed === undefined ? "Active" : "Error",
  };
}

const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");

function licensesOf(skus: string): RulePerson["licenses"] {
  return new Map(words(skus).map((sku) => [ids[sku as Sku], { written: sku }]));
}

export function declaredIn(assignment: string, line: number, skus: string): Declaration {
  return { assignment, place: { file: "stacks/contoso.yaml", line, column: 5 }, skus: words(skus) };
}

interface PersonOptions {
  /** What the stack declares for the person; default: everything held directly. Null: not in the stack. */
  readonly declared?: string | null;
  readonly at?: string;
  readonly onPremises?: boolean;
  /** What the person held when it was read. */
  readonly before?: string;
  readonly assignment?: string;
}

let line = 0;

export function person(
  name: string,
  after: string,
  { declared, at, onPremises, before, assignment = "staff" }: PersonOptions = {},
): RulePerson {
  const ways = words(after);
  const direct = ways.filter((one) => !one.includes("/")).map((one) => one.replace(/\(.*/, ""));
  const skus = declared ?? direct.join(" ");
  const common = {
    name: `${name}@contoso.com`,
    after: ways.map(way),
    ...(before !== undefined && { before: words(before).map(way) }),
    ...(at !== undefined && { usageLocation: at }),
  };
  if (declared === null) return { ...common, licenses: new Map() };
  line += 1;
  return {
    ...common,
    licenses: licensesOf(skus),
    declared: {
      declarations: [declaredIn(assignment, line, skus)],
      ...(onPremises === true && { onPremisesPstn: true }),
    },
  };
}

export function group(
  id: string,
  licenses: string,
  { nestedGroups = 0 }: { readonly nestedGroups?: number } = {},
): RuleGroup {
  const ways = words(licenses).map(way);
  const skus = words(licenses)
    .map((one) => one.replace(/\(.*/, ""))
    .join(" ");
  return {
    id,
    name: `Group ${id}`,
    declarations: [declaredIn("teams", 90, skus)],
    declared: licensesOf(skus),
    licenses: ways,
    nestedGroups,
  };
}

interface ContextOptions {
  readonly groups?: readonly RuleGroup[];
  readonly skus?: readonly ObservedSku[];
  readonly rules?: Policy["rules"];
  readonly prices?: Policy["prices"];
  readonly tenantCountry?: string;
}

export function contextOf(
  people: readonly RulePerson[],
  { groups = [], skus = allSkus, rules = {}, prices, tenantCountry }: ContextOptions = {},
): RuleContext {
  return {
    skus: indexTenant(observed({ skus })).skus,
    people,
    groups: new Map(groups.map((one) => [one.id, one])),
    policy: { rules, ...(prices !== undefined && { prices }) },
    ...(tenantCountry !== undefined && { tenantCountry }),
  };
}

/** What one rule finds; the others are silent. */
export function findingsOf(
  code: string,
  people: readonly RulePerson[],
  options: ContextOptions = {},
): readonly Finding[] {
  return runRules(contextOf(people, options)).filter((finding) => finding.code === code);
}

/** The principals whom one rule names, over all of its findings. */
export function namedBy(code: string, people: readonly RulePerson[], options: ContextOptions = {}): readonly string[] {
  return findingsOf(code, people, options).flatMap((finding) => finding.principals);
}
