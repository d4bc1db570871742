import { formatPlace } from "../../terms/place";
import { createRequire } from "node:module";
import * as path from "node:path";
import type * as azuread from "@pulumi/azuread";
import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors";
import type { GroupToMake } from "../../terms/desired";
import { visible } from "../../text/visible";
import { groupKey } from "../../stack/files/principal-name";
import type { LicenseRun } from "./license-run";

type GroupClass = typeof azuread.Group;

/**
 * The resource of `@pulumi/azuread` that makes groups, from the program's own packages: nobody has the package whose
 * stack makes none.
 *
 * @throws RunError with the command that installs it
 */
export function loadGroupClass(make: readonly GroupToMake[], folder = process.cwd()): GroupClass {
  try {
    // The module itself: the package's index loads everything that it has.
    return (createRequire(path.join(folder, "package.json"))("@pulumi/azuread/group") as { Group: GroupClass }).Group;
  } catch (cause) {
    const [first] = make;
    const where = first?.place === undefined ? "" : `${formatPlace(first.place)}: `;
    const why = isMissing(cause) ? "is not installed here" : `cannot be loaded (${textOf(cause)})`;
    const error = new RunError(
      visible(
        `${where}error: The group ${first?.name ?? ""} is to be made with @pulumi/azuread, which ${why}. ` +
          "Run `npm install @pulumi/azuread`. [azuread-missing]",
      ),
    );
    error.stack = error.message;
    throw error;
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "MODULE_NOT_FOUND";
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** A group that the program makes. */
export interface MadeGroup {
  readonly key: string;
  readonly group: azuread.Group;
}

/**
 * Makes the groups, each with those in it whom the plan of the run lets be in it: what the guard refuses, the engine
 * never comes to.
 */
export function makeGroups(
  Group: GroupClass,
  make: readonly GroupToMake[],
  run: LicenseRun,
  { parent, protect = true }: pulumi.CustomResourceOptions,
): readonly MadeGroup[] {
  return make.map((group) => {
    const key = groupKey(group.name);
    const planned = run.groups.apply((groups) => groups?.[key]);
    const { rule } = group;
    const made = new Group(
      key,
      {
        displayName: group.name,
        ...(group.description === undefined ? {} : { description: group.description }),
        securityEnabled: true,
        preventDuplicateNames: true,
        ...(group.members === undefined ? {} : { members: planned.apply((of) => [...(of?.members ?? [])]) }),
        ...(rule === undefined
          ? {}
          : {
              types: ["DynamicMembership"],
              dynamicMembership: { enabled: true, rule: planned.apply((of) => of?.rule ?? rule) },
            }),
      },
      {
        ...(parent === undefined ? {} : { parent }),
        protect: group.protect ?? protect,
        dependsOn: [run],
        ...(group.renamedFrom === undefined ? {} : { aliases: [{ name: groupKey(group.renamedFrom) }] }),
      },
    );
    return { key, group: made };
  });
}
