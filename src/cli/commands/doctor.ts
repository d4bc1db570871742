import type { Command } from "commander";
import { validateStacks, type Validation } from "../../stack/validate-stacks";
import { print, printJson, type CliContext, type CommonOptions, type ExitCode, type Run } from "../context";
import { Progress } from "../progress";
import { findStackFiles } from "../stacks";
import { doctorLines } from "./doctor/doctor-text";
import { examineCredential } from "./doctor/examine-credential";
import { examineGroupMaking } from "./doctor/examine-group-making";
import { examinePermissions, type GroupsDeclared } from "./doctor/examine-permissions";
import { examineStacks } from "./doctor/examine-stacks";
import { examineState } from "./doctor/examine-state";
import { examineClock, examineProxy, examineReports } from "./doctor/examine-surroundings";
import { examineTenant, tenantOf } from "./doctor/examine-tenant";
import { examineTools } from "./doctor/examine-tools";
import type { Deed, Finding } from "./doctor/finding";
import { patience, type Visit } from "./doctor/patience";

export function add(program: Command, run: Run): void {
  program
    .command("doctor")
    .description("what a preview and an up need, what of it is missing, and the command that mends it; changes nothing")
    .option("--json", "as JSON")
    .action((options: CommonOptions) => run(options, examine));
}

/** Exit code 0 where a preview would work. */
async function examine(context: CliContext, options: CommonOptions): Promise<ExitCode> {
  const progress = new Progress(context);
  const findings = await examineAll({ ...context, patience }, (what) => progress.show(`looking at ${what}`)).finally(
    () => progress.end(),
  );
  const prevented = (deed: Deed): boolean => findings.some(({ prevents }) => prevents.includes(deed));
  if (options.json === true)
    printJson(context, {
      format: "m365-licenses/doctor",
      version: 1,
      works: {
        preview: !prevented("preview"),
        apply: !prevented("apply"),
        groups: !prevented("groups"),
        locations: !prevented("locations"),
        reprocessing: !prevented("reprocessing"),
      },
      findings,
    });
  else print(context, ...doctorLines(findings, context.out.columns));
  return prevented("preview") ? 1 : 0;
}

/** Everything, whatever is broken of it: what cannot be looked at says so and stops nothing else. */
export async function examineAll(context: Visit, say: (what: string) => void): Promise<readonly Finding[]> {
  const files = findStackFiles(context);
  const declared = validateStacks(files, { now: context.now(), root: context.workingFolder });
  const about = declaredGroups(declared);
  say("the engine");
  const tools = [
    ...(await examineTools(context, process.version)),
    ...(about.madeGroups ? await examineGroupMaking(context) : []),
  ];
  say("the credential");
  const access = await examineCredential(context);
  say("the tenant");
  const { findings: permissions, answers } = await examinePermissions(context, access, about);
  const tenant = tenantOf(answers);
  const clock = await examineClock(context, access, [...answers.values()]);
  say("the state");
  const state = await examineState(context, files);
  const stacks = await examineStacks(context, declared, state.stacks ?? [], tenant);
  return [
    ...tools,
    ...access.findings,
    ...permissions,
    ...examineTenant(answers, about.groups),
    ...state.findings,
    clock,
    examineProxy(access),
    ...examineReports(context),
    ...stacks,
  ];
}

function declaredGroups({ files }: Validation): GroupsDeclared {
  const stacks = files.flatMap(({ result }) => (result.kind === "ok" ? [result.stack.desired] : []));
  return {
    groups: stacks.some(({ groups }) => groups.length > 0),
    madeGroups: stacks.some(({ make = [] }) => make.length > 0),
  };
}
