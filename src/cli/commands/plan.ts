import type { Command } from "commander";
import {
  CliFailure,
  print,
  printJson,
  printReport,
  type CliContext,
  type ExitCode,
  type Run,
  type CommonOptions,
} from "../context";
import { keepFiles, testOutFolder } from "../out-folder";
import { previewStack, previewText, type Preview } from "../preview";
import { chooseStackFiles } from "../stacks";
import { among, failedText, jsonOf, overview } from "../previews";
import { changesTenant, isRefused } from "../../terms/refusals";

interface Options extends CommonOptions {
  readonly out?: string;
  readonly detailedExitcode?: boolean;
  readonly markdown?: boolean;
}

export function add(program: Command, run: Run): void {
  program
    .command("plan")
    .description("show what the next run would do: runs the engine's preview and renders it")
    .argument("[stacks...]", "names or files; every stack where nothing is said")
    .option("--out <folder>", "leave the reports there: <stack>.plan.json (what `apply` takes), .md, .html and .txt")
    .option("--markdown", "as Markdown, for a comment")
    .option("--detailed-exitcode", "exit code 2 where something would change")
    .option("--json", "as JSON")
    .action((stacks: readonly string[], options: Options) => run(options, (context) => plan(context, stacks, options)));
}

/** Exit code 1 where any stack fails or is refused. */
async function plan(context: CliContext, named: readonly string[], options: Options): Promise<ExitCode> {
  const previews: Preview[] = [];
  const files = chooseStackFiles(context, named);
  if (options.out !== undefined) testOutFolder(context, options.out);
  for (const file of files) {
    const preview = await previewStack(context, file);
    const unkept = options.out === undefined ? [] : keepFiles(context, options.out, preview.stack, preview.files);
    if (unkept.length > 0) throw notKept(unkept);
    if (options.json !== true)
      printReport(context, among(files, previews, preview, planText(context, preview, options)));
    previews.push(preview);
  }
  if (options.json === true)
    printJson(context, { format: "m365-licenses/plans", version: 1, stacks: previews.map(jsonOf) });
  else if (previews.length > 1) print(context, "", overview(previews));
  if (previews.some((preview) => preview.kind === "failed" || isRefused(preview.plan))) return 1;
  return options.detailedExitcode === true &&
    previews.some((preview) => preview.kind === "planned" && changesTenant(preview.plan))
    ? 2
    : 0;
}

function notKept(problems: readonly string[]): CliFailure {
  return new CliFailure("out-unwritable", "Reports could not be left:", "Make the folder writable.", problems);
}

function planText(context: CliContext, preview: Preview, options: Options): string {
  if (options.markdown === true) return (preview.files.get("plan.md") ?? "").trimEnd();
  if (preview.kind === "failed") return failedText(preview);
  return previewText(context, preview);
}
