import type * as pulumi from "@pulumi/pulumi";
// The modules themselves: the package's index loads a TypeScript compiler and npm's own library, 0.9 s of every
// preview.
import { getRootDirectory } from "@pulumi/pulumi/metadata";
import { output } from "@pulumi/pulumi/output";
import { CustomResource, createUrn } from "@pulumi/pulumi/resource";
import { handlerText } from "../contract/handler-text";
import type { LineByName } from "../contract/properties";
import {
  areKnown,
  declaringFile,
  declaringLines,
  type Declaring,
  type StackOfFile,
  type TenantLicensesLines,
} from "./declaring";
import { declaringStack } from "./declaring-stack";
import { LicenseRun } from "./license-run";
import { loadGroupClass, makeGroups } from "./make-groups";
import type { TenantLicensesArgs } from "./stack-arguments";

export type { Product } from "../../catalog/types";
export type { LicenseStatus, PersonStatus } from "../../terms/person-status";
export type { SkuSeats } from "../../terms/sku-seats";
export type { TenantLicensesArgs } from "./stack-arguments";
export { getPerson, getProduct, getSkus } from "./look-up";
export { readPeople } from "./read-people";
export type { TenantLicensesLines } from "./declaring";

const resourceType = "pulumi-nodejs:dynamic/m365:TenantLicenses";

/**
 * All licence assignments that one stack declares in one tenant. One resource, because seats are shared by everybody
 * and one guard has to see everything that is taken away before anything is written.
 */
export class TenantLicenses extends CustomResource {
  declare readonly tenantId: pulumi.Output<string>;
  /**
   * Part number → `used of bought`, of the SKUs that this stack owns: counted by the run itself, and by a later refresh
   * once an hour has passed, since Graph's lists may lie behind until then.
   */
  declare readonly seats: pulumi.Output<LineByName>;
  /** Digest of the plan that was applied last. */
  declare readonly digest: pulumi.Output<string>;
  /**
   * User principal name → canonical line, of everybody who is declared. Known in a preview too; whatever depends on it
   * waits until the licences are assigned.
   */
  declare readonly users: pulumi.Output<LineByName>;
  /** The same of groups. */
  declare readonly groups: pulumi.Output<LineByName>;

  /**
   * @param args what a stack says, in properties or in a file, or lines that are resolved already
   * @throws RunError with every problem of a stack, each with its property, before anything is registered
   */
  constructor(
    name: string,
    args: TenantLicensesArgs | TenantLicensesLines | StackOfFile,
    options: pulumi.CustomResourceOptions = {},
  ) {
    const now = new Date();
    const declaring =
      "stack" in args ? declaringFile(args) : "policy" in args ? declaringLines(args, now) : declaringStack(args, now);
    const { told, make, source } = declaring;
    const isProtected = options.protect ?? declaring.protect ?? true;
    const protecting = { ...options, protect: isProtected };
    // Before anything is registered: without the package nothing is to happen at all.
    const Group = make.length === 0 ? undefined : loadGroupClass(make);
    const urn = createUrn(name, resourceType, options.parent);
    const run = new LicenseRun(name, declaring, urn, options);
    const made = Group === undefined ? [] : makeGroups(Group, make, run, protecting);
    super(
      resourceType,
      name,
      {
        ...told,
        source,
        tenantId: undefined,
        seats: undefined,
        digest: undefined,
        __provider: handlerText,
        __today: declaring.today,
        __root: getRootDirectory(),
        __urn: urn,
        __run: run.run,
        ...(made.length === 0
          ? {}
          : { __made: Object.fromEntries(made.map(({ key, group }) => [key, group.objectId])) }),
        __unprotected: !isProtected,
      },
      // The engine has recorded what the run is about to do before it has the run begin.
      { ...protecting, dependsOn: dependencies(options, run) },
    );
    giveOnceApplied(this, "users", declaring);
    giveOnceApplied(this, "groups", declaring);
  }
}

/**
 * The engine is handed one text instead of maps, and given the lines of those alone who change: what it answers is not
 * who is managed. A resource's own name is known before it is made, and given to the program when it is.
 */
function giveOnceApplied(licenses: TenantLicenses, property: "users" | "groups", declaring: Declaring): void {
  let given: pulumi.Output<LineByName> | undefined;
  const give = (): pulumi.Output<LineByName> => {
    const lines = declaring[property]();
    // Lines that are known are not looked through: they may be 100,000.
    return areKnown(lines) ? licenses.urn.apply(() => lines) : licenses.urn.apply(() => output(lines));
  };
  Object.defineProperty(licenses, property, { enumerable: true, configurable: true, get: () => (given ??= give()) });
}

function dependencies(
  { dependsOn = [] }: pulumi.CustomResourceOptions,
  run: LicenseRun,
): pulumi.Input<pulumi.Resource[]> {
  return output(dependsOn).apply((known) => [...(Array.isArray(known) ? known : [known]), run]);
}
