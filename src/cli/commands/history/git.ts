import type { ChildProcess } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import spawn from "cross-spawn";
import { CliFailure, type CliContext } from "../../context";
import { ByteReader } from "./byte-reader";
import { missing } from "./read-folder";

/** The `git` of this machine, in one folder; it only reads, asks nobody, and fetches nothing. */
export class Git {
  readonly #program: string;
  readonly #folder: string;
  readonly #environment: CliContext["environment"];

  /** @throws CliFailure where there is none, or no such folder */
  constructor({ environment, workingFolder }: CliContext, folder: string) {
    this.#folder = resolve(workingFolder, folder);
    if (statSync(this.#folder, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw missing(folder, "it is no folder");
    this.#program = findGit(environment);
    this.#environment = environment;
  }

  /** What it prints. @throws CliFailure where it fails, with what it says */
  async text(args: readonly string[]): Promise<string> {
    const child = this.#start(args);
    child.stdin?.end();
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout?.on("data", (part: Buffer) => out.push(part));
    child.stderr?.on("data", (part: Buffer) => err.push(part));
    const code = await untilEnded(child);
    const textOf = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString("utf8");
    if (code !== 0) throw failed(this.#folder, textOf(err).trim() || `it ended with ${String(code)}`);
    return textOf(out);
  }

  /** The files of these hashes in this order; undefined for one that is not here. */
  async *blobs(hashes: readonly string[]): AsyncGenerator<Buffer | undefined> {
    const child = this.#start(["cat-file", "--batch"]);
    const ended = untilEnded(child);
    child.stderr?.resume();
    // Where git goes away meanwhile, its answer says so.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(hashes.map((hash) => `${hash}\n`).join(""));
    const answer = new ByteReader(
      (child.stdout as NodeJS.ReadableStream)[Symbol.asyncIterator]() as AsyncIterator<Buffer>,
    );
    try {
      for (const _ of hashes) {
        // `<hash> blob <size>`, and a line feed behind the file; or `<hash> missing`.
        const size = /^\S+ blob (\d+)$/.exec((await answer.line()) ?? "")?.[1];
        yield size === undefined ? undefined : (await answer.bytes(Number(size) + 1))?.subarray(0, -1);
      }
    } finally {
      child.kill();
      await ended;
    }
  }

  #start(args: readonly string[]): ChildProcess {
    const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...environment } = this.#environment;
    return spawn(this.#program, ["--no-pager", ...args], {
      cwd: this.#folder,
      env: {
        ...environment,
        LC_ALL: "C",
        GIT_TERMINAL_PROMPT: "0",
        GIT_OPTIONAL_LOCKS: "0",
        GIT_NO_LAZY_FETCH: "1",
        GIT_LITERAL_PATHSPECS: "0",
      },
      stdio: ["pipe", "pipe", "pipe"],
    });
  }
}

function findGit(environment: CliContext["environment"]): string {
  const names = process.platform === "win32" ? ["git.exe", "git.cmd"] : ["git"];
  const found = (environment["PATH"] ?? environment["Path"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new CliFailure(
    "no-git",
    "A history of reports is read with git, and there is no git on PATH.",
    "Install it, or read a folder of reports with --reports.",
  );
}

function untilEnded(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(failed(child.spawnfile, error.message)));
    child.once("close", (code) => resolve(code ?? 1));
  });
}

function failed(subject: string, why: string): CliFailure {
  return new CliFailure(
    "git-failed",
    `${subject}: git says: ${why.replace(/\.$/, "")}.`,
    "Name a folder that is in a Git repository with --git, or one of reports with --reports.",
  );
}
