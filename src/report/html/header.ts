import type { Plan } from "../../terms/plan";
import { escapeHtml, formatNumber } from "../content/words";

export function header(title: string, plan: Pick<Plan, "tenant" | "digest">): string {
  return (
    `<header><h1>${escapeHtml(title)}</h1><p class="soft">${escapeHtml(plan.tenant.displayName)}, tenant ` +
    `<code>${escapeHtml(plan.tenant.id)}</code>, digest <code>${escapeHtml(plan.digest)}</code></p></header>`
  );
}

/** `[class, number, what is counted]`; the class colours the number where it is not zero. */
export function countList(counts: readonly (readonly [string, number, string])[]): string {
  const items = counts.map(
    ([name, number, text]) =>
      `<li class="${number > 0 ? name : ""}"><b>${formatNumber(number)}</b>${escapeHtml(text)}</li>`,
  );
  return `<ul class="counts">${items.join("")}</ul>`;
}

export function alertBox(strong: string, text: string): string {
  return `<p class="refused" role="alert"><strong>${escapeHtml(strong)}</strong> ${escapeHtml(text)}</p>`;
}
