import { plannerRuleCodes } from "../../plan/rules/rule-codes";
import { problemCodes, stackFindingCodes } from "./problem-codes";

/** Codes whose severity a stack can set; docs/rules.md explains each. */
export function knownRules(): readonly string[] {
  return [...new Set([...stackFindingCodes, ...Object.keys(plannerRuleCodes)])].sort();
}

export function isKnownRule(code: string): boolean {
  return knownRules().includes(code);
}

/** Codes that are errors whatever a stack says. */
export function isFixedRule(code: string): boolean {
  return (problemCodes as readonly string[]).includes(code);
}
