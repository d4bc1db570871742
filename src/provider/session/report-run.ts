import * as path from "node:path";
import type { EngineLog } from "../engine/engine-log";
import type { Session } from "./session";
import type { Report } from "../reports/write-reports";

/** How reports name a stack: like its file, or like the engine does where a program declares without one. */
export function stackName(source: string | undefined, urn: string): string {
  return source === undefined ? (urn.split("::")[0]?.split(":").pop() ?? "stack") : path.parse(source).name;
}

/**
 * Writes reports where the environment asks for them. One that cannot be written is a warning and never fails a run.
 */
export async function report(session: Session, log: EngineLog, stack: string, what: Report): Promise<void> {
  if (session.reportFolder === undefined) return;
  const { writeReports } = await import("../reports/write-reports.js");
  for (const problem of writeReports(session.reportFolder, stack, what)) await log.warn(problem);
}

/**
 * Keeps what everybody who is about to change holds, before anything is written: a run that is killed can be undone
 * too.
 */
export async function keepUndo(session: Session, log: EngineLog, stack: string): Promise<void> {
  const { checked, reportFolder } = session;
  if (reportFolder === undefined || checked === undefined) return;
  const { writeUndo } = await import("../reports/write-reports.js");
  for (const problem of writeUndo(reportFolder, stack, checked.plan, checked.observed)) await log.warn(problem);
}
