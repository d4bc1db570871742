import { isCommunicationsCredits, isPayPerMinuteConferencing, isPhoneSystem } from "../../catalog/voice";
import { callingPlansAmong } from "../basis/calling-plans";
import { isHeld } from "../basis/holdings";
import type { ObservedAssignment, PlanId, SkuId } from "../../terms/observed";
import { groupBy } from "../basis/sets";
import type { TenantSku } from "../basis/tenant-index";
import type { Content, Held, RuleContext, RulePerson, SameHolding } from "./rule";
import { byText } from "../../text/order";

/** What of a SKU is on where it is held in several ways: what is on in any of them. */
export function contentOf(sku: TenantSku, ways: readonly Pick<ObservedAssignment, "disabledPlans">[]): Content {
  const plans = new Set<PlanId>();
  for (const way of ways) {
    const off = new Set(way.disabledPlans);
    for (const id of sku.personPlanIds) if (!off.has(id)) plans.add(id);
  }
  const on = [...plans];
  return {
    skuId: sku.sku.skuId,
    label: sku.label,
    plans,
    callingPlans: callingPlansAmong(sku.sku.servicePlans.filter(({ id }) => plans.has(id))),
    phoneSystem: on.some(isPhoneSystem),
    communicationsCredits: on.some(isCommunicationsCredits),
    payPerMinute: on.some(isPayPerMinuteConferencing),
  };
}

function wayKey({ skuId, assignedByGroup, disabledPlans }: ObservedAssignment): string {
  if (assignedByGroup === undefined && disabledPlans.length === 0) return skuId;
  const off = disabledPlans.length < 2 ? disabledPlans.join() : [...disabledPlans].sort(byText).join();
  return `${skuId} ${off} ${assignedByGroup ?? ""}`;
}

/** Sorts people by what they hold: a tenant has many people and few ways of being licensed. */
export class HoldingBook {
  private readonly contents = new Map<string, Content>();

  constructor(private readonly skus: RuleContext["skus"]) {}

  sort(people: readonly RulePerson[]): SameHolding[] {
    const holdings = new Map<string, { held: readonly Held[]; people: RulePerson[] }>();
    for (const person of people) {
      const ways = person.after.every(isHeld) ? person.after : person.after.filter(isHeld);
      const [only] = ways;
      const key = only !== undefined && ways.length === 1 ? wayKey(only) : ways.map(wayKey).sort(byText).join("\n");
      const known = holdings.get(key);
      if (known === undefined) holdings.set(key, { held: this.hold(ways), people: [person] });
      else known.people.push(person);
    }
    return [...holdings.values()];
  }

  private hold(ways: readonly ObservedAssignment[]): Held[] {
    return [...groupBy(ways, (way) => way.skuId)].flatMap(([skuId, ofSku]): Held[] => {
      const content = this.content(skuId, ofSku);
      if (content === undefined) return [];
      const groups = ofSku
        .flatMap((way) => (way.assignedByGroup === undefined ? [] : [way.assignedByGroup]))
        .sort(byText);
      return [{ content, direct: groups.length < ofSku.length, groups }];
    });
  }

  private content(skuId: SkuId, ways: readonly ObservedAssignment[]): Content | undefined {
    const sku = this.skus.get(skuId);
    if (sku === undefined) return undefined;
    const key = `${skuId} ${ways.map((way) => way.disabledPlans.join()).join(" ")}`;
    let content = this.contents.get(key);
    if (content === undefined) this.contents.set(key, (content = contentOf(sku, ways)));
    return content;
  }
}
