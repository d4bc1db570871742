import type { Asked } from "../asked";
import { type ChaosResult, runChaos } from "./chaos";

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Planner and Graph layer in bad weather. @returns the exit code */
export async function runWeather({ runs = 2_000, seed = 1, run }: Asked): Promise<number> {
  const results: ChaosResult[] = [];
  const begin = Date.now();
  const numbers = run === undefined ? Array.from({ length: runs }, (_, at) => at) : [run];
  for (const number of numbers) {
    const result = await runChaos(seed, number);
    results.push(result);
    if (result.faults.length > 0 || run !== undefined) say(describe(seed, result));
    if (results.length % 100 === 0) say(`${results.length} runs, ${Math.round((Date.now() - begin) / 1000)} s`);
  }
  say(tabulate(results));
  return results.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

export function describe(
  seed: number,
  { run, weather, end, ups, red, faults, somebodyElse, said }: ChaosResult,
): string {
  return [
    `run ${run} of seed ${seed}: ${end} after ${ups} runs, ${red} of them red${faults.length === 0 ? "" : ": FAILED"}`,
    ...faults.map((fault) => `  ${fault}`),
    ...weather.rules.map((rule) => `  weather: ${JSON.stringify(rule)}`),
    `  settings: ${JSON.stringify(weather.settings)}`,
    ...said.map((sentence) => `  said last: ${sentence}`),
    ...somebodyElse.map((did) => `  somebody else: ${did}`),
  ].join("\n");
}

/** By kind of fault, alone and mixed. */
function tabulate(results: readonly ChaosResult[]): string {
  const rows = new Map<string, ChaosResult[]>();
  const put = (key: string, result: ChaosResult): void => void rows.set(key, [...(rows.get(key) ?? []), result]);
  for (const result of results) {
    const { kinds } = result.weather;
    for (const kind of kinds) put(`| ${kind} | ${kinds.length === 1 ? "alone" : "mixed"} |`, result);
  }
  const sum = (all: readonly ChaosResult[], count: (result: ChaosResult) => number): number =>
    all.reduce((total, result) => total + count(result), 0);
  const line = (key: string, all: readonly ChaosResult[]): string =>
    [
      key,
      all.length,
      `| ${sum(all, ({ end }) => (end === "converged" ? 1 : 0))}`,
      `| ${sum(all, ({ end }) => (end === "told" ? 1 : 0))}`,
      `| ${sum(all, ({ faults }) => (faults.length > 0 ? 1 : 0))}`,
      `| ${sum(all, ({ ups }) => ups)}`,
      `| ${sum(all, ({ red }) => red)}`,
      `| ${sum(all, ({ faultsStruck }) => faultsStruck)}`,
      `| ${sum(all, ({ somebodyElse }) => somebodyElse.length)} |`,
    ].join(" ");
  return [
    "| fault | | runs | converged | ended with whom and why | did not hold | runs of the product | red | faults | " +
      "acts of others |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ...[...rows].sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, all]) => line(key, all)),
    line("| all | |", results),
  ].join("\n");
}
