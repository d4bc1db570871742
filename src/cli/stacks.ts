import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { formatPlace } from "../terms/place";
import { loadStack } from "../stack/load-stack";
import type { Stack } from "../stack/stack";
import { CliFailure, type CliContext } from "./context";

/** Where stacks stand, unless a file is named. */
export const stacksFolder = "stacks";

/**
 * `contoso` is `stacks/contoso.yaml`; anything that looks like a file is taken as one. Forward slashes, relative to the
 * working folder.
 */
export function stackFile(name: string): string {
  return /[\\/]|\.ya?ml$/.test(name) ? name.replace(/\\/g, "/") : `${stacksFolder}/${name}.yaml`;
}

export function stackName(file: string): string {
  return file.replace(/^.*\//, "").replace(/\.ya?ml$/, "");
}

/** Every stack of the repository, by name. */
export function findStackFiles(context: CliContext): readonly string[] {
  const folder = resolve(context.workingFolder, stacksFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => `${stacksFolder}/${entry.name}`)
    .sort();
}

/** The files that were named, or every stack there is. */
export function chooseStackFiles(context: CliContext, named: readonly string[]): readonly string[] {
  if (named.length > 0) return named.map(stackFile);
  const files = findStackFiles(context);
  if (files.length === 0) {
    throw new CliFailure(
      "no-stacks",
      `There is no stack in ${join(context.workingFolder, stacksFolder)}.`,
      "Name a file, run this at the root of the repository, or begin with `npx pulumi-m365-licenses init`.",
    );
  }
  return files;
}

/** The one stack that was named, or the only one there is. */
export function chooseStackFile(context: CliContext, named: string | undefined): string {
  if (named !== undefined) return stackFile(named);
  const files = chooseStackFiles(context, []);
  const [only] = files;
  if (only === undefined || files.length > 1) {
    throw new CliFailure(
      "which-stack",
      `There are ${files.length} stacks: ${files.map(stackName).join(", ")}.`,
      "Name one with --stack.",
    );
  }
  return only;
}

/** @throws CliFailure with every problem of the file. */
export function readStack(context: CliContext, file: string): Stack {
  const result = loadStack(file, { now: context.now(), root: context.workingFolder });
  if (result.kind === "ok") return result.stack;
  const lines = result.problems.map(
    ({ place, message, remedy }) => `${formatPlace(place)}: ${message}${remedy === undefined ? "" : ` ${remedy}`}`,
  );
  throw new CliFailure("invalid-stack", `${file} is not valid:`, "Correct it and run again.", lines);
}
