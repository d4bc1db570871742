/** A clock in milliseconds since the epoch. */
export type Clock = () => number;

/** A clock that tests can move and stop. */
export interface MovableClock {
  readonly now: Clock;
  /** Moves the clock forward by so many milliseconds. */
  advance(ms: number): void;
  set(time: number): void;
  freeze(): void;
  run(): void;
}

export function createMovableClock(real: Clock): MovableClock {
  let offset = 0;
  let frozenAt: number | undefined;
  const now = (): number => frozenAt ?? real() + offset;
  const set = (time: number): void => {
    offset = time - real();
    if (frozenAt !== undefined) frozenAt = time;
  };
  return {
    now,
    advance: (ms) => set(now() + ms),
    set,
    freeze: () => {
      frozenAt = now();
    },
    run: () => {
      if (frozenAt === undefined) return;
      const time = frozenAt;
      frozenAt = undefined;
      set(time);
    },
  };
}
