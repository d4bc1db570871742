import type { Asked } from "../asked";
import { judgeMonth, runMonth } from "./month";

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const kilo = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** A month of hourly runs of a large company. @returns the exit code */
export async function runSoak({ runs = 720, seed = 1, people = 100_000, groups = 300 }: Asked): Promise<number> {
  say(`| day | ledger | heap | days with losses | losses | undo files in all | printed in all | written | seconds |`);
  say("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
  const month = await runMonth(
    { people, groups, runs, changesPerDay: people / 1000, seed },
    ({ day, ledger, heap, lossDays, losses, undo, log, written, seconds }) =>
      say(
        `| ${day} | ${kilo(ledger)} | ${mega(heap)} | ${lossDays} | ${losses} | ${kilo(undo)} | ${kilo(log)} | ` +
          `${written} | ${seconds.toFixed(0)} |`,
      ),
  );
  const last = month.days.at(-1);
  say(
    `${month.runs} runs, ${month.runsWithWork} of them with work; ${last?.changes ?? 0} changes; the ledger has ` +
      `${last?.ledger ?? 0} bytes, without a past it would have ${month.freshLedger}; a run without work prints ` +
      `${month.quietLog} characters at most`,
  );
  const faults = judgeMonth(month);
  for (const fault of faults) say(`FAILED: ${fault}`);
  return faults.length === 0 ? 0 : 1;
}
