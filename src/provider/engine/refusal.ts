import { GraphFailure } from "../../graph/connect/graph-failure";
import { listSome } from "../../plan/basis/findings";
import { LedgerTextError } from "../../plan/ledger/ledger-schema";
import { visible } from "../../text/visible";

/**
 * A failure that a user reads. The dynamic provider host prints `error.stack` of whatever a method throws, and the
 * engine prints `error.message`; neither shows where in the code it came from.
 */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, message: string, remedy?: string) {
    super(visible(`${message}${remedy === undefined ? "" : ` ${remedy}`} [${code}]`));
    this.name = "Refusal";
    this.code = code;
    this.stack = "";
  }

  override toString(): string {
    return "m365-licenses stopped; the resource's error says why";
  }
}

/**
 * Turns what went wrong below into a sentence for users; what is not foreseen keeps its message and loses its stack.
 */
export function refusalOf(failure: unknown): Refusal {
  if (failure instanceof Refusal) return failure;
  if (failure instanceof GraphFailure) return new Refusal(failure.code, failure.message);
  if (failure instanceof LedgerTextError) return new Refusal("state-damaged", failure.message);
  return new Refusal("unexpected", failure instanceof Error ? failure.message : String(failure));
}

/** What a run without refresh meets. */
export function staleInputs(): Refusal {
  return new Refusal(
    "stale-inputs",
    "This run has not read the tenant first, so it cannot tell what this stack owns.",
    "Run it with --refresh, or keep `options: { refresh: always }` in Pulumi.yaml.",
  );
}

/** What a run meets whose plan is another one than the engine has just recorded. */
export function notRecorded(): Refusal {
  return new Refusal(
    "not-recorded",
    "What this run would change is not in the state, where it has to be before anything is written: the stack " +
      "file or " +
      "the tenant has changed while the run began.",
    "Run the command again.",
  );
}

/**
 * What a run meets that would begin with nothing beside a resource that owns something, and then have that one deleted:
 * a replacement, or another name in the program than in the state.
 */
export function beginsAnew(owner: string): Refusal {
  return new Refusal(
    "begins-anew",
    `What this stack owns stands in the state under ${owner}. The engine would begin another resource with ` +
      "nothing, and " +
      "then take back everything that this one has given.",
    "Run it without --replace. Where the resource was renamed: name it in `aliases`, or in the state by " +
      "`pulumi state rename`.",
  );
}

/** What a second resource of one program meets: a run has one plan, one ledger and one guard over everything. */
export function twoResources(first: string): Refusal {
  return new Refusal(
    "two-resources",
    `This program declares TenantLicenses twice; the first is ${first}. One stack has one, since seats are shared by ` +
      "everybody and one guard has to see everything that is taken away. Nothing was changed for this one.",
    "Declare everything in one of them, or make two stacks.",
  );
}

/** What a preview says that cannot plan, since another resource has still to tell something; the run can. */
export function notKnownYet(properties: readonly string[]): Refusal {
  const one = properties.length === 1;
  return new Refusal(
    "not-known-yet",
    `There is no plan in this preview: ${listSome(properties)} ${one ? "comes" : "come"} from another resource, ` +
      `which has not told ${one ? "it" : "them"} yet. The run plans once ${one ? "it is" : "they are"} known, within ` +
      "the same limits, and writes nothing before.",
    "For a plan to review, bring that resource up first: `pulumi up --target URN`.",
  );
}
