import { Chance } from "./chance";
import type { Kind } from "./kind";

/** An input that was not handled as it should be. */
export interface Found {
  readonly turn: number;
  readonly what: string;
  readonly input: string;
}

export interface Counts {
  taken: number;
  refused: number;
  /** Milliseconds of the slowest case, and which it was. */
  slowest: number;
  slowestTurn: number;
}

export interface Turns {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly begin?: (turn: number) => void;
  readonly find: (found: Found) => void;
}

/** Gives a kind its cases one after the other, whatever becomes of each. */
export async function runCases(kind: Kind, { seed, from, to, begin, find }: Turns): Promise<Counts> {
  const counts: Counts = { taken: 0, refused: 0, slowest: 0, slowestTurn: from };
  for (let turn = from; turn < to; turn += 1) {
    begin?.(turn);
    const input = kind.draw(new Chance(seed, turn));
    const started = performance.now();
    try {
      const outcome = input.give();
      counts[typeof outcome === "string" ? outcome : await outcome] += 1;
    } catch (error) {
      find({
        turn,
        what: error instanceof Error ? (error.stack ?? String(error)) : String(error),
        input: input.show(),
      });
    }
    const took = performance.now() - started;
    if (took > counts.slowest) [counts.slowest, counts.slowestTurn] = [took, turn];
  }
  return counts;
}
