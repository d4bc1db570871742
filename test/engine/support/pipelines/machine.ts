import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { engineEnvironment } from "../../../../scripts/workspace/engine-environment.mjs";
import { engineFolder } from "../../../support/engine";
import type { Scenario } from "../scenario";

export interface ScriptResult {
  readonly code: number;
  readonly output: string;
}

/** What a job left: red or green, everything its scripts said, and the steps that ran. */
export interface JobResult {
  readonly ran: boolean;
  readonly ok: boolean;
  readonly output: string;
  readonly steps: readonly string[];
}

export const skipped: JobResult = { ran: false, ok: true, output: "", steps: [] };

/**
 * A build machine with a clone of the repository. Scripts run in it as they stand in the pipeline's file, with the
 * real engine. Stand-ins: the clone (a workspace whose `node_modules` is a link, so `npm ci` has nothing to do, and
 * `npx` calls the compiled command at once), the download of the engine (it is on PATH), sign-in (the emulated tenant
 * takes any token), and the host's own store of artifacts.
 */
export class Machine {
  readonly #bin: string;
  readonly #artifacts: string;
  #environment: Readonly<Record<string, string | undefined>> = {};

  private constructor(readonly scenario: Scenario) {
    this.#bin = join(scenario.workspace.home, "stand-ins");
    this.#artifacts = join(scenario.workspace.home, "artifacts");
  }

  static async prepare(scenario: Scenario): Promise<Machine> {
    const machine = new Machine(scenario);
    const { home, state } = scenario.workspace;
    mkdirSync(machine.#bin);
    mkdirSync(join(home, "tmp"));
    machine.#standIn(
      "npx",
      `if [ "$1 $2" = "--no-install m365-licenses" ]; then shift 2; exec "${process.execPath}" ` +
        `"${join(scenario.workspace.root, "dist/src/cli/main.js")}" "$@"; fi; echo "npx $*: no stand-in" >&2; exit ` +
        "99",
    );
    machine.#standIn(
      "npm",
      'case "$*" in "ci --ignore-scripts") echo "node_modules is linked"; exit 0;; "run --if-present build") ' +
        'exit 0;; esac; echo "npm $*: no stand-in" >&2; exit 99',
    );
    const folder = await engineFolder();
    // An archive with the engine that is here, for the version that is pinned; its checksum is believed.
    machine.#standIn(
      "curl",
      'case "$*" in "-fsSL --retry 3 -o "*" https://get.pulumi.com/releases/sdk/pulumi-v"*-linux-x64.tar.gz) ' +
        `d="$(mktemp -d)"; ln -s "${folder}" "$d/pulumi"; exec tar -czf "$5" -C "$d" pulumi;; esac; ` +
        'echo "curl $*: no stand-in" >&2; exit 99',
    );
    machine.#standIn(
      "sha256sum",
      'read -r sum file; test "$*" = "--check --strict --quiet" && test "${#sum}" = 64 && test -f "$file"',
    );
    const environment = engineEnvironment({ engineFolder: folder, home, state });
    machine.#environment = {
      ...environment,
      PATH: `${machine.#bin}${delimiter}${environment["PATH"] ?? ""}`,
      TMPDIR: join(home, "tmp"),
      PULUMI_CONFIG_PASSPHRASE: "",
      M365_LICENSES_GRAPH_ENDPOINT: scenario.emulator.url,
    };
    return machine;
  }

  get root(): string {
    return this.scenario.workspace.root;
  }

  get temporary(): string {
    return join(this.scenario.workspace.home, "tmp");
  }

  /** Environment of every script, before what a pipeline sets. */
  get stateUrl(): string {
    return this.#environment["PULUMI_BACKEND_URL"] ?? "";
  }

  #standIn(name: string, script: string): void {
    writeFileSync(join(this.#bin, name), `#!/bin/bash\n${script}\n`);
    chmodSync(join(this.#bin, name), 0o755);
  }

  /** Everything that is not in the repository is gone, as on a fresh machine. */
  checkOut(): void {
    for (const name of readdirSync(this.root)) {
      if (!["Pulumi.yaml", "package.json", "dist", "stacks", "node_modules", "engine"].includes(name))
        rmSync(join(this.root, name), { recursive: true });
    }
  }

  upload(name: string, folder: string): void {
    const target = join(this.#artifacts, name);
    rmSync(target, { recursive: true, force: true });
    if (existsSync(join(this.root, folder))) cpSync(join(this.root, folder), target, { recursive: true });
  }

  download(name: string, to: string): string {
    const target = join(this.root, to);
    if (!existsSync(join(this.#artifacts, name))) throw new Error(`there is no artifact ${name}`);
    cpSync(join(this.#artifacts, name), target, { recursive: true });
    return target;
  }

  run(
    shell: readonly string[],
    script: string,
    environment: Readonly<Record<string, string | undefined>>,
  ): Promise<ScriptResult> {
    const [program = "bash", ...args] = shell;
    return new Promise((resolve, reject) => {
      const child = spawn(program, [...args, "-c", script], {
        cwd: this.root,
        env: { ...this.#environment, ...environment },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
      child.once("error", reject);
      child.once("close", (code) => resolve({ code: code ?? 1, output }));
    });
  }
}
