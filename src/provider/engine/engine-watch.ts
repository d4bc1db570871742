import type { EngineLog } from "./engine-log";

/** How often the engine hears of a run, and how soon a run learns that the engine is gone. Milliseconds. */
const beat = 250;

/**
 * Live progress and a dead man's switch in one: a provider whose engine was killed goes on as an orphan, even beside
 * the next run, unless it notices that nobody listens.
 */
export class EngineWatch {
  readonly #log: EngineLog;
  readonly #onGone: () => void;
  readonly #timer: NodeJS.Timeout;
  #status = "reading the tenant";
  #isGone = false;
  #isWaiting = false;

  /** @param onGone called once, when a message no longer reaches the engine */
  constructor(log: EngineLog, onGone: () => void) {
    this.#log = log;
    this.#onGone = onGone;
    this.#timer = setInterval(() => this.#tell(), beat);
  }

  /** The line in the resource's row from now on. */
  show(status: string): void {
    this.#status = status;
  }

  /** Whether the engine went away since the watch began. */
  get isGone(): boolean {
    return this.#isGone;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    if (this.#isWaiting || this.#isGone) return;
    this.#isWaiting = true;
    this.#log.status(this.#status).then(
      () => {
        this.#isWaiting = false;
      },
      () => {
        this.#isGone = true;
        this.stop();
        this.#onGone();
      },
    );
  }
}
