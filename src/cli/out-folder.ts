import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CliFailure, type CliContext } from "./context";

/**
 * Whether files can be left in the folder, tried before anything is done that they shall tell of.
 *
 * @throws CliFailure where they cannot
 */
export function testOutFolder(context: CliContext, out: string): void {
  const folder = resolve(context.workingFolder, out);
  const trial = join(folder, `.m365-licenses.${String(process.pid)}.part`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(trial, "");
    rmSync(trial);
  } catch (error) {
    throw new CliFailure(
      "out-unwritable",
      `Nothing can be written to ${out}: ${messageOf(error)}. Nothing was begun.`,
      "Name another folder with --out, or make this one writable.",
    );
  }
}

/**
 * Leaves reports there.
 *
 * @returns what went wrong, as sentences: what the reports tell of has happened by then
 */
export function keepFiles(
  context: CliContext,
  out: string,
  stack: string,
  files: ReadonlyMap<string, string>,
): readonly string[] {
  return [...files].flatMap(([suffix, text]) => {
    const target = join(resolve(context.workingFolder, out), `${stack}.${suffix}`);
    try {
      writeFileSync(target, text);
      return [];
    } catch (error) {
      return [`${target} could not be written: ${messageOf(error)}.`];
    }
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
