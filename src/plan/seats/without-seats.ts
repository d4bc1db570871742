import { isMet, needOf } from "../../catalog/dependencies";
import { isCallingPlan, isPhoneSystem } from "../../catalog/voice";
import type { CatalogFacts } from "../basis/catalog-facts";
import { enabledPlans, heldSkus, holdingsOf, plansOf } from "../basis/holdings";
import type { TenantIndex } from "../basis/tenant-index";
import { afterDecision, type Decision, type WaitCause, type Waiting } from "../decide/model";
import { lossesBetween } from "../guard/losses";
import type { ObservedAssignment, PlanId, SkuId } from "../../terms/observed";
import type { Grant } from "../../terms/plan";

export interface Facts {
  readonly index: TenantIndex;
  readonly catalog: CatalogFacts;
}

/** Somebody, or a group, to whom something is to be done. */
export interface Holder {
  readonly before: readonly ObservedAssignment[];
  /** What the decision starts from. */
  readonly base: readonly ObservedAssignment[];
  readonly decision: Decision;
  /** SKUs that groups give in the same run. */
  readonly fromGroups: Iterable<SkuId>;
}

/** What is done of a decision, and what waits. */
export interface Part extends Decision {
  readonly waits: Waiting;
}

/**
 * A decision without the SKUs for which there is no seat. With them waits what works only beside them, and what an
 * assignment wants together with them; and what they were to replace stays, so that nobody is without both. Everything
 * else is done.
 *
 * @param short the SKUs without a seat
 * @param together SKUs that are given all at once or not at all
 */
export function withoutSeats(
  facts: Facts,
  holder: Holder,
  short: ReadonlyMap<SkuId, WaitCause>,
  together: readonly ReadonlySet<SkuId>[],
): Part {
  const part = new Wane(facts, holder, short);
  for (let before = -1; before !== part.size;) {
    before = part.size;
    for (const skus of together) part.waitTogether(skus);
    part.keepWhatWouldBeLost();
    part.waitForWhatStays();
    part.waitForNeeds();
  }
  return { ...part.decision, waits: { licenses: part.licenses, keeps: part.keeps } };
}

const isNew = (grant: Grant): boolean => grant.disabledBefore === undefined;

/** A decision that becomes smaller. */
class Wane {
  readonly licenses: Map<SkuId, WaitCause>;
  readonly keeps = new Set<SkuId>();
  private readonly full: readonly ObservedAssignment[];
  private readonly lostAnyway: ReadonlySet<string>;

  constructor(
    private readonly facts: Facts,
    private readonly holder: Holder,
    short: ReadonlyMap<SkuId, WaitCause>,
  ) {
    this.licenses = new Map(short);
    this.full = afterDecision(holder.base, holder.decision);
    this.lostAnyway = this.lostBy(holder.decision);
  }

  get size(): number {
    return this.licenses.size + this.keeps.size;
  }

  get decision(): Decision {
    return this.decisionKeeping(this.keeps);
  }

  waitTogether(skus: ReadonlySet<SkuId>): void {
    const [first] = [...this.licenses.keys()].filter((skuId) => skus.has(skuId));
    if (first === undefined) return;
    for (const grant of this.decision.grants)
      if (isNew(grant) && skus.has(grant.skuId)) this.licenses.set(grant.skuId, { kind: "together", skuId: first });
  }

  /** One change after the other is left out, as long as something would be lost by it that is not lost otherwise. */
  keepWhatWouldBeLost(): void {
    for (let lost = this.newlyLost(this.decision); lost > 0;) {
      const { grants, removals } = this.decision;
      const changes = [...removals, ...grants.filter((grant) => !isNew(grant))].map(({ skuId }) => skuId);
      const without = (skuId: SkuId): number => this.newlyLost(this.decisionKeeping(new Set([...this.keeps, skuId])));
      const found = changes.find((skuId) => without(skuId) < lost);
      if (found === undefined) return;
      lost = without(found);
      this.keeps.add(found);
    }
  }

  /** Two licences of a kind would be paid for. */
  waitForWhatStays(): void {
    const { catalog } = this.facts;
    for (const { skuId } of this.holder.decision.removals) {
      const family = this.keeps.has(skuId) ? catalog.family(skuId) : undefined;
      if (family === undefined) continue;
      for (const grant of this.decision.grants)
        if (isNew(grant) && catalog.family(grant.skuId) === family)
          this.licenses.set(grant.skuId, { kind: "stays", skuId });
    }
  }

  waitForNeeds(): void {
    const { index, catalog } = this.facts;
    const after = this.plansOn(afterDecision(this.holder.base, this.decision));
    const full = this.plansOn(this.full);
    for (const grant of this.decision.grants) {
      // Graph accepts a suite as it is sold.
      if (catalog.family(grant.skuId) === "suite") continue;
      const lacking = enabledPlans(index, grant).filter((plan) => lacks(plan, after) && !lacks(plan, full));
      const [plan] = lacking;
      if (plan === undefined) continue;
      if (isNew(grant)) this.licenses.set(grant.skuId, { kind: "needs", skuId: this.giverOf(plan) });
      else this.keeps.add(grant.skuId);
    }
  }

  /** The waiting SKU that would give what a plan needs. */
  private giverOf(plan: PlanId): SkuId {
    const { index } = this.facts;
    const waiting = this.holder.decision.grants.filter(({ skuId }) => this.licenses.has(skuId));
    const giver = waiting.find((grant) => !lacks(plan, new Set(enabledPlans(index, grant))));
    return (giver ?? waiting[0])?.skuId ?? "";
  }

  private plansOn(assignments: readonly ObservedAssignment[]): ReadonlySet<PlanId> {
    return plansOf(holdingsOf(this.facts.index, assignments));
  }

  private decisionKeeping(keeps: ReadonlySet<SkuId>): Decision {
    const { grants, removals } = this.holder.decision;
    return {
      grants: grants.filter(({ skuId }) => !this.licenses.has(skuId) && !keeps.has(skuId)),
      removals: removals.filter(({ skuId }) => !keeps.has(skuId)),
    };
  }

  private newlyLost(decision: Decision): number {
    return [...this.lostBy(decision)].filter((thing) => !this.lostAnyway.has(thing)).length;
  }

  private lostBy(decision: Decision): Set<string> {
    const { holder, facts } = this;
    const had = heldSkus(holder.before);
    const given = [...decision.grants.map(({ skuId }) => skuId), ...holder.fromGroups];
    const losses = lossesBetween(
      facts.index,
      facts.catalog,
      holder.before,
      afterDecision(holder.base, decision),
      new Set(given.filter((skuId) => !had.has(skuId))),
    );
    return new Set(losses.flatMap(({ skuId, critical }) => [...(skuId === undefined ? [] : [skuId]), ...critical]));
  }
}

/** Whether a plan would be on without what it works beside. */
function lacks(plan: PlanId, on: ReadonlySet<PlanId>): boolean {
  const need = needOf(plan);
  if (need !== undefined && !isMet(need, on)) return true;
  return isCallingPlan(plan) && ![...on].some(isPhoneSystem);
}
