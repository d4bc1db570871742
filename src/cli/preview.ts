import type { Plan } from "../plan/plan";
import { loadStack } from "../stack/load-stack";
import type { CliContext } from "./context";
import { engineComplaint, runEngine } from "./engine";
import { stackName } from "./stacks";

/** What a preview of one stack came to. */
export type Preview =
  | { readonly kind: "planned"; readonly stack: string; readonly plan: Plan; readonly files: ReadonlyMap<string, string> }
  | { readonly kind: "failed"; readonly stack: string; readonly why: string };

/** A preview by the engine; a stack file that cannot be used is told without one. */
export async function previewStack(context: CliContext, file: string): Promise<Preview> {
  const stack = stackName(file);
  const loaded = loadStack(file, { now: context.now(), root: context.workingFolder });
  if (loaded.kind === "invalid") {
    const lines = loaded.problems.map(({ place, message, remedy }) => `${place.file}:${place.line}:${place.column}: ${message}${remedy === undefined ? "" : ` ${remedy}`}`);
    return { kind: "failed", stack, why: lines.join("\n") };
  }
  const run = await runEngine(context, ["preview", "--stack", stack, "--non-interactive", "--color", "never"], `planning ${stack}`);
  const report = run.reports.get("plan");
  if (report?.kind === "plan") return { kind: "planned", stack, plan: report.report.plan, files: run.files };
  if (report?.kind === "invalid") return { kind: "failed", stack, why: report.message };
  const refused = report?.kind === "refusal" ? report.report.problems.map((problem) => problem.message).join("\n") : undefined;
  return { kind: "failed", stack, why: refused ?? engineComplaint(run.output) };
}
