import { formatPlace } from "../terms/place";
import type { Plan } from "../terms/plan";
import type { Policy } from "../terms/policy";
import { renderReports } from "../provider/reports/write-reports";
import type { Problems } from "../report/json/json";
import { renderText } from "../report/text/text";
import { loadStack } from "../stack/load-stack";
import { wantsColor, type CliContext } from "./context";
import { runEngine } from "./engine/run-engine";
import { engineComplaint } from "./engine/engine-complaint";
import { stackName } from "./stacks";

/** What a preview of one stack came to. */
export type Preview =
  | {
      readonly kind: "planned";
      readonly stack: string;
      readonly plan: Plan;
      readonly prices?: Policy["prices"];
      readonly files: ReadonlyMap<string, string>;
    }
  | {
      readonly kind: "failed";
      readonly stack: string;
      /** Lines. */
      readonly why: readonly string[];
      readonly files: ReadonlyMap<string, string>;
    };

/** A preview by the engine; a stack file that cannot be used is told without one. */
export async function previewStack(context: CliContext, file: string): Promise<Preview> {
  const stack = stackName(file);
  const loaded = loadStack(file, { now: context.now(), root: context.workingFolder });
  if (loaded.kind === "invalid") {
    return {
      kind: "failed",
      stack,
      why: loaded.problems.map(problemText),
      files: refusalFiles(context, stack, loaded.problems),
    };
  }
  const run = await runEngine(
    context,
    ["preview", "--stack", stack, "--non-interactive", "--color", "never"],
    `planning ${stack}`,
  );
  const report = run.reports.get("plan");
  if (report?.kind === "plan") {
    const { prices } = loaded.stack.policy;
    return {
      kind: "planned",
      stack,
      plan: report.report.plan,
      files: run.files,
      ...(prices === undefined ? {} : { prices }),
    };
  }
  if (report?.kind === "invalid") return { kind: "failed", stack, why: [report.message], files: run.files };
  if (report?.kind === "refusal")
    return { kind: "failed", stack, why: report.report.problems.map(problemText), files: run.files };
  const why = engineComplaint(run.output, stack);
  return {
    kind: "failed",
    stack,
    why,
    files: refusalFiles(context, stack, [
      { message: why.length === 0 ? "The engine failed without a word." : why.join("\n") },
    ]),
  };
}

/**
 * Where no provider came to write one: whoever reads the comment must not be left with the report of an earlier push.
 */
function refusalFiles(
  context: CliContext,
  stack: string,
  problems: readonly Problems[number][],
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(renderReports(stack, { kind: "failed", problems: [...problems] }, context.environment)).map(
      ([ending, text]) => [`plan.${ending}`, text],
    ),
  );
}

function problemText({ message, remedy, place }: Problems[number]): string {
  return `${place === undefined ? "" : `${formatPlace(place)}: `}${message}${remedy === undefined ? "" : ` ${remedy}`}`;
}

/** For a terminal as wide as the reader's. */
export function previewText(context: CliContext, { plan, prices }: Extract<Preview, { kind: "planned" }>): string {
  return renderText(plan, {
    color: wantsColor(context),
    ...(context.out.columns === undefined ? {} : { width: context.out.columns }),
    ...(prices === undefined ? {} : { prices }),
  });
}
