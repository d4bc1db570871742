import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findOnPath } from "../engine/path-engine.mjs";
import { runCommand } from "../run-command.mjs";
import { SetupError } from "./setup-error.mjs";

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */
/** @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile */

/**
 * Runs `npm ci --ignore-scripts` where what is installed is not what package-lock.json says: no script of ours either,
 * `buildWhenStale` compiles.
 *
 * @param {{ root: string, env: NodeJS.ProcessEnv, log: (line: string) => void }} request
 */
export async function installDependencies({ root, env, log }) {
  const locked = readLockfile(join(root, "package-lock.json"));
  if (!locked) throw new SetupError(`There is no readable package-lock.json in ${root}.`);
  const installed = readLockfile(join(root, "node_modules", ".package-lock.json"));
  if (installed && isInstalled(locked, installed)) return;

  const npm = findOnPath(env, process.platform === "win32" ? "npm.cmd" : "npm");
  if (npm === undefined) throw new SetupError("npm is not on PATH; it comes with Node.js (https://nodejs.org/).");
  const why = installed ? "node_modules differs from package-lock.json" : "there is no node_modules";
  log(`${why}: npm ci --ignore-scripts`);
  const { code } = await runCommand(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: root,
    env,
    output: "inherit",
  });
  if (code !== 0)
    throw new SetupError("`npm ci --ignore-scripts` failed; what it says is above. It needs the npm registry.");
}

/**
 * Whether npm's own record of node_modules has every locked package at its locked version, and no other. Optional
 * packages may be missing: they belong to other platforms.
 *
 * @param {Lockfile} locked
 * @param {Lockfile} installed
 */
export function isInstalled(locked, installed) {
  const { "": _root, ...wanted } = locked.packages ?? {};
  const present = installed.packages ?? {};
  const complete = Object.entries(wanted).every(([path, entry]) => {
    const found = present[path];
    if (!found) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
  return complete && Object.keys(present).every((path) => path in wanted);
}

/** @param {string} path @returns {Lockfile | undefined} */
function readLockfile(path) {
  if (!existsSync(path)) return undefined;
  try {
    return /** @type {Lockfile} */ (JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}
