import type { Asked } from "../asked";
import { type CrashResult, CrashTrial } from "./crash";

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Cuts runs of the real engine off at random instants. @returns the exit code */
export async function runCrash({ runs = 20, seed = 1, run }: Asked): Promise<number> {
  const trial = await CrashTrial.open();
  const results: CrashResult[] = [];
  try {
    const numbers = run === undefined ? Array.from({ length: runs }, (_, at) => at) : [run];
    for (const number of numbers) {
      const result = await trial.run(seed, number);
      results.push(result);
      say(describe(seed, result));
      if (results.length % 25 === 0) say(tabulate(results));
    }
  } finally {
    await trial.dispose();
  }
  say(tabulate(results));
  return results.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

function describe(seed: number, { run, blow, isFirst, cut, cancelled, cleared, written, faults }: CrashResult): string {
  const when = "writes" in blow.after ? `${blow.after.writes} writes` : `${blow.after.milliseconds} ms`;
  const what = [
    `${blow.victim}, ${blow.how} after ${when}`,
    ...(isFirst ? ["the stack's first run"] : []),
    cut.isTooLate ? "the run was over first" : `engine gone after ${cut.engineSeconds.toFixed(1)} s`,
    `all gone after ${cut.lastSeconds.toFixed(1)} s`,
    `${written} % written`,
    ...(cancelled ? ["cancelled"] : []),
    ...(cleared ? ["pending creation cleared"] : []),
  ].join("; ");
  const end = faults.length === 0 ? "held" : ["FAILED", ...faults.map((fault) => `  ${fault}`), cut.output].join("\n");
  return `run ${run} of seed ${seed}: ${what}: ${end}`;
}

/** By whom was struck and how: runs, how many held, who needed a hand, and how long the last process lived. */
function tabulate(results: readonly CrashResult[]): string {
  const rows = new Map<string, CrashResult[]>();
  for (const result of results) {
    const key = `| ${result.blow.victim} | ${result.blow.how} |`;
    rows.set(key, [...(rows.get(key) ?? []), result]);
  }
  const count = (all: readonly CrashResult[], test: (result: CrashResult) => boolean): number =>
    all.filter(test).length;
  const line = (key: string, all: readonly CrashResult[]): string =>
    [
      key,
      all.length,
      `| ${count(all, ({ faults }) => faults.length === 0)}`,
      `| ${count(all, ({ cut }) => cut.isTooLate)}`,
      `| ${count(all, ({ cancelled }) => cancelled)}`,
      `| ${Math.max(...all.map(({ cut }) => cut.lastSeconds)).toFixed(1)} s |`,
    ].join(" ");
  return [
    "| victim | how | runs | held | was over first | `pulumi cancel` | last process gone after |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...[...rows].sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, all]) => line(key, all)),
    line("| all | |", results),
  ].join("\n");
}
