import type * as pulumi from "@pulumi/pulumi";
// The modules themselves: the package's index loads a TypeScript compiler and npm's own library, 0.9 s of every
// preview.
import { getRootDirectory } from "@pulumi/pulumi/metadata";
import { output } from "@pulumi/pulumi/output";
import { CustomResource, createUrn } from "@pulumi/pulumi/resource";
import type { GroupToMake } from "../../terms/desired";
import type { Policy } from "../../terms/policy";
import { declaredText } from "../contract/declared-text";
import { handlerText } from "../contract/handler-text";
import type { LineByName } from "../contract/properties";
import { type Asked, LicenseRun } from "./license-run";
import { loadGroupClass, makeGroups } from "./make-groups";
import { withoutPlaces } from "../../stack/canonical-lines";
import { dayIn } from "../../stack/resolve/dates";

/** Everything that a program can say of a tenant's licences; `licensesOfStack` fills it from a stack file. */
export interface TenantLicensesArgs {
  /** A verified domain of the tenant, or its id. */
  readonly tenant: string;
  /** User principal name → canonical line, e.g. `ENTERPRISEPACK(-YAMMER_ENTERPRISE), MCOEV @GB`. */
  readonly users: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Group's display name, mail nickname or object id → canonical line. */
  readonly groups?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Groups that are made, with `@pulumi/azuread`; those that `groups` names too are licensed in the same run. */
  readonly make?: readonly GroupToMake[];
  readonly policy: Policy;
  /** The stack file, relative to the project's root, so that plans can say which line asked for a change. */
  readonly source?: string;
  /** The stack's time zone (IANA name), in which its days begin; UTC where absent. */
  readonly timeZone?: string;
  /** `users` and `groups` are exactly what `source` says: the record of a run then names the file, not the people. */
  readonly asInSource?: boolean;
}

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

  constructor(name: string, args: TenantLicensesArgs, options: pulumi.CustomResourceOptions = {}) {
    const { make = [] } = args;
    // Before anything is registered: without the package nothing is to happen at all.
    const Group = make.length === 0 ? undefined : loadGroupClass(make);
    const lines = declaredLines(args.users, args.groups ?? {}, make);
    const urn = createUrn(name, resourceType, options.parent);
    const run = new LicenseRun(name, { ...args, ...lines, __urn: urn }, make.length > 0, options);
    const made = Group === undefined ? [] : makeGroups(Group, make, run, options);
    super(
      resourceType,
      name,
      {
        tenant: args.tenant,
        ...lines,
        policy: args.policy,
        source: args.source,
        tenantId: undefined,
        seats: undefined,
        digest: undefined,
        __provider: handlerText,
        __today: dayIn(args.timeZone ?? "UTC", new Date()),
        __root: getRootDirectory(),
        __urn: urn,
        __run: run.run,
        ...(made.length === 0
          ? {}
          : { __made: Object.fromEntries(made.map(({ key, group }) => [key, group.objectId])) }),
        __unprotected: options.protect === false,
      },
      // The engine has recorded what the run is about to do before it has the run begin.
      { protect: true, ...options, dependsOn: dependencies(options, run) },
    );
    // The engine is handed one text instead of maps, and given the lines of those alone who change: what it answers
    // is not who is managed.
    this.users = onceApplied(this, args.users);
    this.groups = onceApplied(this, args.groups ?? {});
  }
}

/**
 * A resource's own name is known before it is made, and given to the program when it is. Lines that are known are not
 * looked through: they may be 100,000.
 */
function onceApplied({ urn }: CustomResource, lines: TenantLicensesArgs["users"]): pulumi.Output<LineByName> {
  return isKnown(lines) ? urn.apply(() => lines) : urn.apply(() => output(lines));
}

function dependencies(
  { dependsOn = [] }: pulumi.CustomResourceOptions,
  run: LicenseRun,
): pulumi.Input<pulumi.Resource[]> {
  return output(dependsOn).apply((known) => [...(Array.isArray(known) ? known : [known]), run]);
}

/**
 * As one text where everything is known; as maps where something depends on another resource, so that a preview can
 * name what is unknown.
 */
function declaredLines(
  users: TenantLicensesArgs["users"],
  groups: NonNullable<TenantLicensesArgs["groups"]>,
  make: readonly GroupToMake[],
): Pick<Asked, "users" | "groups" | "make" | "__declared"> {
  if (isKnown(users) && isKnown(groups))
    return { users: {}, groups: {}, __declared: declaredText({ users, groups, make: make.map(withoutPlaces) }) };
  return { users, groups, ...(make.length === 0 ? {} : { make: make.map(withoutPlaces) }) };
}

function isKnown(lines: TenantLicensesArgs["users"]): lines is Record<string, string> {
  return (
    Object.getPrototypeOf(lines) === Object.prototype && Object.values(lines).every((line) => typeof line === "string")
  );
}
