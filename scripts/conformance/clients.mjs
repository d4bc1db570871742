import { createHash } from "node:crypto";
import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { cacheRoot, makeWorkFolder } from "../engine/cache.mjs";
import { findOnPath } from "../engine/path-engine.mjs";
import { runCommand } from "../run-command.mjs";

/** msgraph-core needs `deprecated` for its batches and does not say so. */
const pythonPackages = ["msgraph-sdk==1.65.0", "azure-identity==1.27.0", "aiohttp==3.14.5", "deprecated==1.3.1"];
const cliPackage = "@pnp/cli-microsoft365@11.11.0";
const INSTALL_TIMEOUT_MS = 15 * 60_000;

/**
 * An official client that is too heavy for node_modules (477 packages, 100 MB of Python): it is put into the user's
 * cache once.
 *
 * @typedef {object} ForeignClient
 * @property {string} name as people call it
 * @property {string} folder where it is installed, whole or not at all
 * @property {string} entry the file that tests start: the interpreter, or the program
 * @property {(env: NodeJS.ProcessEnv) => string | undefined} missing why it cannot be installed on this machine
 * @property {(work: string, env: NodeJS.ProcessEnv) => readonly (readonly string[])[]} commands that install it into
 *   an empty folder
 */

/** @param {NodeJS.ProcessEnv} env @returns {ForeignClient} */
export function pythonSdk(env) {
  const folder = join(
    cacheRoot(env),
    `conformance-python-${createHash("sha256").update(pythonPackages.join()).digest("hex").slice(0, 12)}`,
  );
  return {
    name: "msgraph-sdk for Python",
    folder,
    entry: join(folder, "bin", "python"),
    missing: (environment) =>
      findOnPath(environment, "python3") === undefined ? "there is no python3 on PATH" : undefined,
    commands: (work) => [
      ["python3", "-m", "venv", work],
      [
        join(work, "bin", "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        ...pythonPackages,
      ],
    ],
  };
}

/** @param {NodeJS.ProcessEnv} env @returns {ForeignClient} */
export function cliForMicrosoft365(env) {
  const folder = join(cacheRoot(env), `conformance-cli-microsoft365-${cliPackage.split("@").pop()}`);
  return {
    name: "the CLI for Microsoft 365",
    folder,
    entry: join(folder, "node_modules", "@pnp", "cli-microsoft365", "dist", "index.js"),
    missing: (environment) => (findOnPath(environment, "npm") === undefined ? "there is no npm on PATH" : undefined),
    commands: (work) => [
      [
        "npm",
        "install",
        "--prefix",
        work,
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        cliPackage,
      ],
    ],
  };
}

/** @param {ForeignClient} client */
export function isInstalled(client) {
  return existsSync(client.entry);
}

/**
 * Installs a client where it is not there yet.
 *
 * @param {ForeignClient} client
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>} why it could not be installed
 */
export async function install(client, env) {
  if (isInstalled(client)) return undefined;
  const missing = client.missing(env);
  if (missing !== undefined) return missing;
  const work = makeWorkFolder(cacheRoot(env));
  writeFileSync(join(work, "package.json"), "{}");
  for (const [command = "", ...args] of client.commands(work, env)) {
    const { code, stderr, timedOut, startError } = await runCommand(command, args, {
      env,
      timeoutMs: INSTALL_TIMEOUT_MS,
    });
    if (code === 0) continue;
    rmSync(work, { recursive: true, force: true });
    if (timedOut) return `it was not installed within ${INSTALL_TIMEOUT_MS / 60_000} minutes`;
    const told = stderr.split("\n").find((line) => /error/i.test(line)) ?? stderr.trim();
    return startError ?? `${basename(command)} could not install it (${told})`;
  }
  // Interpreters find their packages beside themselves: the folder may be moved, and nobody ever sees half of it.
  renameSync(work, client.folder);
  return undefined;
}
