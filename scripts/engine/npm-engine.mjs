import { join } from "node:path";
import { runCommand } from "../run-command.mjs";
import { holdsEngine } from "./cache.mjs";
import { findOnPath } from "./path-engine.mjs";
import { ENGINE_VERSION } from "./versions.mjs";

const PACKAGE_TIMEOUT_MS = 60_000;
// The package is small; the engine that it downloads has more than 100 MB. A site that cannot be reached fails within
// seconds, so this limit only meets slow lines.
const DOWNLOAD_TIMEOUT_MS = 240_000;

/**
 * Installs the official npm package `pulumi` into the work folder and lets it download the engine.
 *
 * @param {string} work an empty folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import("./path-engine.mjs").EngineAttempt>}
 */
export async function downloadEngine(work, env) {
  const npm = findOnPath(env, process.platform === "win32" ? "npm.cmd" : "npm");
  if (npm === undefined) return { reason: "npm is not on PATH" };
  const installed = await runCommand(
    npm,
    [
      "install",
      "--prefix",
      work,
      "--no-save",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      "--fetch-retries=0",
      "--fetch-timeout=20000",
      `pulumi@${ENGINE_VERSION}`,
    ],
    { cwd: work, env, timeoutMs: PACKAGE_TIMEOUT_MS },
  );
  if (installed.code !== 0) return { reason: `the npm package could not be installed (${lastWords(installed)})` };

  // The package keeps what it downloads below PULUMI_HOME, in versions/<version>/bin.
  const downloaded = await runCommand(process.execPath, [join(work, "node_modules", "pulumi", "run.js"), "version"], {
    cwd: work,
    env: { ...env, PULUMI_HOME: work, PULUMI_VERSION: ENGINE_VERSION, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMs: DOWNLOAD_TIMEOUT_MS,
  });
  if (downloaded.code !== 0) return { reason: `its download of the engine failed (${lastWords(downloaded)})` };
  const folder = join(work, "versions", ENGINE_VERSION, "bin");
  return holdsEngine(folder) ? { folder } : { reason: "what it downloaded has no Node.js language host" };
}

/** @param {import("../run-command.mjs").CommandResult} result */
export function lastWords({ timedOut, startError, stdout, stderr, code }) {
  if (timedOut) return "it took too long";
  const line = `${stdout}\n${stderr}`
    .split("\n")
    .map((text) => text.trim())
    .filter((text) => text !== "" && !/complete log of this run/.test(text) && !/^npm (warn|notice)/.test(text))
    .pop();
  return startError ?? line ?? `exit code ${code}`;
}
