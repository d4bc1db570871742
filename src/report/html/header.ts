import type { Plan } from "../../terms/plan";
import { formatNumber } from "../content/words";
import { html, type Markup } from "./markup";

export function header(title: string, plan: Pick<Plan, "tenant" | "digest">): Markup {
  const { displayName, id } = plan.tenant;
  return html`<header>
    <h1>${title}</h1>
    <p class="soft">${displayName}, tenant <code>${id}</code>, digest <code>${plan.digest}</code></p>
  </header>`;
}

/** `[class, number, what is counted]`; the class colours the number where it is not zero. */
export function countList(counts: readonly (readonly [string, number, string])[]): Markup {
  const items = counts.map(
    ([name, number, text]) => html`<li class="${number > 0 ? name : ""}"><b>${formatNumber(number)}</b>${text}</li>`,
  );
  return html`<ul class="counts">${items}</ul>`;
}

export function alertBox(strong: string, text: string): Markup {
  return html`<p class="refused" role="alert"><strong>${strong}</strong> ${text}</p>`;
}

/** A list of sentences, or nothing. */
export function noteList(notes: readonly string[]): Markup | undefined {
  return notes.length === 0 ? undefined : html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}
