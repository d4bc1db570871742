/** Wakes whoever waits for something to be added. */
export interface Bell {
  readonly ring: () => void;
  /** Until the next ring. */
  readonly rung: () => Promise<void>;
}

export function createBell(): Bell {
  let wake: (() => void) | undefined;
  let waiting: Promise<void> | undefined;
  return {
    ring: () => {
      wake?.();
      waiting = undefined;
      wake = undefined;
    },
    rung: () =>
      (waiting ??= new Promise((resolve) => {
        wake = resolve;
      })),
  };
}
