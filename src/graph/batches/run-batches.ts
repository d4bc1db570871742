import type { Clock } from "./clock";
import { type Waiting, Teller } from "./waiting";
import type { Pace } from "./pace";
import type { BatchShape } from "./pace-state";
import type { BatchVerdict } from "./verdict";

/** Work that is sent in batches: reads and writes give different answers to the same questions. */
export interface BatchWork {
  /** When the earliest open piece may be sent (clock time); undefined where none waits to be sent. */
  readonly readyAt: () => number | undefined;
  /**
   * Takes what the next batch carries, at least one piece where `readyAt` is not in the future, and sends it. Never
   * rejects.
   */
  readonly start: (shape: BatchShape) => Promise<BatchVerdict>;
  /** Until something is added from outside. */
  readonly added?: () => Promise<void>;
}

const again = "what is left is tried again then";

/**
 * Sends batches until no work is open, as many side by side as the pace allows. Ends early, without new batches, when
 * stopped.
 */
export async function runBatches(context: Waiting, pace: Pace, work: BatchWork, signal: AbortSignal): Promise<void> {
  const { clock } = context;
  const teller = new Teller(context);
  const inFlight = new Set<Promise<void>>();
  while (!signal.aborted) {
    const readyAt = work.readyAt();
    const wait = readyAt === undefined ? Infinity : Math.max(pace.pause(), readyAt - clock.now());
    if (wait <= 0 && pace.mayStart(inFlight.size)) {
      const shape = pace.next();
      const batch = work
        .start(shape)
        .then((verdict) => pace.record(shape, verdict))
        .finally(() => inFlight.delete(batch));
      inFlight.add(batch);
      continue;
    }
    if (inFlight.size === 0 && wait === Infinity) return;
    if (inFlight.size === 0) teller.tell(wait, pace.pause() >= wait ? pace.reason() : again);
    const added = work.added?.();
    await firstOf(
      clock,
      added === undefined ? [...inFlight] : [...inFlight, added],
      wait > 0 ? wait : Infinity,
      signal,
    );
  }
  await Promise.all(inFlight);
}

/** Until one of these has happened, the time is over, or the signal was raised; the timer never outlives the wait. */
export async function firstOf(
  clock: Clock,
  awaited: readonly Promise<void>[],
  wait: number,
  signal: AbortSignal,
): Promise<void> {
  if (wait === Infinity) {
    // What is in flight is waited for even when stopped: its answer may still come.
    await Promise.race(awaited);
    return;
  }
  const woken = new AbortController();
  const sleep = clock.sleep(wait, AbortSignal.any([woken.signal, signal]));
  await Promise.race([...awaited, sleep]);
  woken.abort();
}
