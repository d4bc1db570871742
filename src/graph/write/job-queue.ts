import type { Clock } from "../batches/clock";
import type { BatchShape } from "../batches/pace-state";
import { WorkQueue } from "../batches/work-queue";
import { type Job, type Next, itemsOf, needsLocation } from "./write-job";

/**
 * Jobs that wait to be sent. Those with a usage location need a chain of their own, and go into one when nothing else
 * is left or everything is a chain anyway.
 */
export interface JobQueue {
  readonly add: (next: Extract<Next, { kind: "send" }>) => void;
  /** What a batch of this shape carries, and whether its items have to run one after the other. */
  readonly take: (shape: BatchShape) => { readonly jobs: readonly Job[]; readonly inChain: boolean };
  /** Clock time at which something can be taken; undefined where nothing is left. */
  readonly readyAt: () => number | undefined;
  readonly drain: () => readonly Job[];
}

export function createJobQueue(clock: Clock): JobQueue {
  const plain = new WorkQueue<Job>(clock);
  const located = new WorkQueue<Job>(clock);
  const hasPlain = (): boolean => {
    const at = plain.readyAt();
    return at !== undefined && at <= clock.now();
  };
  return {
    add: ({ job, turn }) => {
      const queue = needsLocation(job) ? located : plain;
      if (turn === "first") queue.addFirst(job);
      else if (turn > 0) queue.addLater(job, turn);
      else queue.add([job]);
    },
    take: ({ sequential, size }) => {
      const inChain = sequential || !hasPlain();
      const jobs = inChain ? located.take(Math.max(1, Math.floor(size / 2))) : [];
      const left = size - jobs.reduce((sum, job) => sum + itemsOf(job), 0);
      if ((sequential || !inChain) && left > 0) jobs.push(...plain.take(left));
      return { jobs, inChain };
    },
    readyAt: () => {
      const times = [plain.readyAt(), located.readyAt()].filter((at) => at !== undefined);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    drain: () => [...plain.drain(), ...located.drain()],
  };
}
