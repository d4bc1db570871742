import type { Place } from "../../terms/place";
import { formatLimit, stackLimits } from "../problems/limits";
import type { StackReport } from "../problems/report";

/**
 * Counts what a stack asks for, so that nothing that a file says takes minutes or gigabytes: a list of 100,000 people
 * that 5,000 assignments name is half a billion people. What goes over a limit is said once, and not resolved.
 */
export class Allowance {
  private named = 0;
  private pairs = 0;
  private asked = 0;
  private closed = false;

  constructor(private readonly report: StackReport) {}

  /** Whether so many more filters and groups may be asked about. */
  admitsQuestions(assignment: string, questions: number, place: Place): boolean {
    if (this.closed) return false;
    this.asked += questions;
    const what = "filters and groups";
    if (this.asked > stackLimits.asked)
      this.close(
        place,
        `With \`${assignment}\` this stack asks for the people of`,
        this.asked,
        stackLimits.asked,
        what,
      );
    return !this.closed;
  }

  /** Whether an assignment of so many people and groups, each with so many licences, is within the limits. */
  admits(assignment: string, named: number, licenses: number, place: Place): boolean {
    if (this.closed) return false;
    this.named += named;
    this.pairs += named * licenses;
    if (this.named > stackLimits.named)
      this.close(place, `With \`${assignment}\` this stack names`, this.named, stackLimits.named, "people and groups");
    else if (this.pairs > stackLimits.pairs)
      this.close(place, `With \`${assignment}\` this stack gives`, this.pairs, stackLimits.pairs, "licences");
    return !this.closed;
  }

  private close(place: Place, subject: string, number: number, limit: number, what: string): void {
    this.closed = true;
    this.report.problem(
      "limit-exceeded",
      place,
      `${subject} ${formatLimit(number)} ${what}, each as often as it is named; the limit is ${formatLimit(limit)}.`,
      "Use groups, or divide the stack.",
    );
  }
}
