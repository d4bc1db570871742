import type { EngineLog } from "./engine-log";

/** How often the engine hears of a run, and how soon a run learns that the engine is gone. Milliseconds. */
const beat = 250;

export interface EngineWatch {
  /** The line in the resource's row from now on. */
  show(status: string): void;
  /** Whether the engine went away since the watch began. */
  readonly gone: boolean;
  stop(): void;
}

/**
 * Live progress and a dead man's switch in one: a provider whose engine was killed goes on as an orphan, even beside
 * the next run, unless it notices that nobody listens.
 *
 * @param onGone called once, when a message no longer reaches the engine
 */
export function watchEngine(log: EngineLog, onGone: () => void): EngineWatch {
  let status = "reading the tenant";
  let gone = false;
  let waiting = false;
  const timer = setInterval(() => {
    if (waiting || gone) return;
    waiting = true;
    log.status(status).then(
      () => {
        waiting = false;
      },
      () => {
        gone = true;
        clearInterval(timer);
        onGone();
      },
    );
  }, beat);
  return {
    show(next) {
      status = next;
    },
    get gone() {
      return gone;
    },
    stop() {
      clearInterval(timer);
    },
  };
}
