import type { Plan } from "../../terms/plan";
import { costOf, costSummary } from "../content/cost";
import { changesNobody, guardText, quietText, refusalText, summarize, summaryText } from "../content/summary";
import { remarksOf } from "../content/findings";
import { shorten } from "../text/layout";
import { changesPart } from "./changes-part";
import { costPart } from "./cost-part";
import { type Context, levels, type MarkdownOptions, namesText } from "./detail";
import { findingsPart } from "./findings-part";
import { forecastPart } from "./forecast-part";
import { lossesPart } from "./losses-part";
import { code, escapeMarkdown } from "./markdown-text";
import { membershipsPart } from "./memberships-part";
import { seatsPart } from "./seats-part";
import { visible } from "../../text/visible";
import { waitsPart } from "./waits-part";

/** By this comment a pipeline finds the comment of a stack again. */
export function markdownMarker(stack: string): string {
  return `<!-- m365-licenses: ${visible(stack).replace(/--+/g, "-").replace(/[<>]/g, "")} -->`;
}

/**
 * A pull request comment: one line of summary, losses first, changes, seats, cost, findings. Fits the budget by saying
 * less, never by cutting.
 */
export function renderMarkdown(plan: Plan, options: MarkdownOptions): string {
  const budget = options.budget ?? 60_000;
  let text = "";
  for (const detail of levels) {
    text = compose(plan, { ...options, detail });
    if (text.length < budget) break;
  }
  return text;
}

function compose(plan: Plan, context: Context): string {
  const summary = summarize(plan);
  const refused = refusalText(plan);
  const remarks = remarksOf(plan);
  const cost = costOf(plan, context.prices);
  const headline =
    changesNobody(plan) && summary.lose === 0
      ? quietText(plan)
      : `${summaryText(summary)}${cost === undefined ? "" : `, ${escapeMarkdown(costSummary(cost))}`}`;
  const parts = [
    `${markdownMarker(context.stack)}\n**${escapeMarkdown(context.stack)}** ` +
      `(${escapeMarkdown(shorten(plan.tenant.displayName, 100))}): ` +
      `${refused === undefined ? "" : "**refused**, "}${headline}`,
    refused === undefined ? "" : `> [!CAUTION]\n> Refused, nothing is applied: ${escapeMarkdown(refused)}`,
    findingsPart(plan, "error", "Errors", context),
    lossesPart(plan, context),
    changesPart(plan, context),
    membershipsPart(plan, context),
    waitsPart(plan, context),
    seatsPart(plan, context),
    costPart(plan, context),
    forecastPart(plan, context),
    findingsPart(plan, "warning", "Warnings", context),
    findingsPart({ findings: remarks.ofThisPlan }, "info", "Notes", context),
    findingsPart({ findings: remarks.resting }, "info", "Notes on what stays as it is", context),
    notesPart(plan, context),
    `<sub>Plan of ${plan.today}, digest ${code(plan.digest)}</sub>`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function notesPart(plan: Plan, context: Context): string {
  const guard = guardText(plan);
  const notes = [
    guard === undefined ? "" : `- ${escapeMarkdown(guard)}`,
    plan.unchanged.adopted.length === 0
      ? ""
      : `- Already held, no call: ${namesText(plan.unchanged.adopted, context.detail.names)}`,
    plan.pending.length === 0 ? "" : `- Pending, no account yet: ${namesText(plan.pending, context.detail.names)}`,
    changesNobody(plan) && plan.ledgerChanges ? "- Nobody changes; what this stack owns is written down anew" : "",
  ].filter((note) => note !== "");
  return notes.join("\n");
}
