import { Option, type Command } from "commander";
import { formatProblems, isValid, type ProblemFormat } from "../../stack/format-problems";
import { validateStacks, type Validation } from "../../stack/validate-stacks";
import { wantsColor, type CliContext, type ExitCode, type Run, type CommonOptions } from "../context";
import { chooseStackFiles } from "../stacks";
import { azureAnnotations, gitLabAnnotations } from "./validate/host-annotations";

interface Options extends CommonOptions {
  readonly format: ProblemFormat | "azure" | "gitlab";
}

export function add(program: Command, run: Run): void {
  program
    .command("validate")
    .description("check stacks without a tenant, an engine or a network")
    .argument("[stacks...]", "names or files; every stack where nothing is said")
    .addOption(
      new Option(
        "--format <format>",
        "annotations on the lines of a pull request, as each host takes them, beside text and JSON",
      )
        .choices(["text", "github", "azure", "gitlab", "json"])
        .default("text"),
    )
    .option("--json", "the same as --format json")
    .action((stacks: readonly string[], options: Options) =>
      run(options, (context) => Promise.resolve(validate(context, stacks, options))),
    );
}

/** Exit code 1 where a stack cannot be used, or breaks a rule that it makes an error. */
function validate(context: CliContext, named: readonly string[], options: Options): ExitCode {
  const validation = validateStacks(chooseStackFiles(context, named), {
    now: context.now(),
    root: context.workingFolder,
  });
  const format = options.json === true ? "json" : options.format;
  const write = format === "text" ? context.out.writePainted : context.out.writeEscaped;
  write(formatted(context, validation, format));
  return isValid(validation) ? 0 : 1;
}

function formatted(context: CliContext, validation: Validation, format: Options["format"]): string {
  if (format === "azure") return azureAnnotations(validation);
  if (format === "gitlab") return gitLabAnnotations(validation);
  return formatProblems(validation, format, { color: wantsColor(context) });
}
