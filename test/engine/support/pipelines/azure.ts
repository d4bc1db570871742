import { join } from "node:path";
import { unfoldAzurePipeline } from "./azure-template";
import { evaluate, isTrue, text_, type Value } from "./expression";
import { type JobResult, type Machine, skipped } from "./machine";

interface Step {
  readonly task?: string;
  readonly script?: string;
  readonly checkout?: string;
  readonly publish?: string;
  readonly artifact?: string;
  readonly displayName?: string;
  readonly condition?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Stage {
  readonly stage: string;
  readonly condition?: string;
  readonly jobs: readonly {
    readonly steps?: readonly Step[];
    readonly strategy?: { readonly runOnce: { readonly deploy: { readonly steps: readonly Step[] } } };
  }[];
}

/**
 * Runs one stage of `azure-pipelines.yml` as the agent does; its scripts go on after a line that fails. `succeeded`:
 * the stage before. A deployment finds the artifacts of earlier stages by itself.
 */
export async function runAzureStage(
  machine: Machine,
  name: string,
  given: Readonly<Record<string, string>>,
  succeeded = true,
): Promise<JobResult> {
  const { stages } = unfoldAzurePipeline() as { stages: readonly Stage[] };
  const stage = stages.find((one) => one.stage === name);
  const [job] = stage?.jobs ?? [];
  if (stage === undefined || job === undefined) throw new Error(`there is no stage ${name}`);
  const variables: Record<string, string> = {
    PULUMI_CONFIG_PASSPHRASE: "",
    AZURE_TENANT_ID: "t",
    LICENCES_PREVIEW_CLIENT_ID: "preview",
    LICENCES_APPLY_CLIENT_ID: "apply",
    LICENCES_EXPIRIES_CLIENT_ID: "expiries",
    "Pipeline.Workspace": join(machine.root, "pipeline"),
    "Agent.TempDirectory": machine.temporary,
    ...given,
  };
  let ok = true;
  const evaluated = (condition: string, good: boolean): boolean =>
    isTrue(
      evaluate(condition, {
        lookup: (variable) => variables[variable],
        call: (called, args) => azureFunction(called, args, good),
      }),
    );
  if (!evaluated(stage.condition ?? "succeeded()", succeeded)) return skipped;

  machine.checkOut();
  if (job.strategy !== undefined) machine.download("plan-contoso", "pipeline/plan-contoso");
  const fill = (text: string): string =>
    text.replace(/\$\(([\w.]+)\)/g, (whole, variable: string) => variables[variable] ?? whole);
  // The agent hands variables to scripts in capitals, and the job's token only where the step asks for it.
  const visible = Object.fromEntries(
    Object.entries(variables)
      .filter(([variable]) => variable !== "System.AccessToken")
      .map(([variable, value]) => [variable.toUpperCase().replaceAll(".", "_"), value]),
  );
  let output = "";
  const steps: string[] = [];
  for (const step of job.steps ?? job.strategy?.runOnce.deploy.steps ?? []) {
    if (!evaluated(step.condition ?? "succeeded()", ok)) continue;
    steps.push(step.displayName ?? step.task ?? step.script ?? "");
    if (step.publish !== undefined) machine.upload(step.artifact ?? "", step.publish);
    const script =
      step.script ?? (step.task?.startsWith("AzureCLI@") === true ? step.inputs?.["inlineScript"] : undefined);
    if (script === undefined) {
      if (step.task !== undefined && !/^(NodeTool|Cache)@/.test(step.task))
        throw new Error(`${step.task} has no stand-in`);
      continue;
    }
    const environment = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([variable, value]) => [variable, fill(value)]),
    );
    const result = await machine.run(["bash", "--noprofile", "--norc"], fill(script), { ...visible, ...environment });
    output += result.output;
    if (result.code !== 0) ok = false;
  }
  return { ran: true, ok, output, steps };
}

function azureFunction(name: string, args: readonly Value[], good: boolean): Value {
  // Names and strings are compared without their case.
  const same = (one: Value, other: Value): boolean => text_(one).toLowerCase() === text_(other).toLowerCase();
  switch (name) {
    case "always":
      return true;
    case "succeeded":
      return good;
    case "and":
      return args.every(isTrue);
    case "eq":
      return same(args[0], args[1]);
    case "ne":
      return !same(args[0], args[1]);
    case "in":
      return args.slice(1).some((arg) => same(args[0], arg));
    default:
      throw new Error(`${name}() has no stand-in`);
  }
}
