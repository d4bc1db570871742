import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ENGINE_FILES, cacheRoot, engineCacheKey, holdsEngine, makeWorkFolder, publishEngine } from "./cache.mjs";
import { buildEngine } from "./go-engine.mjs";
import { downloadEngine } from "./npm-engine.mjs";
import { findEngineOnPath } from "./path-engine.mjs";
import { ENGINE_VERSION, MINIMUM_GO } from "./versions.mjs";

const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** No engine could be found or installed. The message is written for the person at the terminal. */
export class EngineMissingError extends Error {}

/**
 * Gives the folder that, put first on PATH, makes `pulumi` run this project: the machine's own engine; else one that
 * was installed before; else the official download; else a build from Go modules. Installed engines are kept outside
 * the work tree, and two processes may do this at once.
 *
 * @param {{ root?: string, env?: NodeJS.ProcessEnv, log?: (line: string) => void }} [options]
 * @returns {Promise<string>} an absolute folder
 * @throws {EngineMissingError} with what was tried and what to install
 */
export async function findOrInstallEngine(options = {}) {
  const { root = projectRoot, env = process.env, log = (line) => process.stderr.write(`engine: ${line}\n`) } = options;
  // An engine older than the SDK has not been released together with what the SDK asks of it.
  const minimumVersion = readSdkVersion(root);
  const onPath = await findEngineOnPath(env, minimumVersion);
  if ("folder" in onPath) return onPath.folder;

  const cache = cacheRoot(env);
  const final = join(cache, engineCacheKey(join(root, "scripts", "engine", "go")));
  if (holdsEngine(final)) return final;

  const work = openWorkFolder(cache);
  try {
    log(`${onPath.reason}; downloading Pulumi ${ENGINE_VERSION} with the official npm package`);
    const downloaded = await downloadEngine(work, env);
    if ("folder" in downloaded) return publish(downloaded.folder, final);
    log(`the official npm package did not help: ${downloaded.reason}`);
    const built = await buildEngine({ work, root, env, log });
    if ("folder" in built) return publish(built.folder, final);
    throw new EngineMissingError(describeMissing(onPath.reason, downloaded.reason, built.reason, minimumVersion));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} finished @param {string} final */
function publish(finished, final) {
  publishEngine(finished, final);
  return final;
}

/** @param {string} cache */
function openWorkFolder(cache) {
  try {
    const work = makeWorkFolder(cache);
    // Ctrl-C ends the process without coming back to the caller's `finally`.
    process.once("exit", () => rmSync(work, { recursive: true, force: true }));
    return work;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EngineMissingError(
      `The folder for the engine cannot be written: ${cache} (${why}). Set XDG_CACHE_HOME to a folder that can.`,
    );
  }
}

/** @param {string} root @returns {string} */
function readSdkVersion(root) {
  const file = /** @type {unknown} */ (JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  return /** @type {{ dependencies: { "@pulumi/pulumi": string } }} */ (file).dependencies["@pulumi/pulumi"];
}

/**
 * @param {string} path @param {string} npm @param {string} go reasons
 * @param {string} minimumVersion
 */
function describeMissing(path, npm, go, minimumVersion) {
  return [
    "No Pulumi engine was found, and none could be installed. Tried, in this order:",
    `  - pulumi on PATH: ${path}`,
    `  - the official npm package pulumi ${ENGINE_VERSION}: ${npm}`,
    `  - a build from Go modules: ${go}`,
    "Install one of these, then run the command again:",
    `  - Pulumi ${minimumVersion} or newer with ${ENGINE_FILES.languageHost}, on PATH ` +
      "(https://www.pulumi.com/docs/install/)",
    `  - Go ${MINIMUM_GO} or newer, on PATH (https://go.dev/dl/)`,
  ].join("\n");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.stdout.write(`${await findOrInstallEngine()}\n`);
  } catch (error) {
    if (!(error instanceof EngineMissingError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
