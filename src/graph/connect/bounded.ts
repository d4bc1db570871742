/** From this on somebody who looks at the run wants to know. Milliseconds. */
export const noticeable = 10_000;

/** What was waited for did not come in time. */
export class Overdue extends Error {
  override readonly name = "Overdue";
}

export interface Bound {
  readonly milliseconds: number;
  /** What is waited for, for whoever looks at the run: `an answer of Graph`. */
  readonly what: string;
  readonly onWaiting?: ((text: string) => void) | undefined;
}

/**
 * Waits for what is done in there, so long and no longer, and says so where it takes a while. No timer outlives the
 * wait.
 *
 * @param act is told when nobody waits any more
 * @throws Overdue, or what `act` throws
 */
export async function within<Result>(bound: Bound, act: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const { milliseconds, what, onWaiting } = bound;
  const over = new AbortController();
  const seconds = Math.round(milliseconds / 1000);
  const slow = setTimeout(() => onWaiting?.(`waiting for ${what}, up to ${seconds} s`), noticeable);
  let late: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    late = setTimeout(() => {
      reject(new Overdue(`no answer within ${seconds} s`));
      over.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([act(over.signal), overdue]);
  } finally {
    clearTimeout(slow);
    clearTimeout(late);
  }
}
