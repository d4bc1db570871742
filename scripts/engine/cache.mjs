import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ENGINE_VERSION } from "./versions.mjs";

const executable = process.platform === "win32" ? ".exe" : "";

/** What the engine needs beside it to run a Node.js program with a dynamic provider. */
export const ENGINE_FILES = {
  engine: `pulumi${executable}`,
  languageHost: `pulumi-language-nodejs${executable}`,
  dynamicProvider: process.platform === "win32" ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs",
};

const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * The folder for what is expensive to make and belongs to no work tree.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheRoot(env) {
  const base = env["XDG_CACHE_HOME"] || join(env["HOME"] || homedir(), ".cache");
  return join(base, "pulumi-m365-licenses");
}

/**
 * Names the cached engine by its version and by everything that it is built from, so that a changed language host is
 * built anew and an old work tree still finds its own.
 *
 * @param {string} sources folder of the Go module
 */
export function engineCacheKey(sources) {
  const hash = createHash("sha256");
  for (const file of listFiles(sources, "").filter((name) => /\.go$|^go\.(mod|sum)$/.test(name))) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(sources, file)))
      .update("\0");
  }
  return `engine-${ENGINE_VERSION}-${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 12)}`;
}

/** @param {string} root @param {string} below @returns {string[]} */
function listFiles(root, below) {
  return readdirSync(join(root, below), { withFileTypes: true })
    .flatMap((entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? listFiles(root, path) : [path];
    })
    .sort();
}

/** @param {string} folder */
export function holdsEngine(folder) {
  return Object.values(ENGINE_FILES).every((file) => existsSync(join(folder, file)));
}

/**
 * Makes an empty folder next to the final one, and clears those that an interrupted run left behind.
 *
 * @param {string} cache
 */
export function makeWorkFolder(cache) {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (!name.startsWith(".work-") || Date.now() - statSync(path).mtimeMs < ABANDONED_AFTER_MS) continue;
    rmSync(path, { recursive: true, force: true });
  }
  const folder = join(cache, `.work-${process.pid}-${randomBytes(4).toString("hex")}`);
  mkdirSync(folder);
  return folder;
}

/**
 * Moves a finished engine to its final name in one step: nobody ever sees half an engine. Where another process was
 * faster, its engine is the same one, and stays.
 *
 * @param {string} finished
 * @param {string} final
 */
export function publishEngine(finished, final) {
  try {
    renameSync(finished, final);
  } catch (error) {
    if (!holdsEngine(final)) throw error;
  }
}
