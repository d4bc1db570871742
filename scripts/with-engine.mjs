import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { whenInterrupted } from "./interrupt.mjs";
import { describeSetupError, projectRoot, setUp } from "./setup.mjs";

// `npm run licenses -- plan` and `npm run pulumi -- preview --diff`: the command line of this clone, with the engine of
// this machine, or the one that is cached for this project.
try {
  const { engineFolder } = await setUp();
  const main = join(projectRoot, "dist", "src", "cli", "main.js");
  const env = { ...process.env, M365_LICENSES_ENGINE_DIR: engineFolder };
  const child = spawn(process.execPath, [main, ...process.argv.slice(2)], { env, stdio: "inherit" });
  const ended = once(child, "exit");
  // Ctrl-C reaches it by itself.
  whenInterrupted(() => ended);
  const [code] = /** @type {[number | null]} */ (await ended);
  process.exitCode = code ?? 1;
} catch (error) {
  const message = describeSetupError(error);
  if (message === undefined) throw error;
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
