import type * as pulumi from "@pulumi/pulumi";
import type { GroupToMake, PeopleQuestion } from "../../terms/desired";
import type { Policy } from "../../terms/policy";
import { withoutPlaces } from "../../stack/canonical-lines";
import { policyInput } from "../../stack/policy-input";
import { dayIn } from "../../stack/resolve/dates";
import type { Stack } from "../../stack/stack";
import { declaredText, linesOfText, textOfStack } from "../contract/declared-text";
import type { LineByName } from "../contract/properties";

type Lines = pulumi.Input<Record<string, pulumi.Input<string>>>;

/** A stack file that is read already, as `licensesOfStack` passes it. */
export interface StackOfFile {
  readonly stack: Stack;
  /** The file, relative to the project's root. */
  readonly source: string;
}

/** Lines that are resolved already: what a person holds, in one text each. */
export interface TenantLicensesLines {
  /** A verified domain of the tenant, or its id. */
  readonly tenant: string;
  /** User principal name → canonical line, e.g. `ENTERPRISEPACK(-YAMMER_ENTERPRISE), MCOEV @GB`. */
  readonly users: Lines;
  /** Group's display name, mail nickname or object id → canonical line. */
  readonly groups?: Lines;
  /** Groups that are made, with `@pulumi/azuread`; those that `groups` names too are licensed in the same run. */
  readonly make?: readonly GroupToMake[];
  /** People whom the tenant names when a plan is made. */
  readonly asks?: readonly PeopleQuestion[];
  readonly policy: Policy;
  /** The stack file, relative to the project's root, so that plans can say which line asked for a change. */
  readonly source?: string;
  /** The stack's time zone (IANA name), in which its days begin; UTC where absent. */
  readonly timeZone?: string;
}

/** What a program declares, as the provider is told it. */
export interface Told {
  readonly tenant: pulumi.Input<string>;
  readonly users: Lines;
  readonly groups: Lines;
  readonly make?: readonly GroupToMake[];
  readonly asks?: readonly PeopleQuestion[];
  /** The lines, the groups to make, and whom the tenant is to name, as one text; the others are then empty. */
  readonly __declared?: pulumi.Input<string>;
  readonly policy: pulumi.Input<Policy>;
  /** All that a program says of the stack, as JSON: what explains the lines, as a stack file does. */
  readonly __stack?: pulumi.Input<string>;
  /** By property: whatever another resource has to tell; unknown as long as it has not. */
  readonly __later?: Readonly<Record<string, pulumi.Input<true>>>;
}

/** The same, with what the program itself has to know. */
export interface Declaring {
  readonly told: Told;
  /** Made where the program asks for them: they may be 100,000, and few programs do. */
  readonly users: () => Lines;
  readonly groups: () => Lines;
  readonly make: readonly GroupToMake[];
  readonly timeZone: pulumi.Input<string>;
  readonly today: pulumi.Input<string>;
  readonly source?: string;
  /** What is told is exactly what `source` says: the record of a run then names the file, not the people. */
  readonly asInSource?: boolean;
  /** What the stack says of it; an option of the resource wins. */
  readonly protect?: boolean;
}

/** The lines of a text, for the program that asks. */
export function linesIn(text: string): { readonly users: () => LineByName; readonly groups: () => LineByName } {
  return { users: () => linesOfText(text).users, groups: () => linesOfText(text).groups };
}

export function declaringFile({ stack, source }: StackOfFile): Declaring {
  const { tenant, desired, policy, protect, timeZone, today } = stack;
  const text = textOfStack(desired);
  return {
    told: { tenant, policy: policyInput(policy), users: {}, groups: {}, __declared: text },
    ...linesIn(text),
    // With places, for what is said before anything is asked of the engine.
    make: desired.make ?? [],
    timeZone,
    today,
    source,
    asInSource: true,
    protect,
  };
}

export function declaringLines(lines: TenantLicensesLines, now: Date): Declaring {
  const { tenant, users, groups = {}, make = [], asks = [], policy, source, timeZone = "UTC" } = lines;
  return {
    told: { tenant, policy, ...toldLines(users, groups, make, asks) },
    users: () => users,
    groups: () => groups,
    make,
    timeZone,
    today: dayIn(timeZone, now),
    ...(source === undefined ? {} : { source }),
  };
}

/**
 * As one text where everything is known; as maps where something depends on another resource, so that a preview can
 * name what is unknown.
 */
function toldLines(
  users: Lines,
  groups: Lines,
  make: readonly GroupToMake[],
  asks: readonly PeopleQuestion[],
): Pick<Told, "users" | "groups" | "make" | "asks" | "__declared"> {
  if (areKnown(users) && areKnown(groups))
    return { users: {}, groups: {}, __declared: declaredText({ users, groups, make: make.map(withoutPlaces), asks }) };
  return {
    users,
    groups,
    ...(make.length === 0 ? {} : { make: make.map(withoutPlaces) }),
    ...(asks.length === 0 ? {} : { asks }),
  };
}

export function areKnown(lines: Lines): lines is Record<string, string> {
  return (
    Object.getPrototypeOf(lines) === Object.prototype && Object.values(lines).every((line) => typeof line === "string")
  );
}
