import type { Place } from "../../terms/place";
import type { Finding } from "../../terms/plan";
import type { Severity } from "../../terms/policy";
import type { Problem } from "./problem";
import { comparePlaced } from "./problem";
import type { ProblemCode, StackFindingCode } from "./problem-codes";

/** What each finding weighs where the stack says nothing. */
const defaultSeverities: Readonly<Record<StackFindingCode, Exclude<Severity, "off">>> = {
  "license-uncatalogued": "warning",
  "license-ambiguous": "warning",
  "plan-uncatalogued": "warning",
  "license-company-unchecked": "warning",
  "approval-expired": "info",
  "approval-unknown": "warning",
  "assignment-ended": "info",
  "assignment-empty": "warning",
  "location-of-group": "warning",
  "order-undecided": "warning",
  "person-repeated": "info",
  "person-two-spellings": "info",
  "interruption-undeclared": "warning",
  "release-unchecked": "warning",
  "list-comment-name": "warning",
  "list-column-unread": "warning",
  "name-mixes-scripts": "warning",
};

export interface FindingDraft {
  readonly code: StackFindingCode;
  readonly message: string;
  readonly place: Place;
  readonly remedy?: string;
  readonly principals?: readonly string[];
}

/** Collects everything that is found while a stack is read, so that one run shows all of it. */
export class StackReport {
  private readonly problems: Problem[] = [];
  private readonly drafts: FindingDraft[] = [];

  problem(code: ProblemCode, place: Place, message: string, remedy?: string): void {
    this.problems.push({ code, message, place, ...(remedy === undefined ? {} : { remedy }) });
  }

  add(problems: readonly Problem[]): void {
    for (const problem of problems) this.problems.push(problem);
  }

  finding(draft: FindingDraft): void {
    this.drafts.push(draft);
  }

  /** Problems and findings in order of place; a finding that the stack's rules call an error is a problem. */
  close(rules: Readonly<Record<string, Severity>>): {
    readonly problems: readonly Problem[];
    readonly findings: readonly Finding[];
  } {
    const problems = [...this.problems];
    const findings: Finding[] = [];
    for (const draft of this.drafts) {
      const severity = rules[draft.code] ?? defaultSeverities[draft.code];
      if (severity === "error") problems.push(draft);
      else if (severity !== "off") findings.push({ ...draft, severity, principals: draft.principals ?? [] });
    }
    return { problems: problems.sort(comparePlaced), findings: findings.sort(comparePlaced) };
  }
}
