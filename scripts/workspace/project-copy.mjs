import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const COPIED = ["Pulumi.yaml", "package.json", "dist", "engine/dynamic-provider"];

/**
 * Lays out a folder that the engine cannot tell from a clone that is installed and built: the same program, with stacks
 * of its own.
 *
 * `dist` is copied, not linked. The engine makes it the working directory of program and provider, and a process that
 * enters a linked folder sees its real path: it would then look for the stacks of the original.
 *
 * @param {string} root the project, compiled
 * @param {string} folder where to
 */
export function copyProject(root, folder) {
  for (const name of COPIED) {
    if (!existsSync(join(root, name)))
      throw new Error(`${join(root, name)} is missing; run \`node scripts/setup.mjs\` first.`);
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  mkdirSync(join(folder, "stacks"), { recursive: true });
}
