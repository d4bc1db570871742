import { startEmulator, type Emulator } from "../../../emulator/src/start";
import { createWorkspace, type Finished, type RunningEngine, type Workspace } from "../../support/engine";
import { changedPaths, parsePreview } from "../../support/preview-json";
import { AdministratorsView } from "./administrators-view";
import { contoso, type TenantDocument } from "./contoso";

/** One emulated tenant, one project folder with its own engine home, and what an administrator can do beside them. */
export interface Scenario {
  readonly emulator: Emulator;
  readonly workspace: Workspace;
  /** The tenant as an administrator sees and changes it, by plain requests to Graph. */
  readonly admin: AdministratorsView;
  /** Writes `stacks/contoso.yaml`. */
  stack(yaml: string): void;
  preview(...args: string[]): Promise<Finished>;
  /** Paths that `pulumi preview --json` says change, refreshes left out. */
  previewPaths(): Promise<readonly string[]>;
  /** Without the preview of its own that it would begin with. */
  up(...args: string[]): Promise<Finished>;
  startUp(...args: string[]): RunningEngine;
  destroy(...args: string[]): Promise<Finished>;
  /** The moments that the ledger remembers lie an hour further back. */
  anHourPasses(): Promise<void>;
  dispose(): Promise<void>;
}

/** `env`: added to the environment of every run. */
export async function createScenario(
  tenant: TenantDocument = contoso(),
  env: Readonly<Record<string, string>> = {},
): Promise<Scenario> {
  const emulator = await startEmulator({ tenant });
  const workspace = await createWorkspace({ env: { M365_LICENSES_GRAPH_ENDPOINT: emulator.url, ...env } });
  const created = await workspace.run(["stack", "init", "contoso"]);
  if (created.code !== 0) throw new Error(created.output);
  const admin = new AdministratorsView(emulator.url);
  return {
    emulator,
    workspace,
    admin,
    stack: (yaml) => workspace.write("stacks/contoso.yaml", yaml),
    preview: (...args) => workspace.run(["preview", "--diff", ...args]),
    previewPaths: async () => {
      const { stdout, output, code } = await workspace.run(["preview", "--json"]);
      if (code !== 0) throw new Error(output);
      return changedPaths(parsePreview(stdout), "m365:TenantLicenses");
    },
    up: (...args) => workspace.run(["up", "--yes", "--diff", "--skip-preview", ...args]),
    startUp: (...args) => workspace.start(["up", "--yes", "--skip-preview", ...args]),
    destroy: (...args) => workspace.run(["destroy", "--yes", ...args]),
    anHourPasses: async () => {
      const { stdout, code, output } = await workspace.run(["stack", "export"]);
      if (code !== 0) throw new Error(output);
      const earlier = stdout.replaceAll(/2\d{3}-\d\d-\d\dT[\d:.]+Z(?=\\")/g, (moment) =>
        new Date(Date.parse(moment) - 3_600_000).toISOString(),
      );
      if (earlier === stdout) throw new Error("the ledger remembers no moment");
      workspace.write("state.json", earlier);
      const imported = await workspace.run(["stack", "import", "--file", "state.json"]);
      if (imported.code !== 0) throw new Error(imported.output);
    },
    dispose: async () => {
      await workspace.dispose();
      await emulator.stop();
    },
  };
}
