import type { Execution } from "../../terms/execution";
import type { Progress } from "../../terms/port";
import { EngineWatch } from "../engine/engine-watch";
import type { Session } from "../session/session";

/**
 * Runs what writes to the tenant, with its progress in the resource's row. Ends the process when the engine went away
 * meanwhile: nobody is left to hear the result, and the next run finds out by reading.
 */
export async function carryOut(
  session: Session,
  urn: string,
  execute: (onProgress: (progress: Progress) => void) => Promise<Execution>,
): Promise<Execution> {
  const watch = new EngineWatch(session.engineLog(urn), () => session.end());
  session.isWriting = true;
  try {
    return await execute(({ phase, done, total }) => watch.show(total === 0 ? phase : `${phase} ${done}/${total}`));
  } finally {
    watch.stop();
    session.isWriting = false;
    // What was in flight has been answered by now.
    if (watch.isGone) session.surroundings.exit(1);
  }
}
