import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CliFailure, type CliContext } from "../context";

/** The engine that this package was tested with, as the npm package that brings it. */
const enginePackage = "pulumi@3.259.0";

/** What installs the engine in a repository, on every system: pinned in package.json, downloaded when first used. */
const installEngine = `npm install --save-dev --save-exact ${enginePackage}`;

/** Name and version, as package.json has them. */
export const enginePin: readonly [string, string] = ["pulumi", enginePackage.replace(/^pulumi@/, "")];

/**
 * Where the engine is looked for: the folder that was named, what the machine has, then the packages of this
 * repository. `npm run` and `npx` put those first: a pipeline's own engine, whose checksum it has verified, would give
 * way to one that is downloaded.
 */
export function enginePath({ environment, workingFolder }: CliContext): string {
  const named = environment["M365_LICENSES_ENGINE_DIR"] ?? "";
  const parts = (environment["PATH"] ?? "").split(delimiter);
  const ofPackages = parts.filter(isOfPackages);
  return [named, ...parts.filter((part) => !isOfPackages(part)), ...ofPackages, binFolder(workingFolder)]
    .filter((part) => part !== "")
    .join(delimiter);
}

function binFolder(folder: string): string {
  return join(folder, "node_modules", ".bin");
}

function isOfPackages(folder: string): boolean {
  return /[\\/]node_modules[\\/]\.bin[\\/]?$/.test(folder);
}

/** @throws CliFailure with the command that installs one here */
export function findEngine(context: CliContext): string {
  const engine = lookForEngine(context);
  if (engine !== undefined) return engine;
  throw new CliFailure(
    "no-engine",
    "The Pulumi engine is not here: there is no pulumi on PATH.",
    `Install it in this repository: ${installEngine}. Where it is elsewhere, name its folder with ` +
      "M365_LICENSES_ENGINE_DIR.",
  );
}

export function lookForEngine(context: CliContext): string | undefined {
  const names = process.platform === "win32" ? ["pulumi.exe", "pulumi.cmd"] : ["pulumi"];
  return enginePath(context)
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
}
