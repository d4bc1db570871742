import { parseArgs } from "node:util";
import { kinds } from "./kinds";
import type { Found } from "./support/run-cases";
import { most, runWatched } from "./watch";

// `npm run fuzz -- [kind…] --cases 1000000 --seed 1 --from 0`: gives the program what nobody should give it.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    "as-found": { type: "boolean", default: false },
  },
});
const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const counted = (number: number): string => Math.round(number).toLocaleString("en-US");
const [seed, from, cases] = [Number(values.seed), Number(values.from), Number(values.cases)];

/** The same slip of the program is told once, however many inputs bring it about. */
function slipOf({ what }: Found): string {
  const frames = what.split("\n").filter((line) => line.startsWith("    at "));
  return [what.split("\n")[0]?.replace(/".*|[\d`'].*/, ""), ...frames.slice(0, 2)].join("\n");
}

async function runKind(name: string): Promise<void> {
  const started = Date.now();
  const slips = new Map<string, number>();
  const counts = await runWatched({ kind: name, seed, from, to: from + cases }, (found) => {
    const slip = slipOf(found);
    const before = slips.get(slip) ?? 0;
    slips.set(slip, before + 1);
    if (before > 0) return;
    say(`\n${name}, seed ${seed}, case ${found.turn}: ${found.what}`);
    say(found.input.length > 4_000 && !values["as-found"] ? `${found.input.slice(0, 4_000)}…` : found.input);
  });
  const found = [...slips.values()].reduce((sum, one) => sum + one, 0);
  const seconds = (Date.now() - started) / 1000;
  const memory = process.resourceUsage().maxRSS / 1024;
  say(
    `${name}: ${counted(cases)} cases of seed ${seed} from ${from} in ${counted(seconds)} s ` +
      `(${counted(cases / seconds)} a second): ${counted(counts.taken)} used, ${counted(counts.refused)} refused, ` +
      `${counted(found)} found (${slips.size} of their own kind); the slowest ${counted(counts.slowest)} ms ` +
      `(case ${counts.slowestTurn}); at most ${counted(memory)} MB so far`,
  );
  if (found > 0 || memory > most.megabytes) process.exitCode = 1;
}

async function main(): Promise<void> {
  const unknown = positionals.filter((name) => !Object.hasOwn(kinds, name));
  if (unknown.length > 0 || ![seed, from, cases].every(Number.isSafeInteger)) {
    process.stderr.write(`npm run fuzz -- [${Object.keys(kinds).join("|")}]… --cases N --seed N --from N\n`);
    process.exitCode = 2;
    return;
  }
  for (const name of positionals.length > 0 ? positionals : Object.keys(kinds)) await runKind(name);
}

void main();
