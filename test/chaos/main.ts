import { parseArgs } from "node:util";
import type { Asked } from "./asked";
import { runCrash } from "./crash/main";
import { runSoak } from "./soak/main";
import { runWeather } from "./weather/main";

const usage = `npm run chaos -- [--runs N] [--seed N] [--run N]        bad weather, and somebody else at work
npm run chaos -- crash [--runs N] [--seed N] [--run N]  runs of the engine that are cut off
npm run soak -- [--runs N] [--seed N] [--people N] [--groups N]  a month of hourly runs`;

const parts: Readonly<Record<string, (asked: Asked) => Promise<number>>> = {
  weather: runWeather,
  crash: runCrash,
  soak: runSoak,
};
const options = ["runs", "seed", "run", "people", "groups"] as const;

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: Object.fromEntries(options.map((name) => [name, { type: "string" as const }])),
  });
  const asked = Object.fromEntries(
    options.map((name) => [name, values[name] === undefined ? undefined : Number(values[name])]),
  ) as unknown as Asked;
  const part = parts[positionals[0] ?? "weather"];
  const isSenseless = Object.values(asked).some((value: number | undefined) => Number.isNaN(value));
  if (part === undefined || positionals.length > 1 || isSenseless) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  return part(asked);
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
