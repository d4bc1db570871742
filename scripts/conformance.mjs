import { join } from "node:path";
import { cliForMicrosoft365, install, isInstalled, pythonSdk } from "./conformance/clients.mjs";
import { runCommand } from "./run-command.mjs";
import { projectRoot } from "./setup.mjs";

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

for (const client of [pythonSdk(process.env), cliForMicrosoft365(process.env)]) {
  if (!isInstalled(client)) say(`Installing ${client.name} in ${client.folder}; that takes some minutes, once.`);
  const problem = await install(client, process.env);
  if (problem !== undefined) say(`${client.name} is left out: ${problem}`);
}
const vitest = join(projectRoot, "node_modules", "vitest", "vitest.mjs");
const { code } = await runCommand(
  process.execPath,
  [
    vitest,
    "run",
    "--project",
    "unit",
    "--project",
    "clients",
    "emulator/test/clients/official-clients.test.ts",
    "emulator/test/clients/python-sdk.test.ts",
    "emulator/test/clients/m365-cli.test.ts",
  ],
  {
    cwd: projectRoot,
    output: "inherit",
  },
);
process.exitCode = code ?? 1;
