import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** A project folder with an engine home and a file backend of its own. */
export interface Workspace {
  readonly run: (args: readonly string[]) => Promise<Finished>;
  readonly write: (path: string, text: string) => void;
  readonly processes: () => readonly number[];
  readonly dispose: () => Promise<void>;
}

export const repositoryRoot = resolve(__dirname, "../..");

/** The helpers of the tests' workspaces are modules that a script loads while it runs. */
export async function createWorkspace(
  env: Readonly<Record<string, string>>,
  layOut?: (root: string) => void,
): Promise<Workspace> {
  const { findOrInstallEngine } = await import("../../scripts/engine/find-or-install.mjs");
  const { engineEnvironment } = await import("../../scripts/workspace/engine-environment.mjs");
  const { endProcessesWith, processesWith } = await import("../../scripts/workspace/processes.mjs");
  const { copyProject } = await import("../../scripts/workspace/project-copy.mjs");
  const { RunningEngine } = await import("../../scripts/workspace/run-engine.mjs");
  const engineFolder = process.env["M365_LICENSES_ENGINE_DIR"] ?? (await findOrInstallEngine());
  const base = realpathSync(mkdtempSync(join(tmpdir(), "m365-licenses-bench-")));
  const [root, home, state] = [join(base, "project"), join(base, "home"), join(base, "state")];
  for (const folder of [root, home, state]) mkdirSync(folder);
  if (layOut === undefined) copyProject(repositoryRoot, root);
  else layOut(root);
  const environment = { ...engineEnvironment({ engineFolder, home, state }), ...env };
  return {
    run: (args) => new RunningEngine(args, { cwd: root, env: environment }).finished,
    processes: () => processesWith("PULUMI_HOME", home),
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
