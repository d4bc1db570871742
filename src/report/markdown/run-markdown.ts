import { failureText, type FailedPhase } from "../content/failure";
import type { Execution } from "../../terms/execution";
import type { FilePlace } from "../../terms/place";
import type { Plan } from "../../terms/plan";
import { stoppedText } from "../text/execution-text";
import { shorten } from "../text/layout";
import { markdownMarker } from "./markdown";
import { code, escapeMarkdown, inlineMarkdown, placeLink, remedyMarkdown } from "./markdown-text";
import { isLeft, requestText, runText, summarizeRun, type OutcomeSet, type RunSummary } from "../content/outcomes";
import type { Problems } from "../json/json";
import { formatNumber } from "../content/words";

/**
 * How much is said; each level says less, and says how much it leaves to the JSON report. GitHub takes 65,536
 * characters.
 */
const levels: readonly Detail[] = [
  { sets: 40, names: 40, text: 400 },
  { sets: 30, names: 10, text: 300 },
  { sets: 20, names: 3, text: 200 },
  { sets: 5, names: 1, text: 100 },
];
const budget = 60_000;

interface Detail {
  readonly sets: number;
  readonly names: number;
  readonly text: number;
}

/** What a run did, for a comment or a job's summary. */
export function renderRunMarkdown(plan: Plan, execution: Execution, stack: string): string {
  const run = summarizeRun(plan, execution);
  return fit((detail) => composeRun(plan, run, stack, detail));
}

function fit(compose: (detail: Detail) => string): string {
  let text = "";
  for (const detail of levels) {
    text = compose(detail);
    if (text.length < budget) break;
  }
  return text;
}

function composeRun(plan: Plan, run: RunSummary, stack: string, detail: Detail): string {
  const shown = run.sets.slice(0, detail.sets);
  const hidden = run.sets.slice(detail.sets).reduce((sum, set) => sum + set.names.length, 0);
  const parts = [
    `${markdownMarker(stack)}\n**${escapeMarkdown(stack)}** ` +
      `(${escapeMarkdown(shorten(plan.tenant.displayName, 100))}): ${runText(run)}`,
    run.stopped ? `> [!CAUTION]\n> ${escapeMarkdown(shorten(stoppedText(run), 1000))}` : "",
    shown.map((set) => setLine(set, detail)).join("\n"),
    hidden > 0 ? `…and ${formatNumber(hidden)} more; the JSON report has them all.` : "",
    run.onItsWay
      .map(({ text, names }) => `- ${escapeMarkdown(text)}${names.length === 0 ? "" : ` ${namesText(names, detail)}`}`)
      .join("\n"),
    `<sub>Run of ${plan.today}, digest ${code(plan.digest)}</sub>`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function setLine(set: OutcomeSet, detail: Detail): string {
  const left = isLeft(set);
  const request = requestText(set);
  const ids = request === undefined ? "" : ` (${escapeMarkdown(request)})`;
  const who = `${left ? "left" : "**failed**"} ${namesText(set.names, detail)}`;
  return `- ${who}: ${saidMarkdown(set, detail)}${ids}`;
}

/** Code, message, and what to do about it. */
function saidMarkdown(
  {
    code: id,
    message,
    remedy,
  }: {
    readonly code?: string | undefined;
    readonly message: string;
    readonly remedy?: string | undefined;
  },
  detail: Detail,
  place = "",
): string {
  const name = id === undefined ? "" : `${code(id)} `;
  const text = inlineMarkdown(shorten(message, detail.text));
  return `${name}${place}${text}${remedy === undefined ? "" : remedyMarkdown(remedy, detail.text)}`;
}

function namesText(names: readonly string[], detail: Detail): string {
  const shown = names.slice(0, detail.names).map((name) => code(shorten(name, 120)));
  return names.length > shown.length
    ? `${shown.join(", ")} and ${formatNumber(names.length - shown.length)} more`
    : shown.join(", ");
}

/** Why there is no plan. */
export function renderRefusalMarkdown(
  problems: Problems,
  stack: string,
  link?: (place: FilePlace) => string | undefined,
  phase?: FailedPhase,
): string {
  return fit((detail) => {
    const shown = problems.slice(0, detail.sets * 2);
    const lines = shown.map((problem) => {
      const place = problem.place === undefined ? "" : `${placeLink(problem.place, link)} `;
      return `- ${saidMarkdown(problem, detail, place)}`;
    });
    if (problems.length > shown.length)
      lines.push(`- …and ${formatNumber(problems.length - shown.length)} more; the JSON report has them all`);
    return (
      `${markdownMarker(stack)}\n**${escapeMarkdown(stack)}**: ${failureText(phase)}\n\n` + `${lines.join("\n")}\n`
    );
  });
}
