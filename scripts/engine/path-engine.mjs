import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { runCommand } from "../run-command.mjs";
import { ENGINE_FILES } from "./cache.mjs";
import { isAtLeast } from "./versions.mjs";

const VERSION_TIMEOUT_MS = 20_000;

/** @typedef {{ folder: string } | { reason: string }} EngineAttempt */

/**
 * The engine that the machine already has, used as it is.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} minimumVersion
 * @returns {Promise<EngineAttempt>}
 */
export async function findEngineOnPath(env, minimumVersion) {
  const engine = findOnPath(env, ENGINE_FILES.engine);
  if (engine === undefined) return { reason: "there is no pulumi on PATH" };
  // The engine looks for its hosts on PATH, then in the folder of its own real file.
  const beside = join(dirname(realpathSync(engine)), ENGINE_FILES.languageHost);
  if (findOnPath(env, ENGINE_FILES.languageHost) === undefined && !isExecutable(beside)) {
    return { reason: `${engine} has no ${ENGINE_FILES.languageHost} on PATH or beside it` };
  }
  const { code, stdout, startError } = await runCommand(engine, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMs: VERSION_TIMEOUT_MS,
  });
  if (code !== 0)
    return { reason: `${engine} does not answer \`pulumi version\` (${startError ?? `exit code ${code}`})` };
  if (!isAtLeast(stdout, minimumVersion)) {
    return { reason: `${engine} is ${stdout.trim()}, older than ${minimumVersion}` };
  }
  return { folder: dirname(engine) };
}

/** @param {NodeJS.ProcessEnv} env @param {string} file @returns {string | undefined} */
export function findOnPath(env, file) {
  return (env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, file))
    .find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
