import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { formatClosingLine, ClosingLineHolder, sumUp } from "./closing-line.mjs";
import { findOrInstallEngine } from "./engine/find-or-install.mjs";
import { findOnPath } from "./engine/path-engine.mjs";
import { whenInterrupted } from "./interrupt.mjs";
import { runCommand } from "./run-command.mjs";
import { describeSetupError, projectRoot, setUpPackage } from "./setup.mjs";
import { endProcessesWith, processesWith } from "./workspace/processes.mjs";

const WITHOUT_ENGINE = "--without-engine";

/** Every process of the tests inherits this variable, so that what one of them leaves behind can be found. */
const RUN_MARK = "LICENSES_TEST_RUN";
const TIME_TO_END_MS = 5_000;

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

/** @param {string} script one of package.json @returns {Promise<{ name: string, ok: boolean, output: string }>} */
async function runCheck(script) {
  const started = Date.now();
  const npm = findOnPath(process.env, process.platform === "win32" ? "npm.cmd" : "npm") ?? "npm";
  const { code, stdout, stderr } = await runCommand(npm, ["run", "--silent", script], { cwd: projectRoot });
  say(`${script}: ${code === 0 ? "passed" : "FAILED"} in ${Math.round((Date.now() - started) / 1000)} s`);
  return { name: script, ok: code === 0, output: `${stdout}${stderr}`.trimEnd() };
}

/** @param {string[]} args for vitest @param {NodeJS.ProcessEnv} env */
async function runTests(args, env) {
  const held = new ClosingLineHolder((text) => process.stdout.write(text));
  const vitest = join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  const { code } = await runCommand(process.execPath, [vitest, "run", ...args], {
    cwd: projectRoot,
    env: process.stdout.isTTY ? { FORCE_COLOR: "1", ...env } : env,
    output: (text) => held.pass(text),
  });
  return { counts: held.end(), code };
}

/** @param {string} run @returns {Promise<number>} of processes that were left behind, and have been ended */
async function clearUp(run) {
  for (let waited = 0; waited < TIME_TO_END_MS && processesWith(RUN_MARK, run).length > 0; waited += 100)
    await sleep(100);
  return endProcessesWith(RUN_MARK, run);
}

/** @param {string[]} args */
async function runEverything(args) {
  const withEngine = !args.includes(WITHOUT_ENGINE);
  const vitestArgs = args.filter((arg) => arg !== WITHOUT_ENGINE);
  const build = await setUpPackage();
  const run = randomUUID();
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, [RUN_MARK]: run };
  whenInterrupted(() => clearUp(run));
  if (withEngine) env["M365_LICENSES_ENGINE_DIR"] = await findOrInstallEngine();
  else {
    // The quick run is for between two edits: few of the random cases, the emulator's settings otherwise all at once,
    // nothing that is about a hundred thousand people in the emulator.
    env["M365_LICENSES_PROPERTY_RUNS"] ??= "300";
    env["M365_LICENSES_QUICK_RUN"] = "yes";
  }

  // The tests go on beside both: many of them wait for a server's clock.
  const checking = [runCheck("typecheck"), runCheck("lint")];
  const { counts, code } = await runTests([...(withEngine ? [] : ["--project", "unit"]), ...vitestArgs], env);
  const leftBehind = await clearUp(run);
  if (leftBehind > 0) say(`\nThe tests left ${leftBehind} processes behind; they have been ended.`);

  const failed = [{ name: "build", ...build }, ...(await Promise.all(checking))].filter((check) => !check.ok);
  for (const { name, output } of failed) say(`\n${name} failed:\n${output}`);
  return sumUp(counts, code, failed.length + (leftBehind > 0 ? 1 : 0));
}

try {
  const counts = await runEverything(process.argv.slice(2));
  process.exitCode = counts.failed === 0 ? 0 : 1;
  say(formatClosingLine(counts));
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${describeSetupError(error) ?? (error instanceof Error ? error.stack : String(error))}\n`);
  say(formatClosingLine({ passed: 0, failed: 1, skipped: 0 }));
}
