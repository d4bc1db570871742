import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot } from "./engine/cache.mjs";
import { findOrInstallEngine } from "./engine/find-or-install.mjs";
import { findOnPath } from "./engine/path-engine.mjs";
import { runCommand } from "./run-command.mjs";
import { describeSetupError, projectRoot, setUp } from "./setup.mjs";

// `npm run adopt -- 20 22 24 26`: from nothing to an applied and undone change, as a company does it, on each of these
// versions of Node.js. The npm registry has their programs as packages.

/** @param {string} text */
const say = (text) => void process.stdout.write(`${text}\n`);

/** @param {string} version @returns {Promise<string>} the program */
async function installNode(version) {
  const system = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = join(cacheRoot(process.env), `node-${version}`);
  const program = join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(program)) return program;
  const options = ["--no-audit", "--no-fund", "--ignore-scripts"];
  const npm = findOnPath(process.env, process.platform === "win32" ? "npm.cmd" : "npm") ?? "npm";
  const { code, stderr } = await runCommand(npm, ["install", "--prefix", folder, ...options, `${name}@${version}`]);
  if (code !== 0) throw new Error(`Node.js ${version} could not be installed:\n${stderr}`);
  return program;
}

/** @param {string} version @param {string} engine @returns {Promise<boolean>} */
async function adoptOn(version, engine) {
  const program = await installNode(version);
  const { stdout } = await runCommand(program, ["--version"]);
  say(`\nNode.js ${stdout.trim()}`);
  const { code } = await runCommand(
    process.execPath,
    [
      join(projectRoot, "node_modules", "vitest", "vitest.mjs"),
      ...["run", "--project", "engine", "test/engine/adopt", "--reporter", "verbose"],
    ],
    {
      cwd: projectRoot,
      env: { ...process.env, M365_LICENSES_ENGINE_DIR: engine, M365_LICENSES_ADOPT_NODE: program },
      output: "inherit",
    },
  );
  return code === 0;
}

try {
  await setUp();
  const engine = await findOrInstallEngine();
  const versions = process.argv.length > 2 ? process.argv.slice(2) : ["20", "22", "24", "26"];
  /** @type {string[]} */
  const failed = [];
  for (const version of versions) if (!(await adoptOn(version, engine))) failed.push(version);
  say(
    failed.length === 0
      ? `\nAdopted on Node.js ${versions.join(", ")}.`
      : `\nFailed on Node.js ${failed.join(", ")}, of ${versions.join(", ")}.`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${describeSetupError(error) ?? (error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}
