import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Counts, Found, Turns } from "./support/run-cases";

export interface Task extends Omit<Turns, "begin" | "find"> {
  readonly kind: string;
  /** The number of the case that is being tried. */
  readonly turn: SharedArrayBuffer;
}

export type Told =
  | { readonly kind: "found"; readonly found: Found }
  | { readonly kind: "done"; readonly counts: Counts };

/** No case may take longer than this, in seconds of the processor, or more memory than this. */
export const most = { seconds: 2, megabytes: 1024 };
const looksEvery = 250;
/** The thread is still loading what it needs. */
const notYet = -1;

/** How a thread ended: at its last case, or over one that took too long or too much. */
type Ended = { readonly counts: Counts } | { readonly over: number; readonly what: string };

/** Runs cases in threads; one that does not come back is ended, told, and left out. */
export async function runWatched(task: Omit<Task, "turn">, find: (found: Found) => void): Promise<Counts> {
  const total: Counts = { taken: 0, refused: 0, slowest: 0, slowestTurn: task.from };
  let from = task.from;
  while (from < task.to) {
    const ended = await runThread({ ...task, from }, find);
    if ("over" in ended) {
      find({ turn: ended.over, what: ended.what, input: `--from ${ended.over} --cases 1 shows it` });
      from = ended.over + 1;
      continue;
    }
    const { taken, refused, slowest, slowestTurn } = ended.counts;
    total.taken += taken;
    total.refused += refused;
    if (slowest > total.slowest) Object.assign(total, { slowest, slowestTurn });
    from = task.to;
  }
  return total;
}

function runThread(task: Omit<Task, "turn">, find: (found: Found) => void): Promise<Ended> {
  const turn = new SharedArrayBuffer(4);
  const at = new Int32Array(turn).fill(notYet);
  // A thread does not inherit the loader of TypeScript.
  const worker = new Worker(`require("tsx/cjs"); require(${JSON.stringify(join(__dirname, "worker.ts"))})`, {
    eval: true,
    execArgv: [],
    workerData: { ...task, turn } satisfies Task,
    resourceLimits: { maxOldGenerationSizeMb: most.megabytes, maxYoungGenerationSizeMb: 64 },
  });
  return new Promise<Ended>((resolve, reject) => {
    const stop = (ended: Ended): void => {
      clearInterval(watching);
      void worker.terminate().then(() => resolve(ended));
    };
    let [seen, spent] = [notYet, process.cpuUsage()];
    const watching = setInterval(() => {
      const now = Atomics.load(at, 0);
      if (now !== seen) [seen, spent] = [now, process.cpuUsage()];
      const { user, system } = process.cpuUsage(spent);
      if ((user + system) / 1e6 > most.seconds && now !== notYet)
        stop({ over: now, what: `still not done after ${most.seconds} s` });
    }, looksEvery);
    worker.on("message", (told: Told) => (told.kind === "found" ? find(told.found) : stop({ counts: told.counts })));
    worker.on("error", (error) => {
      if ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY")
        stop({ over: Atomics.load(at, 0), what: `needs more than ${most.megabytes} MB` });
      else {
        clearInterval(watching);
        reject(error);
      }
    });
  });
}
