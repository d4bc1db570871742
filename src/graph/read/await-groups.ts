import type { ObjectId } from "../../terms/observed";
import type { Clock } from "../batches/clock";
import { observeGroup } from "./observe";
import { groupUrl } from "./read-context";
import type { Reader } from "./reader";

export interface AwaitContext {
  readonly reader: Reader;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const firstWait = 500;
const longestWait = 30_000;

/**
 * Asks until Graph has processed these groups, waiting longer each time. Graph takes seconds to minutes for a group,
 * hours for a big one; what is not finished in time is told, and the next run looks again.
 */
export async function awaitProcessing(
  context: AwaitContext,
  groupIds: readonly ObjectId[],
  limit: number,
  onWaiting: (unfinished: number) => void,
): Promise<readonly ObjectId[]> {
  const deadline = context.clock.now() + limit;
  let unfinished = [...groupIds];
  for (let wait = firstWait; ; wait = Math.min(longestWait, wait * 2)) {
    if (unfinished.length === 0 || context.signal.aborted) return unfinished;
    const answers = await context.reader.ask(unfinished.map((id) => ({ url: groupUrl(id) })));
    unfinished = unfinished.filter((_, index) => {
      const answer = answers[index];
      const group = answer?.kind === "done" ? observeGroup(answer.body) : undefined;
      // No processing state at all: nothing was ever to be processed. A group that cannot be read is not finished.
      return (
        group === undefined || group.processing === "QueuedForProcessing" || group.processing === "ProcessingInProgress"
      );
    });
    if (unfinished.length === 0) return [];
    onWaiting(unfinished.length);
    const left = deadline - context.clock.now();
    if (left <= 0) return unfinished;
    await context.clock.sleep(Math.min(wait, left), context.signal);
  }
}

/** How long a new group is looked for, in milliseconds. */
const newGroupWait = 120_000;

/**
 * Asks until these groups, which somebody has just made, are found: what was written to one replica of the directory
 * comes to the others later (Microsoft, "Create team from group": one that was made less than 15 minutes ago may not be
 * found). What is not found in time is told.
 */
export async function awaitGroupsThere(
  context: AwaitContext,
  groupIds: readonly ObjectId[],
): Promise<readonly ObjectId[]> {
  const deadline = context.clock.now() + newGroupWait;
  let missing = [...groupIds];
  for (let wait = firstWait; missing.length > 0 && !context.signal.aborted; wait = Math.min(longestWait, wait * 2)) {
    const answers = await context.reader.ask(missing.map((id) => ({ url: groupUrl(id) })));
    missing = missing.filter((_, index) => answers[index]?.kind !== "done");
    const left = deadline - context.clock.now();
    if (missing.length === 0 || left <= 0) break;
    await context.clock.sleep(Math.min(wait, left), context.signal);
  }
  return missing;
}
