import { existsSync } from "node:fs";
import * as path from "node:path";
import type { Desired } from "../../terms/desired";
import type { StackAhead } from "../../terms/forecast";
import type { Finding } from "../../terms/plan";
import type { Policy } from "../../terms/policy";
import { loadProgramStack } from "../../stack/load-program-stack";
import { loadStack } from "../../stack/load-stack";
import { policyInput } from "../../stack/policy-input";
import type { StackResult } from "../../stack/stack";
import { textOfStack } from "../contract/declared-text";

/** A stack as the provider's process reads it, of a file or of a program, in the form in which a program passes it. */
export interface StackFile {
  readonly desired: Desired;
  readonly findings: readonly Finding[];
  readonly policy: Policy;
  readonly today: string;
  readonly timeZone: string;
  readonly ahead: StackAhead;
  /** The lines as `declaredText` writes them: equal texts declare the same. */
  readonly text: string;
  /** The same stack on another day. */
  readonly on: (day: Date) => StackFile | undefined;
}

/** Undefined where the file is gone or cannot be used: then nothing is known but what the engine passes. */
export function readStackFile(source: string, root: string, now: Date): StackFile | undefined {
  return known(loadStack(source, { now, root }), (day) => readStackFile(source, root, day));
}

/** What a program says of its stack, as the program passed it. */
export function readProgramStack(text: string, now: Date): StackFile | undefined {
  return known(loadProgramStack(JSON.parse(text), now), (day) => readProgramStack(text, day));
}

function known(result: StackResult, on: StackFile["on"]): StackFile | undefined {
  if (result.kind === "invalid") return undefined;
  const { desired, findings, policy, today, timeZone, ahead } = result.stack;
  const text = textOfStack(desired);
  return { desired, findings, policy: policyInput(policy), today, timeZone, ahead, text, on };
}

/** The project's root directory, seen from the program's, which is the working directory of a provider. */
export function findProjectRoot(directory: string): string | undefined {
  if (["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].some((name) => existsSync(path.join(directory, name))))
    return directory;
  const parent = path.dirname(directory);
  return parent === directory ? undefined : findProjectRoot(parent);
}
