import { join } from "node:path";
import { formatClosingLine, holdClosingLine, sumUp } from "./closing-line.mjs";
import { findOrInstallEngine } from "./engine/find-or-install.mjs";
import { findOnPath } from "./engine/path-engine.mjs";
import { runCommand } from "./run-command.mjs";
import { describeSetupError, projectRoot, setUpPackage } from "./setup.mjs";

const WITHOUT_ENGINE = "--without-engine";

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
  const held = holdClosingLine((text) => process.stdout.write(text));
  const vitest = join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  const { code } = await runCommand(process.execPath, [vitest, "run", ...args], {
    cwd: projectRoot,
    env: process.stdout.isTTY ? { FORCE_COLOR: "1", ...env } : env,
    output: held.pass,
  });
  return { counts: held.end(), code };
}

/** @param {string[]} args */
async function runEverything(args) {
  const withEngine = !args.includes(WITHOUT_ENGINE);
  const vitestArgs = args.filter((arg) => arg !== WITHOUT_ENGINE);
  const build = await setUpPackage();
  const env = { ...process.env };
  if (withEngine) env["M365_LICENSES_ENGINE_DIR"] = await findOrInstallEngine();

  const checks = [{ name: "build", ...build }, ...(await Promise.all([runCheck("typecheck"), runCheck("lint")]))];
  const failed = checks.filter((check) => !check.ok);
  for (const { name, output } of failed) say(`\n${name} failed:\n${output}`);

  const { counts, code } = await runTests([...(withEngine ? [] : ["--project", "unit"]), ...vitestArgs], env);
  if (failed.length > 0) say(`\nfailed before the tests: ${failed.map(({ name }) => name).join(", ")}`);
  return sumUp(counts, code, failed.length);
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
