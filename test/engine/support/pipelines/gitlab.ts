import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { repositoryRoot } from "../../../support/engine";
import { evaluate, isTrue } from "./expression";
import { type JobResult, type Machine, skipped } from "./machine";

interface Job {
  readonly extends?: string;
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly needs?: readonly string[];
  readonly parallel?: { readonly matrix: readonly { readonly STACK: readonly string[] }[] };
  readonly artifacts?: { readonly paths?: readonly string[] };
  readonly rules?: readonly { readonly if: string; readonly when?: string }[];
}

/**
 * Runs one job of `.gitlab-ci.yml` as GitLab's runner does: one shell for all lines, which ends at the first that
 * fails. `byHand`: somebody pressed the button.
 */
export async function runGitLabJob(
  machine: Machine,
  name: string,
  given: Readonly<Record<string, string>>,
  byHand = false,
): Promise<JobResult> {
  const file = load(readFileSync(join(repositoryRoot, "pipelines/gitlab/.gitlab-ci.yml"), "utf8")) as Record<
    string,
    Job
  > & { variables: Record<string, string> };
  const own = file[name];
  if (own === undefined) throw new Error(`there is no job ${name}`);
  const job: Job = { ...(own.extends === undefined ? {} : file[own.extends]), ...own };
  const variables: Record<string, string> = {
    ...file.variables,
    CI_DEFAULT_BRANCH: "main",
    CI_PROJECT_ID: "42",
    LICENCES_PREVIEW_CLIENT_ID: "preview",
    LICENCES_APPLY_CLIENT_ID: "apply",
    LICENCES_EXPIRIES_CLIENT_ID: "expiries",
    CI_PROJECT_DIR: machine.root,
    STACK: job.parallel?.matrix[0]?.STACK[0] ?? "",
    ...given,
  };
  for (const [variable, value] of Object.entries(job.variables ?? {}))
    variables[variable] = value.replace(/\$(\w+)/g, (_, used: string) => variables[used] ?? "");
  const rule = job.rules?.find((one) =>
    isTrue(
      evaluate(one.if, {
        lookup: (variable) => variables[variable],
        call: (called) => {
          throw new Error(`${called}() has no stand-in`);
        },
      }),
    ),
  );
  if (rule === undefined || (rule.when === "manual" && !byHand)) return skipped;

  machine.checkOut();
  for (const needed of job.needs ?? [])
    for (const path of file[needed]?.artifacts?.paths ?? [])
      machine.download(`${needed}-${path.replace("/", "")}`, path);
  const script = [...(job.before_script ?? []), ...(job.script ?? [])].join("\n");
  const { code, output } = await machine.run(["bash", "-eo", "pipefail"], script, variables);
  for (const path of job.artifacts?.paths ?? []) machine.upload(`${name}-${path.replace("/", "")}`, path);
  return { ran: true, ok: code === 0, output, steps: [name] };
}
