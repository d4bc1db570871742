import { createBell } from "../batches/bell";
import { momentOf } from "../batches/clock";
import { batchItems } from "../batches/odata";
import { firstOf } from "../batches/run-batches";
import { type WireObject, noAnswer } from "../batches/wire";
import { type Waiting, createTeller } from "../batches/waiting";
import { createWorkQueue } from "../batches/work-queue";
import { observeGroup, observeUser } from "../read/observe";
import { groupUrl, userUrl } from "../read/read-context";
import type { Reader } from "../read/reader";
import { afterReadBack } from "./after-read-back";
import { type ReadBack, compareGroup, compareUser } from "./confirm";
import { type Job, type Next, fail } from "./write-job";

export interface LookBackContext extends Waiting {
  readonly reader: Reader;
}

/** Reads back beside the writes: reading does not collide with them, and nobody waits longer than his own time. */
export interface LookBack {
  readonly add: (job: Job, milliseconds: number) => void;
  /** Until nothing is left to be looked at; undefined where nothing is. */
  readonly busy: () => Promise<void> | undefined;
  /** What was not looked at when the run was stopped. */
  readonly drain: () => readonly Job[];
}

/** Milliseconds that the first of less than a batch waits for others to come along. */
const gathering = 200;

export function createLookBack(context: LookBackContext, follow: (next: Next) => void, signal: AbortSignal): LookBack {
  const { clock } = context;
  const queue = createWorkQueue<Job>(clock);
  const bell = createBell();
  let working: Promise<void> | undefined;

  const work = async (): Promise<void> => {
    const isOver = (): boolean => signal.aborted;
    const tell = createTeller(context);
    for (let due = queue.readyAt(); due !== undefined && !isOver(); due = queue.readyAt()) {
      const wait = due - clock.now();
      if (wait > 0) {
        tell(wait, "what Graph threw back is looked at then");
        await firstOf(clock, [bell.rung()], wait, signal);
        continue;
      }
      if (queue.due() < batchItems) await clock.sleep(gathering, signal);
      if (isOver()) return;
      for (const next of await readBack(context, queue.take(Infinity))) follow(next);
    }
  };
  return {
    add: (job, milliseconds) => {
      queue.addLater(job, milliseconds);
      bell.ring();
      working ??= work().finally(() => {
        working = undefined;
      });
    },
    busy: () => working,
    drain: () => queue.drain(),
  };
}

async function readBack({ reader, clock }: LookBackContext, jobs: readonly Job[]): Promise<readonly Next[]> {
  try {
    const answers = await reader.ask(
      jobs.map(({ order }) => ({ url: order.principal === "user" ? userUrl(order.id) : groupUrl(order.id) })),
    );
    return jobs.map((job, index) => {
      const answer = answers[index];
      if (answer?.kind === "done") return afterReadBack(job, comparePrincipal(job, answer.body), momentOf(clock));
      return fail(job, job.lastError ?? answer?.error ?? noAnswer("no answer"));
    });
  } catch (error) {
    const reason = noAnswer(error instanceof Error ? error.message : String(error));
    return jobs.map((job) => fail(job, job.lastError ?? reason));
  }
}

function comparePrincipal({ order }: Job, body: WireObject): ReadBack {
  if (order.principal === "user") {
    const user = observeUser(body);
    return user === undefined ? "unknown" : compareUser(order, user);
  }
  const group = observeGroup(body);
  return group === undefined ? "unknown" : compareGroup(order, group);
}
