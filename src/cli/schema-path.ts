import { existsSync } from "node:fs";
import { dirname, join, posix } from "node:path";

/**
 * The schema by which an editor checks a stack file, as the file's first line names it: that of the installed package,
 * or, in a clone of this project, its own.
 *
 * @param root of the repository
 * @param file relative to it, with forward slashes
 */
export function schemaPath(root: string, file: string, schema: "stack" | "stack-part"): string {
  const own = `schema/${schema}.schema.json`;
  const target = existsSync(join(root, own)) ? own : `node_modules/pulumi-m365-licenses/${own}`;
  return posix.relative(dirname(file), target);
}
