import type { GroupToMake, PeopleQuestion } from "../../terms/desired";
import type { ObjectId } from "../../terms/observed";
import type { Policy } from "../../terms/policy";

/** Principal as written → canonical line. */
export type LineByName = Readonly<Record<string, string>>;

/**
 * The inputs of the resource, as `check` and `read` exchange them with the engine. Keys that begin with `__` are not
 * displayed by the engine.
 */
export interface Inputs {
  /** As written: a verified domain or the tenant's id. */
  readonly tenant: string;
  /** User principal name as written → canonical line, of those who change and perhaps of others. */
  readonly users: LineByName;
  /** Group as written → canonical line, of those that change and perhaps of others. */
  readonly groups: LineByName;
  readonly policy: Policy;
  /** The stack may be destroyed; absent while it is protected. An input, so that a run has to apply it. */
  readonly protect?: false;
  /** The stack file, relative to the project's root; absent where a program declares without one. */
  readonly source?: string;
  /**
   * Only where the run has something to remember although no line differs; never read back, so that it shows as a
   * change.
   */
  readonly ledger?: string;
  /**
   * Only where members of groups are processed again, or others are in a group that the stack makes, although no line
   * differs; never read back either.
   */
  readonly members?: string;
  /** Digest of the ledger that `read` found in the outputs; `check` carries it on. Absent before the first run. */
  readonly __ledger?: string;
}

/** What only the program knows. `check` takes it out again, so that it is never compared or stored. */
export interface ProgramInputs extends Inputs {
  /** The lines of `users` and `groups` as one text, where all of them are known. */
  readonly __declared?: string;
  /** All that the program says of the stack, as JSON: it explains the lines, as `source` does of a file. */
  readonly __stack?: string;
  /** By property: what another resource has to tell; unknown as long as it has not. */
  readonly __later?: Readonly<Record<string, unknown>>;
  /** Groups that the program makes; where the lines are one text, they stand in it. */
  readonly make?: readonly GroupToMake[];
  /** Whom the tenant is to name; where the lines are one text, they stand in it. */
  readonly asks?: readonly PeopleQuestion[];
  /** Their object ids by `groupKey`; unknown, wholly or one by one, in a preview that would make them. */
  readonly __made?: Readonly<Record<string, ObjectId>>;
  /** The day of the run in the stack's time zone, YYYY-MM-DD. */
  readonly __today: string;
  /** The project's root directory, absolute: where `source` is looked for. */
  readonly __root: string;
  /** The resource's option `protect` is false. */
  readonly __unprotected?: boolean;
  /** The resource's name in the engine, for messages under it. */
  readonly __urn: string;
  /** The run in whose name the program has the intent recorded; absent where it does not. */
  readonly __run?: string;
}

/** What `check` answers to the engine. */
export interface CheckResult {
  readonly inputs: Inputs;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/** What the state keeps. Small: a refresh with `--diff` prints a changed map in outputs whole. */
export interface Outputs {
  readonly tenant: string;
  readonly tenantId: string;
  readonly policy: Policy;
  /** A stack file that said so was applied, and the stack may be destroyed. */
  readonly protect?: false;
  readonly source?: string;
  /** Part number → `used of bought`, of the SKUs that this stack owns, counted at the end of the last run. */
  readonly seats: LineByName;
  /** Digest of the plan that was applied last. */
  readonly digest: string;
  /** The ledger as text. */
  readonly __ledger: string;
  /** Names in the inputs' `users` and `groups` of the last run, where they are few. */
  readonly __shown?: string;
  readonly __urn: string;
  /** The runs whose intents this state has taken account of. */
  readonly __settled?: readonly string[];
  /** What runs may have given although nobody has seen it: entries as text, and until when it counts (ISO 8601). */
  readonly __begun?: { readonly until: string; readonly given: string };
}

/** How a program asks to have the intent of a run recorded: with the lines, or with the file that says the same. */
export type RunInputs = Pick<ProgramInputs, "__urn"> & {
  readonly __source?: string;
  /** The program makes groups, and asks who is to be in them. */
  readonly __makes?: boolean;
} & (
    | { readonly __lines: string }
    | {
        readonly __asked: Pick<
          ProgramInputs,
          "tenant" | "users" | "groups" | "make" | "asks" | "policy" | "__declared" | "__stack" | "__later"
        >;
        readonly __zone: string;
      }
  );

/** What the state keeps of a run. */
export interface RunOutputs {
  /** Text of the intent; empty where nothing was about to change. */
  readonly __intent: string;
  /** Who is to be in the groups that the program makes, by `groupKey`. */
  readonly groups?: Readonly<Record<string, GroupMembers>>;
}

/** What the plan of a run lets a group that the program makes be. */
export interface GroupMembers {
  /** Object ids; absent where the stack does not say who is in it. */
  readonly members?: readonly ObjectId[];
  readonly rule?: string;
}

/** `protect: false`, or nothing. */
export function protectOf({ protect }: Pick<Inputs, "protect">): Pick<Inputs, "protect"> {
  return protect === false ? { protect } : {};
}
