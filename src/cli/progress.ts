import type { CliContext } from "./context";

/** A line that says how far long work is; only where somebody watches. */
export class Progress {
  readonly #context: CliContext;
  #isShown = false;

  constructor(context: CliContext) {
    this.#context = context;
  }

  show(text: string): void {
    const { err } = this.#context;
    if (!err.isTerminal) return;
    err.writeStatus(text.slice(0, Math.max(20, (err.columns ?? 80) - 1)));
    this.#isShown = true;
  }

  end(): void {
    if (this.#isShown) this.#context.err.writeStatus("");
    this.#isShown = false;
  }
}
