import { getStack } from "@pulumi/pulumi/metadata";
import type { GroupToMake } from "../../terms/desired";
import { groupKey } from "../../stack/files/principal-name";
import { loadProgramStack } from "../../stack/load-program-stack";
import type { Problem } from "../../stack/problems/problem";
import { wholeValue } from "../../stack/value-tree";
import type { Later } from "./later";
import { refuseProgram } from "./refuse-program";

/**
 * The groups to make of a stack of which something is not known yet. They themselves have to be: the engine is told
 * when the program begins which groups there are to be.
 *
 * @throws RunError with what is wrong with them
 */
export function groupsToMake(args: unknown, later: readonly Later[], now: Date): readonly GroupToMake[] {
  const late = later.filter(
    ({ path }) => path === "protect" || /^assignments\[\d+\]\.groups\[\d+\]\.create\b/.test(path),
  );
  if (late.length > 0)
    throw refuseProgram(
      getStack(),
      late.map(({ path }) => tooLate(path)),
    );
  const assignments = listOf(args, "assignments").map((assignment, index) => ({
    name: `assignment ${String(index)}`,
    licenses: ["ENTERPRISEPACK"],
    users: ["nobody@unknown.invalid"],
    groups: [...listOf(assignment, "groups"), "none"].map((group, at) =>
      isToMake(group) ? group : `group ${String(index)}.${String(at)}`,
    ),
  }));
  if (!assignments.some(({ groups }) => groups.some(isToMake))) return [];
  // Everything else is looked at once it is known.
  const result = loadProgramStack({ tenant: "unknown.invalid", assignments }, now);
  if (result.kind === "invalid") throw refuseProgram(getStack(), result.problems);
  return result.stack.desired.make ?? [];
}

/** @throws RunError where a group that is to be made has only become known with what another resource told */
export function refuseLateGroups(known: readonly GroupToMake[], inTime: readonly GroupToMake[]): void {
  const names = new Set(inTime.map(({ name }) => groupKey(name)));
  const late = known.filter(({ name }) => !names.has(groupKey(name)));
  if (late.length > 0)
    throw refuseProgram(
      getStack(),
      late.map(({ place = wholeValue }) => ({ ...tooLate(""), place })),
    );
}

function tooLate(property: string): Problem {
  return {
    code: "wrong-type",
    place: { property },
    message: "This comes from another resource, and has to be known when the program begins.",
    remedy: "Write the value itself.",
  };
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const list: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return Array.isArray(list) ? list : [];
}

function isToMake(group: unknown): group is { readonly create: unknown } {
  return typeof group === "object" && group !== null && "create" in group;
}
