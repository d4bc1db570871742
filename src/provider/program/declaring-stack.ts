import { all, type Output } from "@pulumi/pulumi/output";
import { getStack } from "@pulumi/pulumi/metadata";
import { loadProgramStack } from "../../stack/load-program-stack";
import { policyInput } from "../../stack/policy-input";
import type { Policy } from "../../terms/policy";
import { textOfStack } from "../contract/declared-text";
import type { LineByName } from "../contract/properties";
import { linesIn, type Declaring } from "./declaring";
import { groupsToMake, refuseLateGroups } from "./groups-in-time";
import { fillIn, findLater } from "./later";
import { refuseProgram } from "./refuse-program";
import type { TenantLicensesArgs } from "./stack-arguments";

/**
 * What a program says of a stack. Where all of it is known, its problems end the program here; else as soon as it is
 * known, which is before anything of it is registered.
 *
 * @throws RunError with every problem, each with its property
 */
export function declaringStack(args: TenantLicensesArgs, now: Date): Declaring {
  const later = findLater(args);
  if (later.length === 0) {
    const { told, ...known } = declared(args, now);
    return { ...known, told: { ...told, users: {}, groups: {} } };
  }
  const make = groupsToMake(args, later, now);
  // Unwraps what is within, and is unknown as long as one of them is.
  const values = all(later.map(({ input }) => input)) as unknown as Output<readonly unknown[]>;
  const stack = values.apply((known) => {
    const filled = declared(fillIn(args, known), now);
    refuseLateGroups(filled.make, make);
    return filled;
  });
  return {
    told: {
      tenant: stack.apply(({ told }) => told.tenant),
      users: {},
      groups: {},
      policy: stack.apply(({ told }) => told.policy),
      __declared: stack.apply(({ told }) => told.__declared),
      __stack: stack.apply(({ told }) => told.__stack),
      __later: Object.fromEntries(later.map(({ path, input }) => [path, all([input]).apply(() => true as const)])),
    },
    users: () => stack.apply(({ users }) => users()),
    groups: () => stack.apply(({ groups }) => groups()),
    make,
    timeZone: stack.apply(({ timeZone }) => timeZone),
    today: stack.apply(({ today }) => today),
    ...(args.protect === undefined ? {} : { protect: args.protect }),
  };
}

interface Known extends Pick<Declaring, "make" | "protect"> {
  readonly told: {
    readonly tenant: string;
    readonly policy: Policy;
    readonly __declared: string;
    readonly __stack: string;
  };
  readonly users: () => LineByName;
  readonly groups: () => LineByName;
  readonly timeZone: string;
  readonly today: string;
}

function declared(value: unknown, now: Date): Known {
  const result = loadProgramStack(value, now);
  if (result.kind === "invalid") throw refuseProgram(getStack(), result.problems);
  const { tenant, desired, policy, timeZone, today, protect } = result.stack;
  const text = textOfStack(desired);
  return {
    told: { tenant, policy: policyInput(policy), __declared: text, __stack: JSON.stringify(value) },
    ...linesIn(text),
    make: desired.make ?? [],
    timeZone,
    today,
    protect,
  };
}
