import type { CriticalFamily, Plan, SkuLabel } from "../../terms/plan";
import type { ObjectId, PlanId, SkuId } from "../../terms/observed";
import { byText } from "../../text/order";
import { breakCommands, showHidden } from "../../text/visible";

/** `1 person`, `1,200 people`. */
export function count(number: number, singular: string, plural: string): string {
  return `${formatNumber(number)} ${number === 1 ? singular : plural}`;
}

/** Thousands with commas, whatever the machine's locale is: the same plan gives the same bytes. */
export function formatNumber(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1] ?? ""}`;
}

/** The first `limit` names and how many more there are; never a silent cut. */
export function enumerateSome(items: readonly string[], limit: number): string {
  if (items.length <= limit) return enumerate(items);
  return `${items.slice(0, limit).join(", ")} and ${formatNumber(items.length - limit)} more`;
}

/** The part of a plan that has the names for what changes. */
export type Names = Pick<Plan, "skus" | "plans" | "transitions" | "memberships">;

/** A SKU's names; the GUID stands for both where the plan has no label for it. */
export function labelOf(plan: Pick<Plan, "skus">, skuId: SkuId): SkuLabel {
  return plan.skus[skuId] ?? { partNumber: skuId, name: skuId };
}

/** `Office 365 E3 (ENTERPRISEPACK)`; the part number alone where there is no other name. */
export function productText(plan: Pick<Plan, "skus">, skuId: SkuId): string {
  const { name, partNumber } = labelOf(plan, skuId);
  return name === partNumber ? partNumber : `${name} (${partNumber})`;
}

export function planNames(plan: Pick<Plan, "plans">, planIds: readonly PlanId[]): readonly string[] {
  return planIds.map((id) => plan.plans[id] ?? id).sort(byText);
}

/**
 * The name of a group that the plan changes; the id of one that it only mentions. Groups come first among transitions.
 */
export function groupName(plan: Pick<Plan, "transitions" | "memberships">, id: ObjectId): string {
  for (const transition of plan.transitions) {
    if (transition.principal !== "group") break;
    if (transition.id === id) return transition.name;
  }
  return plan.memberships?.find(({ group }) => group === id)?.name ?? id;
}

/** What a critical family is called where somebody loses it. */
export const familyText: Readonly<Record<CriticalFamily, string>> = {
  mailbox: "mailbox",
  files: "files",
  teams: "Teams",
  phone: "phone",
};

/**
 * What follows from losing a family, where it cannot be undone by giving the licence back: Exchange Online keeps the
 * mailbox of an unlicensed person for 30 days, and a person without Phone System or Calling Plan loses the assigned
 * number at once.
 */
export const familyConsequence: Readonly<Partial<Record<CriticalFamily, string>>> = {
  mailbox: "mail is deleted about 30 days later",
  phone: "the phone number is unassigned",
};

/** Text between and within elements: no markup, nothing hidden, and no command for who prints the page to a log. */
export function escapeHtml(text: string): string {
  const escaped = showHidden(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;")
    .replace(/^(\s*):(?=:)/gm, "$1&#58;");
  return breakCommands(escaped, "&#35;");
}
