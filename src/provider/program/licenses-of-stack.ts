import * as path from "node:path";
import { getRootDirectory, getStack } from "@pulumi/pulumi/metadata";
import { loadStack } from "../../stack/load-stack";
import type { Problem } from "../../stack/problems/problem";
import type { Stack } from "../../stack/stack";
import { listYaml, scopeOf } from "../../stack/files/read-file";
import { compareStacks } from "../../stack/validate-stacks";
import { refuseProgram } from "./refuse-program";
import { TenantLicenses } from "./tenant-licenses";

/**
 * Reads `stacks/<stack>.yaml` of the project and declares what it says.
 *
 * @param name the stack file's name without ending; the Pulumi stack's name by default
 * @throws RunError with every problem of the file, each with its place; nothing is registered then
 */
export function licensesOfStack(name: string = getStack()): TenantLicenses {
  const source = path.posix.join("stacks", `${name}.yaml`);
  const result = loadStack(source, { now: new Date(), root: getRootDirectory() });
  if (result.kind === "invalid") throw refuseProgram(name, result.problems);
  const { stack } = result;
  const shared = sharedWithOthers(stack, source);
  if (shared.length > 0) throw refuseProgram(name, shared);
  return new TenantLicenses("licenses", { stack, source });
}

/**
 * What this stack and another of the same folder declare both: each would take back what the other gives. A file that
 * cannot be read as a stack is its own run's business.
 */
function sharedWithOthers(stack: Stack, source: string): readonly Problem[] {
  const root = getRootDirectory();
  const now = new Date();
  return listYaml(scopeOf(source, root, undefined))
    .map((file) => path.posix.join("stacks", file))
    .filter((file) => file !== source)
    .flatMap((file) => {
      const other = loadStack(file, { now, root });
      return other.kind === "ok" ? compareStacks([other.stack, stack]) : [];
    });
}
