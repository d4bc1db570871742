import { parseRoster } from "../roster/parse";
import type { Desired, DesiredPrincipal } from "../plan/desired";
import type { Finding } from "../plan/plan";
import { canonicalLines } from "../stack/canonical-lines";
import { loadStack } from "../stack/load-stack";
import type { ProgramInputs } from "./properties";

/** What the program declared, with places where the stack file can still be read and says the same. */
export interface Declared {
  readonly desired: Desired;
  readonly findings: readonly Finding[];
}

/**
 * The declared state. The inputs hold it already, resolved; the stack file is loaded again only to explain it (place, assignment, reason).
 * If the file is gone or says something else, the plan has no places and nothing else changes.
 */
export function readDeclared(inputs: ProgramInputs, now: Date): Declared {
  if (inputs.source !== undefined) {
    const result = loadStack(inputs.source, { now, root: inputs.__root });
    if (result.kind === "ok") {
      const { desired, findings } = result.stack;
      const lines = canonicalLines(desired);
      if (sameLines(lines.users, inputs.users) && sameLines(lines.groups, inputs.groups)) return { desired, findings };
    }
  }
  return { desired: desiredFromLines(inputs), findings: [] };
}

function desiredFromLines({ tenant, users, groups }: ProgramInputs): Desired {
  return { tenant, users: Object.entries(users).map(principal), groups: Object.entries(groups).map(principal), dormant: [] };
}

function principal([name, line]: [string, string]): DesiredPrincipal {
  return { name, ...parseRoster(line), declarations: [] };
}

export function sameLines(some: Readonly<Record<string, string>>, others: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(some);
  return names.length === Object.keys(others).length && names.every((name) => some[name] === others[name]);
}
