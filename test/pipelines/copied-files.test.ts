import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { load } from "js-yaml";
import { afterAll, describe, expect, it } from "vitest";
import { unfoldAzurePipeline } from "../engine/support/pipelines/azure-template";

const pipelines = resolve(__dirname, "../../pipelines");
const read = (file: string): string => readFileSync(join(pipelines, file), "utf8");
const files = readdirSync(pipelines, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => (!/(^|\/)[\w-]+$/.test(file) && !/\.sh$|^example\//.test(file)) || file.endsWith("CODEOWNERS"))
  .sort();

/** Files that hold the engine's version, by host. */
const engineFiles = ["github/licences-setup/action.yml", "gitlab/.gitlab-ci.yml", "azure-devops/licences-setup.yml"];

interface Step {
  readonly run?: string;
  readonly script?: string;
}

function installScript(file: string): string {
  const { runs } = load(read("github/licences-setup/action.yml")) as { runs: { steps: readonly Step[] } };
  const gitLab = load(read("gitlab/.gitlab-ci.yml")) as Record<string, { before_script: readonly string[] }>;
  const { stages } = unfoldAzurePipeline() as { stages: readonly { jobs: readonly { steps?: readonly Step[] }[] }[] };
  const scripts = [
    ...runs.steps.map(({ run }) => run),
    ...(gitLab[".project"]?.before_script ?? []),
    ...(stages[1]?.jobs[0]?.steps ?? []).map(({ script }) => script),
  ].filter((script) => script?.includes("sha256sum") === true);
  expect(scripts).toHaveLength(engineFiles.length);
  return scripts[engineFiles.indexOf(file)] ?? "";
}

describe("files to copy", () => {
  it("say in their first line where they belong in a company's repository", () => {
    expect(
      Object.fromEntries(files.map((file) => [file, /^(?:#|\/\/) Copy to (\S+)\n/.exec(read(file))?.[1]])),
    ).toEqual({
      "azure-devops/azure-pipelines.yml": "azure-pipelines.yml",
      "azure-devops/licences-setup.yml": "licences-setup.yml",
      "github/CODEOWNERS": ".github/CODEOWNERS",
      "github/licences-apply.yml": ".github/workflows/licences-apply.yml",
      "github/licences-nightly.yml": ".github/workflows/licences-nightly.yml",
      "github/licences-pull-request.yml": ".github/workflows/licences-pull-request.yml",
      "github/licences-setup/action.yml": ".github/actions/licences-setup/action.yml",
      "gitlab/.gitlab-ci.yml": ".gitlab-ci.yml",
      "gitlab/CODEOWNERS": ".gitlab/CODEOWNERS",
      "renovate.json5": "renovate.json5",
    });
  });

  it.each(["github", "gitlab"])("of %s give what runs with an identity to those who approve, not to others", (host) => {
    const owners = Object.fromEntries(
      read(`${host}/CODEOWNERS`)
        .split("\n")
        .filter((line) => line.startsWith("/"))
        .map((line) => line.split(" ") as [string, string]),
    );
    const running = ["/Pulumi.yaml", "/index.*", "/package.json", "/package-lock.json", "/.npmrc", `/.${host}/`];
    if (host === "gitlab") running.push("/.gitlab-ci.yml");
    for (const path of running) expect(owners[path], path).toMatch(/\/licence-approvers$/);
    expect(owners["/stacks/"]).toMatch(/\/licence-administrators$/);
  });
});

describe("the engine of the pipelines", () => {
  const folder = mkdtempSync(join(tmpdir(), "engine-of-pipelines-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("has one version and one checksum, and is never what a script of the network makes of it", () => {
    const pins = engineFiles.map((file) => /PULUMI_VERSION: (\S+)\s+PULUMI_SHA256: (\S+)/.exec(read(file))?.slice(1));
    for (const pin of pins) expect(pin).toEqual(pins[0]);
    expect(pins[0]).toEqual([expect.stringMatching(/^v3\.\d+\.\d+$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
    for (const file of files) expect(read(file), file).not.toMatch(/\|\s*(ba|z|da)?sh\b|get\.pulumi\.com\/?["'\s]/);
  });

  it.each(engineFiles)("is refused by %s where the checksum differs, before anything of it is unpacked", (file) => {
    const work = join(folder, file.replaceAll("/", "-"));
    mkdirSync(join(work, "bin"), { recursive: true });
    const put = `mkdir -p p/pulumi && echo bad > p/pulumi/pulumi && tar -czf "$5" -C p pulumi`;
    writeFileSync(join(work, "bin/curl"), `#!/bin/bash\n${put}\n`, { mode: 0o755 });
    const script = installScript(file).replaceAll("$(Pipeline.Workspace)", work);
    const sum = /PULUMI_SHA256: (\S+)/.exec(read(file))?.[1] ?? "";
    const attempt = (checksum: string) =>
      spawnSync("bash", ["-e", "-o", "pipefail", "-c", `${script}\necho "and on: $PATH"`], {
        cwd: work,
        encoding: "utf8",
        env: {
          PATH: `${work}/bin:${process.env["PATH"] ?? ""}`,
          RUNNER_TEMP: work,
          AGENT_TEMPDIRECTORY: work,
          GITHUB_PATH: join(work, "path"),
          TMPDIR: work,
          PULUMI_VERSION: "v3.255.0",
          PULUMI_SHA256: checksum,
        },
      });
    const refused = attempt(sum);
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toMatch(/checksum did NOT match/);
    expect(refused.stdout).not.toContain("and on");
    expect(readdirSync(work)).not.toContain("pulumi");
    const archive = spawnSync("bash", ["-c", "find . -name '*.tar.gz' | xargs sha256sum"], {
      cwd: work,
      encoding: "utf8",
    });
    expect(attempt(archive.stdout.split(" ")[0] ?? "").stdout).toContain("and on");
  });
});

describe("Renovate", () => {
  interface Configuration {
    readonly extends: readonly string[];
    readonly automerge: boolean;
    readonly customManagers: readonly { managerFilePatterns: readonly string[]; matchStrings: readonly string[] }[];
  }
  // YAML reads it, but for its comments.
  const configuration = load(read("renovate.json5").replace(/^\s*\/\/.*$/gm, "")) as Configuration;

  it("pins actions and images, merges nothing by itself", () => {
    expect(configuration.extends).toEqual(
      expect.arrayContaining(["helpers:pinGitHubActionDigests", "docker:pinDigests"]),
    );
    expect(configuration.automerge).toBe(false);
  });

  it.each(engineFiles)("finds version and checksum of the engine in %s as it is copied", (file) => {
    const [manager] = configuration.customManagers;
    const copied = /Copy to (\S+)/.exec(read(file))?.[1] ?? "";
    const patterns = manager?.managerFilePatterns.map((pattern) => new RegExp(pattern.slice(1, -1))) ?? [];
    expect(patterns.some((pattern) => pattern.test(copied))).toBe(true);
    const match = new RegExp(manager?.matchStrings[0] ?? "").exec(read(file));
    expect(match?.groups).toMatchObject({ currentValue: /PULUMI_VERSION: (\S+)/.exec(read(file))?.[1] });
  });
});
