import { createBell } from "../batches/bell";
import { batchItems } from "../batches/odata";
import { type ReadBackEnds, type ReadBackParts, readBack } from "./read-back";
import { firstOf } from "../batches/run-batches";
import { createWorkQueue } from "../batches/work-queue";
import type { Job } from "./write-job";

/** Reads back beside the writes: reading does not collide with them, and nobody waits longer than his own time. */
export interface LookBack {
  readonly look: (job: Job, milliseconds: number) => void;
  /** Until nothing is left to be looked at; undefined where nothing is. */
  readonly busy: () => Promise<void> | undefined;
  /** What was not looked at when the run was stopped. */
  readonly drain: () => readonly Job[];
}

/** Milliseconds that the first of less than a batch waits for others to come along. */
const gathering = 200;

export function createLookBack(parts: ReadBackParts, ends: Omit<ReadBackEnds, "look">, signal: AbortSignal): LookBack {
  const { clock } = parts;
  const queue = createWorkQueue<Job>(clock);
  const bell = createBell();
  let working: Promise<void> | undefined;

  const work = async (): Promise<void> => {
    const isOver = (): boolean => signal.aborted;
    for (let due = queue.readyAt(); due !== undefined && !isOver(); due = queue.readyAt()) {
      const wait = due - clock.now();
      if (wait > 0) {
        await firstOf(clock, [bell.rung()], wait, signal);
        continue;
      }
      if (queue.due() < batchItems) await clock.sleep(gathering, signal);
      if (!isOver()) await readBack(parts, queue.take(Infinity), { ...ends, look });
    }
  };
  const look = (job: Job, milliseconds: number): void => {
    queue.addLater(job, milliseconds);
    bell.ring();
    working ??= work().finally(() => {
      working = undefined;
    });
  };
  return { look, busy: () => working, drain: () => queue.drain() };
}
