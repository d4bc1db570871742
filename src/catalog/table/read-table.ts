import type { ServicePlan, SkuId } from "../types";
import { planLines } from "./plans";
import { productLines } from "./products";

/**
 * The facts of Microsoft's "Product names and service plan identifiers for licensing": which products and service plans
 * there are, what they are called, and which plans a product has. `scripts/catalog/update-table.mjs` writes them from a
 * newer table; what the project itself knows of products stands beside it in `src/catalog/products`.
 */
export interface TableProduct {
  readonly skuId: SkuId;
  readonly partNumber: string;
  /** The display name first. */
  readonly names: readonly string[];
}

export const tablePlans: readonly ServicePlan[] = readRecords(planLines).map(
  ({ id, names: [name = "", friendlyName = name] }) => ({ id, name, friendlyName }),
);

export const tableProducts: readonly TableProduct[] = readRecords(productLines).map(
  ({ id, names: [partNumber = "", ...names] }) => ({ skuId: id, partNumber, names }),
);

let planByLabel: ReadonlyMap<string, ServicePlan> | undefined;
const contents = new Map<SkuId, readonly ServicePlan[]>();

/** The service plans of a product; read when somebody asks, as a run needs those of a few products only. */
export function plansInTable(skuId: SkuId): readonly ServicePlan[] {
  let plans = contents.get(skuId);
  if (plans === undefined) {
    plans = readContents(skuId).map(planOf);
    contents.set(skuId, plans);
  }
  return plans;
}

function planOf(label: string): ServicePlan {
  planByLabel ??= new Map(tablePlans.flatMap((plan) => [plan.name, plan.id].map((key) => [key, plan])));
  const plan = planByLabel.get(label);
  if (plan === undefined)
    throw new Error(`the catalog's table names the service plan ${label}, which it does not list`);
  return plan;
}

/** Lines that begin with an id: `id name | name`; where that is too long, each name has a line of its own. */
function readRecords(text: string): readonly { readonly id: string; readonly names: readonly string[] }[] {
  // By one pattern, not line by line: this is a part of every start.
  const records = text.matchAll(/^([0-9a-f-]{36}) (.+(?:\n {2}\| .+)*)$/gm);
  return Array.from(records, ([, id = "", names = ""]) => ({
    id,
    names: (names.includes("\n") ? names.replaceAll("\n  | ", " | ") : names).split(" | "),
  }));
}

/** The lines further in below a product. */
function readContents(skuId: SkuId): readonly string[] {
  const start = productLines.indexOf(`\n${skuId} `);
  if (start < 0) return [];
  const [, lines = ""] = /^\n.+(?:\n {2}\| .+)*((?:\n {2}.+)*)/.exec(productLines.slice(start)) ?? [];
  return lines.trim().split(/,?\s{2,}|, /);
}
