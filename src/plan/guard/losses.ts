import type { CatalogFacts } from "../basis/catalog-facts";
import { enabledPlans, holdingsOf, isHeld, plansOf, type Holdings } from "../basis/holdings";
import type { ObservedAssignment, PlanId, SkuId } from "../../terms/observed";
import type { CriticalFamily, Loss, LossPath } from "../../terms/plan";
import type { TenantIndex } from "../basis/tenant-index";
import { byText } from "../../text/order";

/** Loss of one person, before it is known who the person is and why it happens. */
export type BareLoss = Pick<Loss, "path" | "skuId" | "critical"> & { readonly fromSku: SkuId };

interface Cause {
  readonly path: LossPath;
  readonly skuId: SkuId;
  /** Plans that were on by this cause and are no longer. */
  readonly plans: readonly PlanId[];
}

const pathKey = (assignment: ObservedAssignment): string => `${assignment.assignedByGroup ?? ""} ${assignment.skuId}`;

/** Everything that is taken between two states of one person, path by path; direct paths first. */
function causesOf(
  index: TenantIndex,
  before: readonly ObservedAssignment[],
  after: readonly ObservedAssignment[],
): Cause[] {
  const later = new Map(after.filter(isHeld).map((assignment) => [pathKey(assignment), assignment]));
  const causes: Cause[] = [];
  for (const assignment of before) {
    if (!isHeld(assignment)) continue;
    const { skuId, assignedByGroup: group } = assignment;
    const then = later.get(pathKey(assignment));
    const was = enabledPlans(index, assignment);
    if (then === undefined) {
      causes.push({
        skuId,
        plans: was,
        path: group === undefined ? { kind: "removed" } : { kind: "groupRemoved", group },
      });
      continue;
    }
    const on = new Set(enabledPlans(index, then));
    const plans = was.filter((plan) => !on.has(plan)).sort(byText);
    if (plans.length > 0)
      causes.push({
        skuId,
        plans,
        path: group === undefined ? { kind: "plansOff", skuId, plans } : { kind: "groupPlansOff", group, skuId, plans },
      });
  }
  return causes.sort(
    (a, b) =>
      byText(a.skuId, b.skuId) || byText("group" in a.path ? a.path.group : "", "group" in b.path ? b.path.group : ""),
  );
}

function lostSkus(catalog: CatalogFacts, before: Holdings, after: Holdings, granted: ReadonlySet<SkuId>): Set<SkuId> {
  const lost = new Set<SkuId>();
  const later = [...after].map(([skuId, plans]) => ({ skuId, plans }));
  for (const [skuId, plans] of before) {
    if (after.has(skuId)) continue;
    const come = later.filter((held) => granted.has(held.skuId) || !before.has(held.skuId));
    const kept = later.filter((held) => !come.includes(held));
    if (catalog.judgeRemoval({ removed: { skuId, plans }, granted: come, kept }) === "lost") lost.add(skuId);
  }
  return lost;
}

/**
 * What one person loses between two states, over all paths: SKUs that go with nothing of their kind in exchange, and
 * critical services that worked and then do not. Whoever loses anything has at least one entry.
 *
 * `granted` names SKUs that the run gives to the person, also where an earlier phase of it has already given them.
 */
export function lossesBetween(
  index: TenantIndex,
  catalog: CatalogFacts,
  before: readonly ObservedAssignment[],
  after: readonly ObservedAssignment[],
  granted: ReadonlySet<SkuId>,
): BareLoss[] {
  const causes = causesOf(index, before, after);
  const [first] = causes;
  if (first === undefined) return [];
  const had = holdingsOf(index, before);
  const has = holdingsOf(index, after);
  const lost = lostSkus(catalog, had, has, granted);
  const plansAfter = plansOf(has);
  const critical = catalog.criticalLosses(plansOf(had), plansAfter);
  const named = new Set<CriticalFamily>();
  const losses: BareLoss[] = [];
  for (const cause of causes) {
    const families =
      critical.length === 0
        ? []
        : catalog
            .criticalLosses([...plansAfter, ...cause.plans], plansAfter)
            .filter((family) => critical.includes(family));
    families.forEach((family) => named.add(family));
    // A SKU is told once.
    const gone = lost.delete(cause.skuId);
    if (!gone && families.length === 0) continue;
    losses.push({ path: cause.path, fromSku: cause.skuId, ...(gone && { skuId: cause.skuId }), critical: families });
  }
  // A service that only several causes together take away is told with the first of them.
  const unnamed = critical.filter((family) => !named.has(family));
  if (unnamed.length > 0) losses.push({ path: first.path, fromSku: first.skuId, critical: unnamed });
  return losses;
}
