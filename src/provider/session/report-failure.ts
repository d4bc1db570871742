import { refusalOf } from "../engine/refusal";
import { report, stackName } from "./report-run";
import type { Session } from "./session";

/** Of which resource a method failed, and whether it was to write. */
export interface Failing {
  readonly __urn?: string;
  readonly source?: string;
  readonly phase: "plan" | "run";
}

/**
 * Leaves the reports of a run that ended with a failure. One that has told already what became of everybody, and only
 * says that it did a part, has left better ones. Nothing is thrown: the failure itself is what the engine must hear.
 */
export async function reportFailure(session: Session, failing: Failing, failure: unknown): Promise<void> {
  if (failure instanceof Error && "reasons" in failure) return;
  const urn = failing.__urn ?? session.checked?.urn ?? "";
  const { code, message } = refusalOf(failure);
  try {
    await report(session, session.engineLog(urn), stackName(failing.source, urn), {
      kind: "failed",
      phase: failing.phase,
      problems: [{ code, message }],
    });
  } catch {
    // The engine is gone, and with it whoever would hear that a report could not be written.
  }
}
