import { problemCodes, stackFindingCodes } from "./problem-codes";

/** Rules of the planner whose severity a stack can set; see docs/rules.md. */
const plannedRules: readonly string[] = [];

export function knownRules(): readonly string[] {
  return [...stackFindingCodes, ...plannedRules];
}

export function isKnownRule(code: string): boolean {
  return knownRules().includes(code);
}

/** Codes that are errors whatever a stack says. */
export function isFixedRule(code: string): boolean {
  return (problemCodes as readonly string[]).includes(code);
}
