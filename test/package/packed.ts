import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import spawn from "cross-spawn";

export const root = resolve(__dirname, "../..");

/** The package as it comes out of its tarball, in a folder of its own beside what it needs. */
export class Packed {
  readonly #base = mkdtempSync(join(tmpdir(), "package-"));
  readonly tarball: string;
  /** A project that has installed it. */
  readonly project = join(this.#base, "project");
  readonly folder = join(this.project, "node_modules", "pulumi-m365-licenses");

  constructor() {
    const args = ["pack", "--ignore-scripts", "--pack-destination", this.#base];
    const { status, stderr } = spawn.sync("npm", args, { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    const [name = ""] = readdirSync(this.#base).filter((file) => file.endsWith(".tgz"));
    this.tarball = join(this.#base, name);
    mkdirSync(this.folder, { recursive: true });
    execFileSync("tar", ["-xf", this.tarball, "-C", this.folder, "--strip-components=1"]);
    for (const needed of this.#dependencies()) {
      const target = join(this.project, "node_modules", needed);
      mkdirSync(dirname(target), { recursive: true });
      symlinkSync(join(root, "node_modules", needed), target, "junction");
    }
  }

  /** Every file, by its path in the package, with forward slashes. */
  files(): readonly string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)).replace(/\\/g, "/"))
      .sort();
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  get tarballSize(): number {
    return statSync(this.tarball).size;
  }

  dispose(): void {
    rmSync(this.#base, { recursive: true });
  }

  #dependencies(): readonly string[] {
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(this.read("package.json")) as {
      dependencies?: Record<string, string>;
      peerDependencies?: Record<string, string>;
    };
    return [...Object.keys({ ...dependencies, ...peerDependencies }), "@types/node"];
  }
}
