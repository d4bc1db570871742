import type { Command } from "commander";
import type { Finding } from "../plan/plan";
import { formatProblem } from "../stack/format-problem";
import type { Problem } from "../stack/problem";
import { validateStacks, type Validation } from "../stack/validate-stacks";
import { count } from "../report/words";
import { print, printJson, type CliContext, type ExitCode } from "./context";
import type { Run } from "./program";
import type { CommonOptions } from "./run-command";
import { chooseStackFiles } from "./stacks";

interface Options extends CommonOptions {
  readonly annotate?: boolean;
}

export function add(program: Command, run: Run): void {
  program
    .command("validate")
    .description("check stacks without a tenant, an engine or a network")
    .argument("[stacks...]", "names or files; every stack where nothing is said")
    .option("--annotate", "as annotations of GitHub Actions")
    .option("--json", "as JSON")
    .action((stacks: readonly string[], options: Options) => run(options, (context) => Promise.resolve(validate(context, stacks, options))));
}

/** Exit code 1 where any stack cannot be used. */
function validate(context: CliContext, named: readonly string[], options: Options): ExitCode {
  const validation = validateStacks(chooseStackFiles(context, named), { now: context.now(), root: context.workingFolder });
  if (options.json === true) printJson(context, jsonOf(validation));
  else if (options.annotate === true) print(context, [...validation.problems.map((problem) => annotation("error", problem)), ...validation.findings.map((finding) => annotation(finding.severity, finding)), verdict(validation)].join("\n"));
  else print(context, textOf(validation));
  return validation.problems.length === 0 ? 0 : 1;
}

function textOf(validation: Validation): string {
  const lines = validation.problems.map((problem) => `error: ${formatProblem(problem)}`);
  lines.push(...validation.findings.map((finding) => `${finding.severity}: ${formatProblem(finding)}`));
  for (const { file, result } of validation.files) {
    if (result.kind === "ok") lines.push(`${file}: ${count(result.stack.desired.users.length, "person", "people")}, ${count(result.stack.desired.groups.length, "group", "groups")}, tenant ${result.stack.tenant}`);
  }
  return [...lines, verdict(validation)].join("\n");
}

function verdict({ files, problems, findings }: Validation): string {
  const stacks = count(files.length, "stack", "stacks");
  const notes = findings.length === 0 ? "" : `, ${count(findings.length, "finding", "findings")}`;
  return problems.length === 0 ? `${stacks}: valid${notes}` : `${stacks}: ${count(problems.length, "problem", "problems")}${notes}`;
}

function jsonOf(validation: Validation): object {
  return {
    format: "m365-licenses/validation",
    version: 1,
    valid: validation.problems.length === 0,
    stacks: validation.files.map(({ file, result }) => (result.kind === "ok" ? { file, valid: true, tenant: result.stack.tenant, people: result.stack.desired.users.length, groups: result.stack.desired.groups.length } : { file, valid: false })),
    problems: validation.problems,
    findings: validation.findings,
  };
}

/** A workflow command of GitHub Actions; its own escapes keep a message one annotation. */
function annotation(severity: Finding["severity"], { code, message, remedy, place }: Problem | Finding): string {
  const kind = { error: "error", warning: "warning", info: "notice" }[severity];
  const data = (text: string): string => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
  const property = (text: string): string => data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
  const at = place === undefined ? "" : `file=${property(place.file)},line=${place.line},col=${place.column},`;
  return `::${kind} ${at}title=${property(code)}::${data(remedy === undefined ? message : `${message} ${remedy}`)}`;
}
