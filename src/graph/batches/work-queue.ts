import type { Clock } from "./clock";

/** First in, first out; what has to wait comes first once its time has come, as it is the oldest. */
export interface WorkQueue<T> {
  readonly add: (pieces: readonly T[]) => void;
  readonly addFirst: (piece: T) => void;
  readonly addLater: (piece: T, milliseconds: number) => void;
  readonly take: (count: number) => T[];
  /** Clock time at which something can be taken; undefined where the queue is empty. */
  readonly readyAt: () => number | undefined;
  /** How many can be taken now. */
  readonly due: () => number;
  /** Takes everything, ready or not. */
  readonly drain: () => T[];
}

export function createWorkQueue<T>(clock: Clock): WorkQueue<T> {
  let ready: T[] = [];
  let head = 0;
  let first = 0;
  let delayed: { readonly piece: T; readonly at: number }[] = [];

  const promote = (): void => {
    if (delayed.length === 0) return;
    const now = clock.now();
    const due = delayed.filter((entry) => entry.at <= now);
    if (due.length === 0) return;
    delayed = delayed.filter((entry) => entry.at > now);
    ready = [...due.map((entry) => entry.piece), ...ready.slice(head)];
    head = 0;
  };

  return {
    add: (pieces) => {
      for (const piece of pieces) ready.push(piece);
    },
    addFirst: (piece) => {
      // Several in a row keep their order: each goes behind those put first since the last taking.
      ready.splice(head + first, 0, piece);
      first += 1;
    },
    addLater: (piece, milliseconds) => {
      delayed.push({ piece, at: clock.now() + milliseconds });
    },
    take: (count) => {
      promote();
      first = 0;
      const taken = ready.slice(head, head + count);
      head += taken.length;
      return taken;
    },
    readyAt: () =>
      head < ready.length
        ? 0
        : delayed.reduce<number | undefined>(
            (least, { at }) => (least === undefined || at < least ? at : least),
            undefined,
          ),
    due: () => {
      promote();
      return ready.length - head;
    },
    drain: () => {
      const rest = [...delayed.map((entry) => entry.piece), ...ready.slice(head)];
      ready = [];
      head = 0;
      delayed = [];
      return rest;
    },
  };
}
