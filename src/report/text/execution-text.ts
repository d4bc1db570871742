import { formatPlace } from "../../terms/place";
import type { Execution } from "../../terms/execution";
import type { Plan } from "../../terms/plan";
import { remedyLines, wrap } from "./layout";
import { isLeft, requestText, runText, summarizeRun, type OutcomeSet, type RunSummary } from "../content/outcomes";
import { styleOf, type Style, type TextOptions } from "./style";
import { enumerateSome, formatNumber } from "../content/words";
import type { Problems } from "../json/json";
import { failureText, type FailedPhase } from "../content/failure";

/**
 * What a run did, for a terminal: counts, each failure with what to do about it, what is left for the next run, what is
 * on its way.
 */
export function renderExecution(plan: Plan, execution: Execution, options: TextOptions = {}): string {
  const style = styleOf(options);
  const { colors } = style;
  const run = summarizeRun(plan, execution);
  const lines = wrap(`${plan.tenant.displayName}, ${plan.today}: ${runText(run)}`, style.width, 0, 2).map((line) =>
    colors.bold(line),
  );
  if (run.stopped) lines.push(...wrap(stoppedText(run), style.width, 0, 2).map((line) => colors.red(line)));
  const failed = run.sets.filter((set) => !isLeft(set));
  const skipped = run.sets.filter(isLeft);
  if (failed.length > 0)
    lines.push(
      "",
      colors.bold("Failed"),
      ...failed.flatMap((set) => setLines(set, style)),
      ...wrap(againText(run), style.width, 2),
    );
  if (skipped.length > 0)
    lines.push("", colors.bold("Left for the next run"), ...skipped.flatMap((set) => setLines(set, style)));
  if (run.onItsWay.length > 0) {
    lines.push("", colors.bold("On its way"));
    for (const { text, names } of run.onItsWay) {
      lines.push(...wrap(text, style.width, 2, 4));
      if (names.length > 0) lines.push(...wrap(enumerateSome(names, style.maxPeople), style.width, 6));
    }
  }
  return lines.join("\n");
}

/** Why there is no plan, or why a run could not begin, for a terminal. */
export function renderRefusal(
  problems: Problems,
  stack: string,
  options: TextOptions & { readonly phase?: FailedPhase } = {},
): string {
  const style = styleOf(options);
  const lines = [style.colors.bold(style.colors.red(`${stack}: ${failureText(options.phase)}`))];
  for (const { code, message, remedy, place } of problems) {
    const at = place === undefined ? "" : `${formatPlace(place)}: `;
    lines.push(
      ...message
        .split("\n")
        .flatMap((part, index) =>
          wrap(index === 0 ? `${code === undefined ? "" : `${code}: `}${at}${part}` : part, style.width, 2, 6),
        ),
    );
    if (remedy !== undefined) lines.push(...remedyLines(remedy, style.width, 6));
  }
  return lines.join("\n");
}

/** What comes of those who failed. */
export function againText(run: RunSummary): string {
  return `${run.skipped + run.notSent === 0 ? "Everybody else was done; the" : "The"} next run tries these again.`;
}

/** The engine was ended, or Graph went out of reach. */
export function stoppedText(run: RunSummary): string {
  return (
    `The run was stopped${run.interruption === undefined ? "" : ` (${run.interruption})`}, and nothing more was ` +
    "sent. The next run goes on from here."
  );
}

function setLines(set: OutcomeSet, style: Style): readonly string[] {
  const { colors } = style;
  const who = set.names.length === 1 ? (set.names[0] ?? "") : `${formatNumber(set.names.length)} people or groups`;
  const left = isLeft(set);
  const sign = left ? "-" : "!";
  const code = set.kind === "failed" && set.code !== undefined ? `${set.code}: ` : "";
  const paint = left ? colors.magenta : colors.red;
  const lines = wrap(`${sign} ${who}: ${code}${set.message}`, style.width, 2, 6).map((line) => paint(line));
  if (set.names.length > 1) lines.push(...wrap(enumerateSome(set.names, style.maxPeople * 10), style.width, 6));
  if (set.remedy !== undefined) lines.push(...wrap(set.remedy, style.width, 6));
  const request = requestText(set);
  if (request !== undefined) lines.push(...wrap(request, style.width, 6));
  return lines;
}
