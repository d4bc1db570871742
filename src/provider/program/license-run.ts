import type * as pulumi from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/pulumi/resource";
import type { GroupMembers } from "../contract/properties";
import { digestOfLines } from "../contract/declared-text";
import { runText } from "../contract/handler-text";
import type { Declaring } from "./declaring";

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

  constructor(
    name: string,
    { told, make, source, timeZone, asInSource }: Declaring,
    urn: string | pulumi.Output<string>,
    { parent, provider }: pulumi.CustomResourceOptions,
  ) {
    const run = `${Date.now().toString(36)}-${process.pid.toString(36)}`;
    // A program that makes groups has to know of the plan before it does.
    const makes = make.length > 0;
    const lines =
      asInSource === true && source !== undefined && typeof told.__declared === "string"
        ? { __lines: digestOfLines(told.__declared) }
        : { __asked: told, __zone: timeZone };
    super(
      "pulumi-nodejs:dynamic/m365:LicenseRun",
      `${name}-run-${run}`,
      {
        ...lines,
        ...(makes ? { __makes: makes, groups: undefined } : {}),
        __source: source,
        __urn: urn,
        __provider: runText,
      },
      { id: run, ...(parent === undefined ? {} : { parent }), ...(provider === undefined ? {} : { provider }) },
    );
    this.run = run;
  }
}
