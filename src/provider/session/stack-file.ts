import { existsSync } from "node:fs";
import * as path from "node:path";
import type { Desired } from "../../terms/desired";
import type { StackAhead } from "../../terms/forecast";
import type { Finding } from "../../terms/plan";
import type { Policy } from "../../terms/policy";
import { canonicalLines } from "../../stack/canonical-lines";
import { loadStack } from "../../stack/load-stack";
import { policyInput } from "../../stack/policy-input";
import { declaredText } from "../contract/declared-text";

/** A stack file as the provider's process reads it, in the form in which a program passes it. */
export interface StackFile {
  readonly desired: Desired;
  readonly findings: readonly Finding[];
  readonly policy: Policy;
  readonly today: string;
  readonly timeZone: string;
  readonly ahead: StackAhead;
  /** The lines as `declaredText` writes them: equal texts declare the same. */
  readonly text: string;
}

/** Undefined where the file is gone or cannot be used: then nothing is known but what the engine passes. */
export function readStackFile(source: string, root: string, now: Date): StackFile | undefined {
  const result = loadStack(source, { now, root });
  if (result.kind === "invalid") return undefined;
  const { desired, findings, policy, today, timeZone, ahead } = result.stack;
  const text = declaredText(canonicalLines(desired));
  return { desired, findings, policy: policyInput(policy), today, timeZone, ahead, text };
}

/** The project's root directory, seen from the program's, which is the working directory of a provider. */
export function findProjectRoot(directory: string): string | undefined {
  if (["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].some((name) => existsSync(path.join(directory, name))))
    return directory;
  const parent = path.dirname(directory);
  return parent === directory ? undefined : findProjectRoot(parent);
}
