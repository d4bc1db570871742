import type { Execution } from "../plan/execute/execution";
import type { Plan } from "../plan/plan";
import { page } from "./html/page";
import { escapeHtml } from "./markdown-text";
import { renderExecution, renderRefusal } from "./execution-text";
import type { Problems } from "./json";

/** What a run did, as one HTML file. */
export function renderRunHtml(plan: Plan, execution: Execution, stack: string): string {
  return textPage(`Run of ${stack}, ${plan.today}`, renderExecution(plan, execution, { width: 140, maxPeople: 500 }));
}

/** Why there is no plan, as one HTML file. */
export function renderRefusalHtml(problems: Problems, stack: string): string {
  return textPage(`No plan for ${stack}`, renderRefusal(problems, stack, { width: 140 }));
}

function textPage(title: string, text: string): string {
  return page(title, `<main><h1>${escapeHtml(title)}</h1><div class="wide" tabindex="0" role="region" aria-label="Report"><pre>${escapeHtml(text)}</pre></div></main>`);
}
