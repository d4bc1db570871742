import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import type { Stack } from "../../../stack/stack";
import { CliFailure, type CliContext } from "../../context";
import type { Texts } from "./take-out";

/**
 * Nothing outside of the project is read or written, over a link neither.
 *
 * @throws CliFailure where the path leads out of it
 */
export function insideProject(context: CliContext, path: string): string {
  const root = realpathSync(context.workingFolder);
  let known = resolve(root, path);
  while (lstatSync(known, { throwIfNoEntry: false }) === undefined) known = dirname(known);
  const inside = [resolve(root, path), realPathOf(known)].every((target) => {
    const way = relative(root, target);
    return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  });
  if (inside) return path;
  throw new CliFailure(
    "outside-project",
    `${path} lies outside of this folder, or leads out of it.`,
    "Run this at the root of the repository that has the stack.",
  );
}

/** Of a link that leads nowhere: the root of everything, which is inside of nothing. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return sep;
  }
}

/** Every file of a stack. */
export function readTexts(context: CliContext, stack: Stack): Texts {
  return new Map(stack.files.map((path) => [path, readFileSync(resolve(context.workingFolder, path), "utf8")]));
}

/**
 * Writes what is no longer as it was.
 *
 * @returns the paths, also where nothing is to be written yet
 * @throws CliFailure where one leads out of the project; nothing is written then
 */
export function writeChanged(
  context: CliContext,
  before: Texts,
  after: Texts,
  isToBeWritten: boolean,
): readonly string[] {
  const changed = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
  for (const path of changed) insideProject(context, path);
  if (isToBeWritten) for (const path of changed) write(resolve(context.workingFolder, path), after.get(path) ?? "");
  return changed;
}

function write(path: string, text: string): void {
  if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
