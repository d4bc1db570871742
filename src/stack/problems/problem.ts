import { comparePlaces, type Place } from "../../terms/place";
import type { ProblemCode, StackFindingCode } from "./problem-codes";
import { byText } from "../../text/order";

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
  return comparePlaces(left.place, right.place) || byText(left.code, right.code) || byText(left.message, right.message);
}

export interface Placed {
  readonly code: string;
  readonly message: string;
  readonly place?: Place;
}
