import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { Option, type Command } from "commander";
import { digestOfPlan } from "../../plan/basis/plan-digest";
import { approvedProblem } from "../../plan/check-approved";
import type { Finding, Plan, Transition } from "../../terms/plan";
import { renderJson } from "../../report/json/json";
import { readReport } from "../../report/json/read-report";
import {
  CliFailure,
  print,
  printAside,
  printJson,
  printReport,
  type CliContext,
  type ExitCode,
  type Run,
  type CommonOptions,
} from "../context";
import { runEngine, type EngineRun } from "../engine/run-engine";
import { engineComplaint } from "../engine/engine-complaint";
import { keepFiles, testOutFolder } from "../out-folder";
import { undoFolderOf } from "../../provider/reports/report-folder";
import { stackFile, stackName } from "../stacks";
import { isRefused } from "../../terms/refusals";

interface Options extends CommonOptions {
  readonly approved: string;
  readonly stack?: string;
  readonly digest?: string;
  readonly out?: string;
  readonly only?: string;
}

export function add(program: Command, run: Run): void {
  program
    .command("apply")
    .description("carry out a plan that was approved: a part of it may run, nothing more")
    .requiredOption("--approved <file>", "the <stack>.plan.json that was approved")
    .option("--digest <digest>", "the digest that was approved, as the comment shows it; another one is refused")
    .option("--stack <name>", "the stack; the one that the file names where nothing is said")
    .addOption(
      new Option("--only <kind>", "only people whose assignment has ended, whatever else was approved").choices([
        "expired",
      ]),
    )
    .option("--out <folder>", "leave the reports and the undo file there")
    .option("--json", "as JSON")
    .action((options: Options) => run(options, apply));
}

async function apply(context: CliContext, options: Options): Promise<ExitCode> {
  const file = resolve(context.workingFolder, options.approved);
  const approved = readApproved(file, options);
  const stack = options.stack === undefined ? approved.stack : stackName(stackFile(options.stack));
  // It becomes an argument of the engine and part of names of files.
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(stack)) {
    throw new CliFailure(
      "stack-name",
      `${JSON.stringify(stack)} is no name of a stack.`,
      "Take the plan as the preview left it, or name the stack with --stack.",
    );
  }
  if (options.only === undefined) return carryOut(context, options, stack, { file, digest: approved.plan.digest });
  // Who is in a group has no end.
  const { memberships: _, ...rest } = approved.plan;
  const ended = { ...rest, transitions: approved.plan.transitions.filter(hasEnded) };
  const part = { ...ended, digest: digestOfPlan(ended) };
  if (part.transitions.length === 0) {
    if (options.json === true) printJson(context, { format: "m365-licenses/apply", version: 1, stack, done: true });
    else print(context, `${stack}: no assignment has ended`);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "m365-licenses-part-"));
  try {
    const partFile = join(folder, "part.plan.json");
    writeFileSync(partFile, renderJson(part, stack));
    return await carryOut(context, options, stack, { file: partFile, digest: part.digest });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything that happens to the principal is that an assignment's end takes something back. */
function hasEnded(transition: Transition): boolean {
  return (
    transition.grants.length === 0 &&
    transition.removals.length > 0 &&
    transition.removals.every((removal) => removal.reasons.some((reason) => reason.kind === "expired"))
  );
}

async function carryOut(
  context: CliContext,
  options: Options,
  stack: string,
  { file, digest }: { readonly file: string; readonly digest: string },
): Promise<ExitCode> {
  if (options.out !== undefined) testOutFolder(context, options.out);
  const undoFolder =
    options.out === undefined
      ? undoFolderOf(context.environment, context.workingFolder)
      : resolve(context.workingFolder, options.out);
  const run = await runEngine(
    context,
    ["up", "--stack", stack, "--yes", "--skip-preview", "--non-interactive", "--color", "never"],
    `applying ${stack}`,
    {
      M365_LICENSES_APPROVED_PLAN: file,
      M365_LICENSES_APPROVED_DIGEST: digest,
      M365_LICENSES_UNDO_DIR: undoFolder,
    },
  );
  const unkept = options.out === undefined ? [] : keepFiles(context, options.out, stack, run.files);
  const undo = findUndo(context, undoFolder, stack, run);
  const text = run.files.get("run.txt") ?? run.files.get("plan.txt");
  // With `--only`, everybody else was meant to be left out.
  const leftOut = options.only === undefined ? leftOutBy(run) : undefined;
  const complaint = run.exitCode === 0 ? undefined : engineComplaint(run.output, stack);
  if (options.json === true) {
    const report = run.files.get("run.json");
    printJson(context, {
      format: "m365-licenses/apply",
      version: 1,
      stack,
      done: run.exitCode === 0,
      ...(report === undefined ? {} : { run: JSON.parse(report) as unknown }),
      ...(undo === undefined ? {} : { undo }),
      ...(leftOut === undefined ? {} : { leftOut: leftOut.principals }),
      ...(complaint === undefined ? {} : { failed: complaint.join("\n") }),
      ...(unkept.length === 0 ? {} : { unkept }),
    });
  } else {
    if (text !== undefined) printReport(context, text.trimEnd());
    if (leftOut !== undefined) print(context, `${leftOut.message} ${leftOut.remedy ?? ""}`.trimEnd());
    if (undo !== undefined) print(context, `What they held before: m365-licenses restore ${undo}`);
    if (complaint !== undefined) printAside(context, `${stack}: the run failed`, ...complaint);
    else if (text === undefined) print(context, `${stack}: nothing to do`);
    if (unkept.length > 0) printAside(context, `${stack}: the run is done as told above`, ...unkept);
  }
  return run.exitCode === 0 && unkept.length === 0 ? 0 : 1;
}

/** Whom the run has left alone because they are otherwise now than when the plan was approved. */
function leftOutBy({ reports }: EngineRun): Finding | undefined {
  const plan = reports.get("plan");
  return plan?.kind === "plan" ? plan.report.plan.findings.find(({ code }) => code === "not-approved") : undefined;
}

/** The file that the run left before its first write, as `restore` takes it. */
function findUndo(context: CliContext, folder: string, stack: string, { reports }: EngineRun): string | undefined {
  const plan = reports.get("plan");
  if (plan?.kind !== "plan") return undefined;
  const file = join(folder, `${stack}.undo.${plan.report.plan.digest.slice(0, 12)}.json`);
  return existsSync(file) ? relative(context.workingFolder, file).replace(/\\/g, "/") : undefined;
}

function readApproved(file: string, options: Options): { readonly stack: string; readonly plan: Plan } {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new CliFailure(
      "file-missing",
      `${options.approved} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      "Name the plan that was approved.",
    );
  }
  const read = readReport(text, options.approved);
  if (read.kind === "invalid")
    throw new CliFailure("approved-invalid", `${read.message}.`, "Name the <stack>.plan.json that a preview left.");
  if (read.kind !== "plan")
    throw new CliFailure(
      "approved-refused",
      `${options.approved} is no plan: the preview failed.`,
      "Plan again, and have that approved.",
    );
  if (isRefused(read.report.plan))
    throw new CliFailure(
      "approved-refused",
      `The plan in ${options.approved} was refused, and cannot be applied.`,
      "Plan again, and have that approved.",
    );
  const { stack, plan } = read.report;
  const problem = approvedProblem(plan, options.digest);
  if (problem !== undefined) {
    throw new CliFailure(
      "approved-other",
      `The plan in ${options.approved} is not the approved one: ${problem}.`,
      "Take the plan that was approved, or have this one approved.",
    );
  }
  return { stack, plan };
}
