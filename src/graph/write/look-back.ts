import { Bell } from "../batches/bell";
import { momentOf } from "../batches/clock";
import { batchItems } from "../batches/odata";
import { firstOf } from "../batches/run-batches";
import { type WireObject, noAnswer } from "../batches/wire";
import { type Waiting, Teller } from "../batches/waiting";
import { WorkQueue } from "../batches/work-queue";
import { observeGroup, observeUser } from "../read/observe";
import { groupUrl, userUrl } from "../read/read-context";
import type { Reader } from "../read/reader";
import { afterReadBack } from "./after-read-back";
import { type ReadBack, compareGroup, compareUser } from "./confirm";
import { type Job, type Next, fail } from "./write-job";

export interface LookBackContext extends Waiting {
  readonly reader: Reader;
}

/** Milliseconds that the first of less than a batch waits for others to come along. */
const gathering = 200;

/** Reads back beside the writes: reading does not collide with them, and nobody waits longer than his own time. */
export class LookBack {
  readonly #context: LookBackContext;
  readonly #follow: (next: Next) => void;
  readonly #signal: AbortSignal;
  readonly #queue: WorkQueue<Job>;
  readonly #bell = new Bell();
  #working: Promise<void> | undefined;

  constructor(context: LookBackContext, follow: (next: Next) => void, signal: AbortSignal) {
    this.#context = context;
    this.#follow = follow;
    this.#signal = signal;
    this.#queue = new WorkQueue(context.clock);
  }

  add(job: Job, milliseconds: number): void {
    this.#queue.addLater(job, milliseconds);
    this.#bell.ring();
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  /** Until nothing is left to be looked at; undefined where nothing is. */
  busy(): Promise<void> | undefined {
    return this.#working;
  }

  /** What was not looked at when the run was stopped. */
  drain(): readonly Job[] {
    return this.#queue.drain();
  }

  async #work(): Promise<void> {
    const { clock } = this.#context;
    const teller = new Teller(this.#context);
    for (let due = this.#queue.readyAt(); due !== undefined && !this.#isOver(); due = this.#queue.readyAt()) {
      const wait = due - clock.now();
      if (wait > 0) {
        teller.tell(wait, "what Graph threw back is looked at then");
        await firstOf(clock, [this.#bell.rung()], wait, this.#signal);
        continue;
      }
      if (this.#queue.due() < batchItems) await clock.sleep(gathering, this.#signal);
      if (this.#isOver()) return;
      for (const next of await readBack(this.#context, this.#queue.take(Infinity))) this.#follow(next);
    }
  }

  /** A method, since every wait may end the run. */
  #isOver(): boolean {
    return this.#signal.aborted;
  }
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
