import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Finished, RunningEngine } from "../../scripts/workspace/run-engine.mjs";

export type { Finished, RunningEngine };

export interface RunOptions {
  /** Added to the workspace's environment; `undefined` takes a variable out of it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Relative to the workspace; the workspace itself where nothing is said. */
  readonly cwd?: string;
}

/** One project folder with an engine home and a file backend of its own. */
export interface Workspace {
  /** The clone-like folder: Pulumi.yaml, dist, package.json, node_modules, stacks/. */
  readonly root: string;
  readonly home: string;
  readonly state: string;
  /** Runs `pulumi <args>` to its end. Never rejects because of what pulumi says. */
  run(args: readonly string[], options?: RunOptions): Promise<Finished>;
  /** Starts `pulumi <args>` and leaves it running, to be killed. */
  start(args: readonly string[], options?: RunOptions): RunningEngine;
  /** Writes a file below the workspace, folders included. */
  write(path: string, text: string): void;
  /** Processes of this workspace that still live, the engine's plugins included. */
  processes(): readonly number[];
  /** Ends what is left of its processes and deletes the folders. */
  dispose(): Promise<void>;
}

export interface WorkspaceOptions {
  /** Lays out the project folder; a copy of this repository's own project where nothing is said. */
  readonly layOut?: (root: string) => void;
  /** Environment of every run in it, e.g. where the emulated tenant is. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export const repositoryRoot = resolve(__dirname, "../..");

/**
 * The engine that `npm test` has found or installed, or, where a test file is run by itself, the one that it would
 * find.
 */
export async function engineFolder(): Promise<string> {
  const { findOrInstallEngine } = await import("../../scripts/engine/find-or-install.mjs");
  return process.env["M365_LICENSES_ENGINE_DIR"] ?? (await findOrInstallEngine());
}

/** What it needs of the scripts is loaded here: a command that is no test can load modules that wait only so. */
export async function createWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const { engineEnvironment } = await import("../../scripts/workspace/engine-environment.mjs");
  const { endProcessesWith, processesWith } = await import("../../scripts/workspace/processes.mjs");
  const { copyProject } = await import("../../scripts/workspace/project-copy.mjs");
  const { RunningEngine } = await import("../../scripts/workspace/run-engine.mjs");
  const engine = await engineFolder();
  const base = realpathSync(mkdtempSync(join(tmpdir(), "m365-licenses-")));
  const root = join(base, "project");
  const home = join(base, "home");
  const state = join(base, "state");
  for (const folder of [root, home, state]) mkdirSync(folder);
  (options.layOut ?? ((folder: string) => copyProject(repositoryRoot, folder)))(root);
  const environment = { ...engineEnvironment({ engineFolder: engine, home, state }), ...options.env };

  const start = (args: readonly string[], { env, cwd = "." }: RunOptions = {}) =>
    new RunningEngine(args, { cwd: resolve(root, cwd), env: { ...environment, ...env } });
  const processes = (): readonly number[] => processesWith("PULUMI_HOME", home);
  return {
    root,
    home,
    state,
    start,
    processes,
    run: (args, runOptions) => start(args, runOptions).finished,
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    dispose: async () => {
      await endProcessesWith("PULUMI_HOME", home);
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** Waits until the engine has said something that matches, and fails with what it did say. */
export async function waitForOutput(running: RunningEngine, pattern: RegExp, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  const ending = running.finished.then(() => "ended" as const);
  while (!pattern.test(running.output())) {
    const state = await Promise.race([ending, sleep(20, "running" as const)]);
    if (pattern.test(running.output())) return;
    if (state === "ended" || Date.now() > deadline)
      throw new Error(`pulumi never said ${String(pattern)}:\n${running.output()}`);
  }
}
