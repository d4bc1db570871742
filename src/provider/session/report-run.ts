import * as path from "node:path";
import type { PlanWithModel } from "../../plan/decide/model";
import type { EngineLog } from "../engine/engine-log";
import { Refusal } from "../engine/refusal";
import { undoFolderOf } from "../reports/report-folder";
import type { Session } from "./session";
import type { ReportContent } from "../reports/write-reports";

/** How reports name a stack: like its file, or like the engine does where a program declares without one. */
export function stackName(source: string | undefined, urn: string): string {
  return source === undefined ? urn.split("::")[0]?.split(":").pop() || "stack" : path.parse(source).name;
}

/**
 * Writes reports where the environment asks for them. One that cannot be written is a warning and never fails a run.
 */
export async function report(session: Session, log: EngineLog, stack: string, what: ReportContent): Promise<void> {
  if (session.reportFolder === undefined) return;
  const { writeReports } = await import("../reports/write-reports.js");
  const content = { ...what, at: session.clock() };
  for (const problem of writeReports(session.reportFolder, stack, content)) await log.warn(problem);
}

/**
 * Keeps what everybody who is about to change holds, before anything is written: a run that is killed can be undone
 * too.
 *
 * @throws Refusal where it cannot be kept: nothing is changed that could not be undone
 */
export async function keepUndo(
  session: Session,
  log: EngineLog,
  stack: string,
  { plan, model }: PlanWithModel,
): Promise<void> {
  const root = session.projectRoot ?? session.surroundings.directory;
  const { writeUndo } = await import("../reports/write-reports.js");
  const written = writeUndo(undoFolderOf(session.surroundings.environment, root), stack, plan, model.input.observed);
  if (written === undefined) return;
  if ("problem" in written) {
    throw new Refusal(
      "undo-unwritable",
      `What everybody holds before this run could not be kept, so nothing was changed. ${written.problem}`,
      "Make that folder writable, or name another with M365_LICENSES_UNDO_DIR, and run again.",
    );
  }
  const file = path.relative(root, written.file).split(path.sep).join("/");
  await log.info(`What they held before stands in ${file}; \`m365-licenses restore ${file}\` asks for it again.\n`);
}
