import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { EngineMissingError, findOrInstallEngine } from "./engine/find-or-install.mjs";
import { buildWhenStale } from "./setup/build.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { checkNodeVersion } from "./setup/node-version.mjs";
import { SetupError } from "./setup/setup-error.mjs";

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} line */
function logSetup(line) {
  process.stderr.write(`setup: ${line}\n`);
}

/**
 * Dependencies and compiled code, on a machine that has nothing but Node.js and npm. Errors of the compiler are
 * returned, not thrown: `npm test` reports them with everything else.
 *
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function setUpPackage() {
  checkNodeVersion(process.version);
  const request = { root: projectRoot, env: process.env, log: logSetup };
  await installDependencies(request);
  return buildWhenStale(request);
}

/**
 * Everything that a run of the product needs.
 *
 * @returns {Promise<{ engineFolder: string }>} the folder to put first on PATH
 * @throws {SetupError | EngineMissingError} whose message is for the person at the terminal
 */
export async function setUp() {
  const build = await setUpPackage();
  if (!build.ok) throw new SetupError(`${build.output.trimEnd()}\nThe product does not compile; see above.`);
  return { engineFolder: await findOrInstallEngine() };
}

/**
 * @param {unknown} error
 * @returns {string | undefined} the message, where the error is one that a person can do something about
 */
export function describeSetupError(error) {
  return error instanceof SetupError || error instanceof EngineMissingError ? error.message : undefined;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { engineFolder } = await setUp();
    process.stdout.write(`${engineFolder}\n`);
  } catch (error) {
    const message = describeSetupError(error);
    if (message === undefined) throw error;
    process.stderr.write(`${message}\n`);
    process.exitCode = 1;
  }
}
