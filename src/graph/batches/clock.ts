/** Time and chance, handed in: tests turn the hands, benchmarks scale them. Milliseconds. */
export interface Clock {
  readonly now: () => number;
  /** Since 1970, for the dates of HTTP. */
  readonly epoch: () => number;
  /** Ends early, without an error, when the signal is raised. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** In [0, 1): spreads retries, so that two runs that collided do not collide again. */
  readonly random: () => number;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  epoch: () => Date.now(),
  random: () => Math.random(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (milliseconds <= 0 || signal?.aborted === true) {
        resolve();
        return;
      }
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", finish);
        resolve();
      };
      const timer = setTimeout(finish, milliseconds);
      signal?.addEventListener("abort", finish, { once: true });
    }),
};
