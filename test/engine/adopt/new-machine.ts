import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { cacheRoot } from "../../../scripts/engine/cache.mjs";
import { endProcessesWith } from "../../../scripts/workspace/processes.mjs";

export interface Said {
  readonly code: number;
  readonly output: string;
}

/** The Node.js of the person: `npm run adopt -- 22` names another than ours. */
const node = process.env["M365_LICENSES_ADOPT_NODE"] ?? process.execPath;

/** A machine on which nobody has used any of this: an empty home, an empty folder, npm, and perhaps the engine. */
export class NewMachine {
  readonly #base = realpathSync(mkdtempSync(join(tmpdir(), "adopt-")));
  readonly #environment: NodeJS.ProcessEnv;
  /** Where commands are typed. */
  readonly folder = join(this.#base, "licences");

  constructor(registry: string, engineFolder: string | undefined, more: Readonly<Record<string, string>> = {}) {
    const home = join(this.#base, "home");
    for (const folder of [home, this.folder]) mkdirSync(folder);
    const cache = join(cacheRoot(process.env), "npm-of-new-machines");
    // What `npx` installed for an earlier one.
    rmSync(join(cache, "_npx"), { recursive: true, force: true });
    const path = (process.env["PATH"] ?? "").split(delimiter).filter((part) => !/node_modules|pulumi/.test(part));
    this.#environment = {
      PATH: [dirname(node), ...(engineFolder === undefined ? [] : [engineFolder]), ...path].join(delimiter),
      HOME: home,
      TMPDIR: tmpdir(),
      npm_config_registry: registry,
      npm_config_cache: cache,
      npm_config_audit: "false",
      npm_config_fund: "false",
      npm_config_update_notifier: "false",
      PULUMI_HOME: join(home, ".pulumi"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      ...more,
    };
  }

  /** Types a line into a shell. */
  type(line: string): Promise<Said> {
    return new Promise((resolve, reject) => {
      const child = spawn(line, {
        shell: true,
        cwd: this.folder,
        env: this.#environment,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => (output += text));
      child.once("error", reject);
      child.once("close", (code) => resolve({ code: code ?? 1, output }));
    });
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** Every file but those of packages, with its bytes. */
  files(): Readonly<Record<string, string>> {
    const names = readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.folder.length + 1))
      .filter((name) => !name.startsWith("node_modules"));
    return Object.fromEntries(names.sort().map((name) => [name, this.read(name)]));
  }

  async dispose(): Promise<void> {
    await endProcessesWith("HOME", join(this.#base, "home"));
    rmSync(this.#base, { recursive: true, force: true });
  }
}

/** The commands below "Next:", as somebody copies them. */
export function nextOf({ output }: Said): readonly string[] {
  const after = output.slice(output.indexOf("\nNext:\n") + "\nNext:\n".length);
  return after
    .slice(0, after.indexOf("\n\n"))
    .split("\n")
    .map((line) => line.trim());
}
