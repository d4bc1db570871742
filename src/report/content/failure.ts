/** Whether a plan failed to be made, or a run to be carried out. */
export type FailedPhase = "plan" | "run";

/**
 * What a report of a failure begins with. A run may have been cut off anywhere; only a plan has certainly no effect.
 */
export function failureText(phase: FailedPhase = "plan"): string {
  return phase === "plan" ? "no plan could be made, nothing is changed" : "the run failed";
}
