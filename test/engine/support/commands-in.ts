import { engineEnvironment } from "../../../scripts/workspace/engine-environment.mjs";
import { commandLine, type Outcome } from "../../cli/command-line";
import { engineFolder } from "../../support/engine";
import type { Scenario } from "./scenario";

/** Commands of `m365-licenses` in the project of a scenario, with its engine, home and state. */
export async function commandsIn({
  workspace,
  emulator,
}: Scenario): Promise<(...args: readonly string[]) => Promise<Outcome>> {
  const { root, home, state } = workspace;
  const engine = engineEnvironment({ engineFolder: await engineFolder(), home, state });
  const environment = Object.fromEntries(
    Object.entries(engine).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return (...args) => commandLine(args, { folder: root, graph: emulator.url, environment });
}
