import type * as pulumi from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/pulumi/resource";
import type { Policy } from "../../terms/policy";
import type { GroupToMake } from "../../terms/desired";
import type { GroupMembers } from "../contract/properties";
import { digestOfLines } from "../contract/declared-text";
import { runText } from "../contract/handler-text";

export interface Asked {
  readonly tenant: string;
  readonly users: pulumi.Input<Record<string, pulumi.Input<string>>>;
  readonly groups: pulumi.Input<Record<string, pulumi.Input<string>>>;
  readonly make?: readonly GroupToMake[];
  readonly __declared?: string;
  readonly policy: Policy;
  readonly source?: string;
  readonly timeZone?: string;
  readonly asInSource?: boolean;
  readonly __urn: pulumi.Input<string>;
}

/**
 * The record of one run: what it is about to give and to take, by object id. The program has the engine read it before
 * the tenant's own resource, so that it is in the state before anything is written. A run that is cut off leaves it
 * there, and the next run knows what it had begun.
 *
 * Each run has a name of its own. One that was cut off stays in the state beside its successors until a run ends well.
 */
export class LicenseRun extends CustomResource {
  /** The id of the run. */
  readonly run: string;
  /** Who is to be in the groups that the program makes. Nothing is known of it where the plan is refused: it fails. */
  declare readonly groups: pulumi.Output<Readonly<Record<string, GroupMembers>> | undefined>;

  /** @param makes whether the program makes groups, and has to know of the plan before it does */
  constructor(name: string, asked: Asked, makes: boolean, { parent, provider }: pulumi.CustomResourceOptions) {
    const { tenant, users, groups, make, __declared, policy, source, timeZone = "UTC", __urn } = asked;
    const run = `${Date.now().toString(36)}-${process.pid.toString(36)}`;
    const lines =
      asked.asInSource === true && source !== undefined && __declared !== undefined
        ? { __lines: digestOfLines(__declared) }
        : { __asked: { tenant, users, groups, make, policy, __declared }, __zone: timeZone };
    super(
      "pulumi-nodejs:dynamic/m365:LicenseRun",
      `${name}-run-${run}`,
      {
        ...lines,
        ...(makes ? { __makes: makes, groups: undefined } : {}),
        __source: source,
        __urn,
        __provider: runText,
      },
      { id: run, ...(parent === undefined ? {} : { parent }), ...(provider === undefined ? {} : { provider }) },
    );
    this.run = run;
  }
}
