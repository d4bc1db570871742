import type { Desired } from "../terms/desired";
import type { Place } from "../terms/place";
import type { StackAhead } from "../terms/forecast";
import type { Finding } from "../terms/plan";
import type { Policy } from "../terms/policy";
import type { Problem } from "./problems/problem";

/** A stack file with everything that it names, resolved for one day. */
export interface Stack {
  /** As the caller named it. */
  readonly file: string;
  readonly tenant: string;
  readonly desired: Desired;
  readonly policy: Policy;
  readonly protect: boolean;
  readonly ahead: StackAhead;
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
