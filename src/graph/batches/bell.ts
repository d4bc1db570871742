/** Wakes whoever waits for something to be added. */
export class Bell {
  #wake: (() => void) | undefined;
  #waiting: Promise<void> | undefined;

  ring(): void {
    this.#wake?.();
    this.#waiting = undefined;
    this.#wake = undefined;
  }

  /** Until the next ring. */
  rung(): Promise<void> {
    this.#waiting ??= new Promise((resolve) => {
      this.#wake = resolve;
    });
    return this.#waiting;
  }
}
