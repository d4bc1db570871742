import type { Desired, Place } from "../../terms/desired";
import type { Finding } from "../../terms/plan";
import type { Policy } from "../../terms/policy";
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

/** A stack file with everything that it names, resolved for one day. */
export interface Stack {
  /** As the caller named it. */
  readonly file: string;
  readonly tenant: string;
  readonly desired: Desired;
  readonly policy: Policy;
  readonly protect: boolean;
  /** The day of the run in the stack's time zone, YYYY-MM-DD. */
  readonly today: string;
  readonly timeZone: string;
  /** Nothing here keeps the stack from being used. */
  readonly findings: readonly Finding[];
  /** Every file that was read, named as in places. */
  readonly files: readonly string[];
  /** Where the stack says what concerns other stacks too. */
  readonly places: { readonly tenant: Place; readonly authorityScope?: Place };
}

export type StackResult =
  | { readonly kind: "ok"; readonly stack: Stack }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

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
