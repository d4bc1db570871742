import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { repositoryRoot } from "../../../support/engine";
import { evaluate, isTrue, text_, type Value } from "./expression";
import { type JobResult, type Machine, skipped } from "./machine";

type Contexts = Readonly<Record<string, string>>;

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly include: readonly Readonly<Record<string, string>>[] } };
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/**
 * Runs one job of a workflow in `pipelines/github`, step by step, as GitHub's runner does. `contexts` by full name:
 * `github.token`.
 */
export async function runGitHubJob(
  machine: Machine,
  file: string,
  name: string,
  given: Contexts,
  gitHost: string,
): Promise<JobResult & { readonly summary: string }> {
  const { jobs } = load(readFileSync(join(repositoryRoot, "pipelines/github", file), "utf8")) as {
    jobs: Record<string, Job>;
  };
  const job = jobs[name];
  if (job === undefined) throw new Error(`${file} has no job ${name}`);
  const contexts: Record<string, string> = {
    ...prefixed("matrix", job.strategy?.matrix.include[0] ?? {}),
    "runner.temp": machine.temporary,
    "vars.AZURE_TENANT_ID": "t",
    "vars.LICENCES_PREVIEW_CLIENT_ID": "preview",
    "vars.LICENCES_APPLY_CLIENT_ID": "apply",
    "vars.LICENCES_EXPIRIES_CLIENT_ID": "expiries",
    "vars.PULUMI_BACKEND_URL": machine.stateUrl,
    "github.token": "github-token",
    ...given,
  };
  let ok = true;
  const call = (called: string, args: readonly Value[]): Value => {
    if (called === "always") return true;
    if (called === "hashFiles") return hashFiles(machine.root, text_(args[0]));
    throw new Error(`${called}() has no stand-in`);
  };
  const lookup = (path: string): string | undefined => contexts[path];
  const fill = (text: string): string =>
    text.replace(/\$\{\{([^}]*)\}\}/g, (_, expression: string) => text_(evaluate(expression, { lookup, call })));
  if (job.if !== undefined && !isTrue(evaluate(job.if, { lookup, call }))) return { ...skipped, summary: "" };

  machine.checkOut();
  const [summary, outputs] = [
    join(machine.scenario.workspace.home, "summary"),
    join(machine.scenario.workspace.home, "outputs"),
  ];
  writeFileSync(summary, "");
  const base: Record<string, string> = {
    GITHUB_ACTIONS: "true",
    GITHUB_REPOSITORY: contexts["github.repository"] ?? "",
    GITHUB_API_URL: gitHost,
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_REF: contexts["github.ref"] ?? "",
    GITHUB_SHA: "abc123",
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_OUTPUT: outputs,
    GITHUB_PATH: join(machine.temporary, "path"),
    RUNNER_TEMP: machine.temporary,
  };
  for (const [variable, value] of Object.entries(job.env ?? {})) {
    base[variable] = fill(value);
    contexts[`env.${variable}`] = base[variable];
  }
  let output = "";
  const steps: string[] = [];
  for (const step of job.steps.flatMap((one) => unfold(one, contexts, fill))) {
    const runs =
      step.if === undefined ? ok : isTrue(evaluate(step.if, { lookup, call })) && (ok || /always\(\)/.test(step.if));
    if (!runs) continue;
    steps.push(step.name ?? step.uses ?? step.run ?? "");
    if (step.run === undefined) {
      useAction(machine, step, fill);
      continue;
    }
    writeFileSync(outputs, "");
    const environment = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([variable, value]) => [variable, fill(value)]),
    );
    const result = await machine.run(["bash", "--noprofile", "--norc", "-eo", "pipefail"], fill(step.run), {
      ...base,
      ...environment,
    });
    output += result.output;
    if (result.code !== 0) ok = false;
    for (const line of readFileSync(outputs, "utf8").split("\n")) {
      const [key = "", value = ""] = line.split("=");
      if (key !== "") contexts[`steps.${step.id ?? ""}.outputs.${key}`] = value;
    }
  }
  const said = readFileSync(summary, "utf8");
  rmSync(summary);
  return { ran: true, ok, output, steps, summary: said };
}

/** The steps of an action of the repository itself, with its inputs among the contexts; any other step as it is. */
function unfold(step: Step, contexts: Record<string, string>, fill: (text: string) => string): readonly Step[] {
  const name = /^\.\/\.github\/actions\/([\w-]+)$/.exec(step.uses ?? "")?.[1];
  if (name === undefined) return [step];
  const action = load(readFileSync(join(repositoryRoot, "pipelines/github", name, "action.yml"), "utf8")) as {
    inputs: Record<string, { default: string }>;
    runs: { steps: readonly Step[] };
  };
  const inputs = Object.entries(action.inputs).map(([input, { default: unless }]) => [
    input,
    fill(text_((step.with?.[input] as Value) ?? unless)),
  ]);
  Object.assign(contexts, prefixed("inputs", Object.fromEntries(inputs) as Contexts));
  return action.runs.steps;
}

function prefixed(context: string, values: Contexts): Contexts {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${context}.${name}`, value]));
}

function useAction(machine: Machine, step: Step, fill: (text: string) => string): void {
  const action = (step.uses ?? "").replace(/@.*/, "");
  const input = (name: string): string => fill(text_(step.with?.[name] as Value));
  if (action === "actions/upload-artifact") machine.upload(input("name"), input("path"));
  else if (action === "actions/download-artifact") machine.download(input("name"), input("path"));
  else if (!["actions/checkout", "actions/setup-node", "actions/cache", "azure/login"].includes(action))
    throw new Error(`${action} has no stand-in`);
}

/** Only whether there is a file; of the pattern the form `folder/*.ending` is known. */
function hashFiles(root: string, pattern: string): string {
  const [folder = "", file = ""] = pattern.split("/");
  const at = join(root, folder);
  return existsSync(at) && readdirSync(at).some((name) => name.endsWith(file.replace("*", ""))) ? "hash" : "";
}
