import { cases } from "./cases";
import type { Graph } from "./graph";
import { Stay, type StayOptions } from "./stay";

export interface Result {
  readonly name: string;
  readonly kind: "passed" | "failed" | "skipped";
  readonly why?: string;
}

export interface Outcome {
  readonly results: readonly Result[];
  /** What could not be taken away again. */
  readonly left: readonly string[];
}

/** Runs every case for which there are seats, one after the other, and takes everything away, whatever happens. */
export async function runCases(graph: Graph, options: StayOptions, say: (result: Result) => void): Promise<Outcome> {
  const stay = await Stay.begin(graph, options);
  const results: Result[] = [];
  const left: string[] = [];
  for (const one of cases) {
    const usable = stay.skus.filter(({ free }) => free >= one.seats);
    const result: Result = options.signal.aborted
      ? { name: one.name, kind: "skipped", why: "stopped" }
      : usable.length < one.skus
        ? { name: one.name, kind: "skipped", why: `it needs ${one.skus} SKUs with a free seat, given by --sku` }
        : await attempt(one.name, () => one.run(stay, ...usable));
    results.push(result);
    say(result);
    // After each: its seats serve the next.
    left.push(...(await stay.end()));
  }
  return { results, left: [...new Set(left)] };
}

async function attempt(name: string, run: () => Promise<void>): Promise<Result> {
  try {
    await run();
    return { name, kind: "passed" };
  } catch (error) {
    return { name, kind: "failed", why: error instanceof Error ? error.message : String(error) };
  }
}
