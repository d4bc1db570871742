import type { WriteProblem } from "../../terms/port";
import type { Clock } from "../batches/clock";
import { type ReadBack, compareGroup, compareUser } from "./confirm";
import { observeGroup, observeUser } from "../read/observe";
import { groupUrl, userUrl } from "../read/read-parts";
import { type Reader, backOff } from "../read/reader";
import type { WireError, WireObject } from "../batches/wire";
import type { Job } from "./write-job";

export interface ReadBackParts {
  readonly reader: Reader;
  readonly clock: Clock;
}

export interface ReadBackEnds {
  readonly applied: (job: Job) => void;
  readonly fail: (job: Job, error: WireError) => void;
  readonly failWith: (job: Job, problem: WriteProblem) => void;
  readonly look: (job: Job, milliseconds: number) => void;
  readonly retry: (job: Job, error: WireError, milliseconds: number) => void;
}

/** About half a minute for a change that Graph has acknowledged to become visible. */
const maxReadBacks = 9;
/**
 * A removal is believed when two readings agree: a replica that lags behind may not know the licence yet, or not know
 * it any more.
 */
const readingsOfRemoval = 2;

/** Reads these principals and decides for each: done, to be sent again, to be looked at again. */
export async function readBack(parts: ReadBackParts, jobs: readonly Job[], ends: ReadBackEnds): Promise<void> {
  let answers: Awaited<ReturnType<Reader["ask"]>>;
  try {
    answers = await parts.reader.ask(
      jobs.map(({ order }) => ({ url: order.principal === "user" ? userUrl(order.id) : groupUrl(order.id) })),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    for (const job of jobs) ends.fail(job, job.lastError ?? { status: 0, code: "connection", message });
    return;
  }
  for (const [index, job] of jobs.entries()) {
    const answer = answers[index];
    if (answer?.kind !== "done") {
      ends.fail(job, job.lastError ?? answer?.error ?? { status: 0, code: "connection", message: "no answer" });
      continue;
    }
    decide(parts, job, comparePrincipal(job, answer.body), ends);
  }
}

function comparePrincipal(job: Job, body: WireObject): ReadBack {
  if (job.order.principal === "user") {
    const user = observeUser(body);
    return user === undefined ? "unknown" : compareUser(job.order, user);
  }
  const group = observeGroup(body);
  return group === undefined ? "unknown" : compareGroup(job.order, group);
}

function decide(parts: ReadBackParts, job: Job, found: ReadBack, ends: ReadBackEnds): void {
  job.readBacks += 1;
  if (found === "applied") {
    job.seen += 1;
    const needed = job.order.kind === "assign" && job.order.remove.length > 0 ? readingsOfRemoval : 1;
    if (job.seen >= needed) ends.applied(job);
    else ends.look(job, 250);
    return;
  }
  job.seen = 0;
  if (!job.acknowledged) {
    ends.retry(
      job,
      job.lastError ?? { status: 0, code: "connection", message: "Graph's answer was lost." },
      backOff(parts.clock, job.attempts + 1),
    );
  } else if (job.readBacks < maxReadBacks) {
    ends.look(job, backOff(parts.clock, job.readBacks));
  } else {
    ends.failWith(job, {
      code: "unconfirmed",
      message: "Graph accepted the change, and reading back does not show it.",
      remedy: "Run again in some minutes: the tenant is then read anew.",
    });
  }
}
