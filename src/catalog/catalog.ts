import { foldName } from "./names";
import { products as ownProducts } from "./products";
import { servicePlans as ownPlans } from "./service-plans";
import type { PlanId, Product, ServicePlan, SkuId } from "./types";

/**
 * What is known of products, as a value that is passed around, with its indexes built once. Names are folded
 * (`foldName`).
 */
export interface Catalog {
  readonly products: readonly Product[];
  readonly plans: readonly ServicePlan[];
  readonly bySkuId: ReadonlyMap<SkuId, Product>;
  readonly byPartNumber: ReadonlyMap<string, readonly Product[]>;
  readonly byName: ReadonlyMap<string, readonly Product[]>;
  readonly planById: ReadonlyMap<PlanId, ServicePlan>;
  readonly plansByName: ReadonlyMap<string, readonly ServicePlan[]>;
}

/**
 * The project's own catalog with the products of an imported table (`parseProductTable`).
 *
 * An imported product brings its display name and its plans, which are newer; family, former names and the rest of the
 * project's own entry stay.
 */
export function createCatalog(imported: readonly Product[] = []): Catalog {
  const merged = new Map(ownProducts.map((product) => [product.skuId, product]));
  for (const product of imported) {
    const own = merged.get(product.skuId);
    merged.set(product.skuId, own === undefined ? product : mergeProduct(own, product));
  }
  const products = [...merged.values()];
  const plans = once(() => {
    const known = new Map(ownPlans.map((plan) => [plan.id, plan]));
    for (const product of imported)
      for (const plan of product.plans ?? []) if (!known.has(plan.id)) known.set(plan.id, plan);
    return known;
  });
  const planList = once(() => [...plans().values()]);
  const byPartNumber = once(() => groupBy(products, (product) => [product.partNumber]));
  const byName = once(() => groupBy(products, (product) => product.names));
  const plansByName = once(() => groupBy(plans().values(), (plan) => [plan.name, plan.friendlyName]));
  return {
    products,
    bySkuId: merged,
    get plans() {
      return planList();
    },
    get byPartNumber() {
      return byPartNumber();
    },
    get byName() {
      return byName();
    },
    get planById() {
      return plans();
    },
    get plansByName() {
      return plansByName();
    },
  };
}

/** Makes a value when it is first asked for: a small stack needs few of the indexes. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The catalog without anything imported. */
export const defaultCatalog: Catalog = createCatalog();

/** A product by its id, written in any case. */
export function findProduct(catalog: Catalog, skuId: SkuId): Product | undefined {
  return catalog.bySkuId.get(skuId.toLowerCase());
}

/** A service plan by its id, written in any case. */
export function findPlan(catalog: Catalog, planId: PlanId): ServicePlan | undefined {
  return catalog.planById.get(planId.toLowerCase());
}

function mergeProduct(own: Product, imported: Product): Product {
  const known = new Set<string>();
  const names = [...imported.names, ...own.names].filter(
    (name) => !known.has(foldName(name)) && known.add(foldName(name)),
  );
  return {
    ...own,
    ...(imported.plans === undefined ? {} : { plans: imported.plans }),
    partNumber: imported.partNumber,
    name: imported.name,
    names,
  };
}

/** Groups values by each of their keys, whose blanks are tidy already; a value stands once under a key. */
function groupBy<T>(values: Iterable<T>, keysOf: (value: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    for (const written of keysOf(value)) {
      const key = written.toLowerCase();
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [value]);
      else if (group.at(-1) !== value) group.push(value);
    }
  }
  return groups;
}
