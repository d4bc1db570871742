import type { Place } from "../../terms/desired";
import type { ProblemCode, StackFindingCode } from "./problem-codes";

/** Something in a stack file, or a file that it names, that keeps it from being used. */
export interface Problem {
  readonly code: ProblemCode | StackFindingCode;
  /** Whole sentences: subject, number, limit; without the place. */
  readonly message: string;
  readonly place: Place;
  /** What to write instead. */
  readonly remedy?: string;
}

/** Orders by file, line, column, then code and text: the same problems make the same bytes. */
export function comparePlaced(left: Placed, right: Placed): number {
  return (
    compareText(left.place?.file ?? "", right.place?.file ?? "") ||
    (left.place?.line ?? 0) - (right.place?.line ?? 0) ||
    (left.place?.column ?? 0) - (right.place?.column ?? 0) ||
    compareText(left.code, right.code) ||
    compareText(left.message, right.message)
  );
}

export interface Placed {
  readonly code: string;
  readonly message: string;
  readonly place?: Place;
}

/** Code units, not locale: the order must not depend on the machine. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
