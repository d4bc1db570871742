import type { Execution } from "../plan/execute/execution";
import type { Plan } from "../plan/plan";
import { stoppedText } from "./execution-text";
import { shorten } from "./layout";
import { markdownMarker } from "./markdown";
import { code, escapeMarkdown, placeLink } from "./markdown-text";
import { requestText, runText, summarizeRun, type OutcomeSet } from "./outcomes";
import type { Problems } from "./json";
import { formatNumber } from "./words";

const maxSets = 40;
const maxNames = 40;

/** What a run did, for a comment or a job's summary. */
export function renderRunMarkdown(plan: Plan, execution: Execution, stack: string): string {
  const run = summarizeRun(plan, execution);
  const shown = run.sets.slice(0, maxSets);
  const hidden = run.sets.slice(maxSets).reduce((sum, set) => sum + set.names.length, 0);
  const parts = [
    `${markdownMarker(stack)}\n**${escapeMarkdown(stack)}** (${escapeMarkdown(shorten(plan.tenant.displayName, 100))}): ${runText(run)}`,
    run.stopped ? `> [!CAUTION]\n> ${escapeMarkdown(stoppedText(run))}` : "",
    shown.map(setLine).join("\n"),
    hidden > 0 ? `…and ${formatNumber(hidden)} more; the JSON report has them all.` : "",
    run.onItsWay.map(({ text, names }) => `- ${escapeMarkdown(text)}${names.length === 0 ? "" : ` ${namesText(names)}`}`).join("\n"),
    `<sub>Run of ${plan.today}, digest ${code(plan.digest)}</sub>`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function setLine(set: OutcomeSet): string {
  const isLeft = set.kind === "skipped" || set.kind === "noted";
  const request = requestText(set);
  return `- ${isLeft ? "left" : "**failed**"} ${namesText(set.names)}: ${set.code === undefined ? "" : `${code(set.code)} `}${escapeMarkdown(shorten(set.message, 300))}${set.remedy === undefined ? "" : ` *${escapeMarkdown(shorten(set.remedy, 300))}*`}${request === undefined ? "" : ` (${escapeMarkdown(request)})`}`;
}

function namesText(names: readonly string[]): string {
  const shown = names.slice(0, maxNames).map((name) => code(shorten(name, 120)));
  return names.length > shown.length ? `${shown.join(", ")} and ${formatNumber(names.length - shown.length)} more` : shown.join(", ");
}

/** Why there is no plan. */
export function renderRefusalMarkdown(problems: Problems, stack: string): string {
  const lines = problems.slice(0, 100).map((problem) => {
    const place = problem.place === undefined ? "" : `${placeLink(problem.place, undefined)} `;
    return `- ${problem.code === undefined ? "" : `${code(problem.code)} `}${place}${escapeMarkdown(shorten(problem.message, 400))}${problem.remedy === undefined ? "" : ` *${escapeMarkdown(shorten(problem.remedy, 300))}*`}`;
  });
  if (problems.length > lines.length) lines.push(`- …and ${formatNumber(problems.length - lines.length)} more`);
  return `${markdownMarker(stack)}\n**${escapeMarkdown(stack)}**: no plan could be made, nothing is changed\n\n${lines.join("\n")}\n`;
}
