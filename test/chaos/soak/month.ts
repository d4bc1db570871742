import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { executePlan } from "../../../src/plan/execute/execute-plan";
import { emptyLedger, formatLedger, parseLedger } from "../../../src/plan/ledger/ledger-text";
import { planWithModel } from "../../../src/plan/plan-tenant";
import { composeUndo, formatUndo } from "../../../src/report/json/undo";
import { renderExecution } from "../../../src/report/text/execution-text";
import { renderText } from "../../../src/report/text/text";
import type { Policy } from "../../../src/terms/policy";
import { hasWork, refusals } from "../../../src/terms/refusals";
import { policy, tenantId } from "../../plan/support/tenant";
import { Chance } from "../support/chance";
import { Company } from "./company";

export interface MonthOptions {
  readonly people: number;
  readonly groups: number;
  readonly runs: number;
  readonly hoursBetween?: number;
  /** Of the people, how many change in a day. */
  readonly changesPerDay: number;
  readonly seed: number;
}

/** How things stand after a day. Bytes. */
export interface DayEnd {
  readonly day: number;
  readonly ledger: number;
  readonly heap: number;
  readonly lossDays: number;
  readonly losses: number;
  readonly undo: number;
  readonly log: number;
  readonly written: number;
  readonly changes: number;
  /** Processor time of the day's runs, seconds. */
  readonly seconds: number;
}

export interface Month {
  readonly days: readonly DayEnd[];
  /** Bytes of a ledger of the same people that has no past. */
  readonly freshLedger: number;
  /** Longest text that a run without work prints. */
  readonly quietLog: number;
  readonly runs: number;
  readonly runsWithWork: number;
  readonly faults: readonly string[];
}

const begin = Date.parse("2026-11-01T00:00:00.000Z");
const anHour = 3_600_000;
const perDays = 7;
/** The ledger keeps ninety days, so that a window which somebody makes longer counts too, and today. */
const mostLossDays = 91;

const limits: Policy["limits"] = { kind: "limited", people: 100, atMost: 1_000_000, perDays };

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** A run every hour, each with nothing of the one before but the text of its ledger. */
export async function runMonth(options: MonthOptions, onDay: (day: DayEnd) => void = () => undefined): Promise<Month> {
  const { people, groups, runs, changesPerDay, seed, hoursBetween = 1 } = options;
  const aDay = 24 / hoursBetween;
  const chance = new Chance(seed);
  const company = new Company(people, groups, chance);
  const rules = policy({ limits });
  const faults: string[] = [];
  const days: DayEnd[] = [];
  let text = formatLedger(emptyLedger(tenantId));
  const sums = { undo: 0, log: 0, written: 0, seconds: 0, quietLog: 0, withWork: 0 };
  let due = 0;
  for (let run = 0; run < runs; run += 1) {
    const now = begin + run * hoursBetween * anHour;
    due += run === 0 ? 0 : changesPerDay / aDay;
    for (; due >= 1; due -= 1) company.change();
    const before = process.cpuUsage();
    const one = await runOnce(company, text, rules, new Date(now));
    text = one.ledger;
    const { user, system } = process.cpuUsage(before);
    sums.seconds += (user + system) / 1e6;
    sums.undo += one.undo;
    sums.log += one.log;
    sums.written += one.written;
    if (one.hasWork) sums.withWork += 1;
    else sums.quietLog = Math.max(sums.quietLog, one.log);
    faults.push(...one.faults.map((fault) => `run ${run}: ${fault}`));
    if ((run + 1) % aDay !== 0 && run + 1 !== runs) continue;
    const { lossesByDay } = parseLedger(text);
    collect();
    const day: DayEnd = {
      day: days.length + 1,
      ledger: text.length,
      heap: process.memoryUsage().heapUsed,
      lossDays: Object.keys(lossesByDay).length,
      losses: Object.values(lossesByDay).reduce((sum, count) => sum + count, 0),
      undo: sums.undo,
      log: sums.log,
      written: sums.written,
      changes: company.changes,
      seconds: sums.seconds,
    };
    sums.seconds = 0;
    days.push(day);
    onDay(day);
    if (day.lossDays > mostLossDays) faults.push(`day ${day.day}: losses of ${day.lossDays} days are remembered`);
  }
  const last = await runOnce(company, text, rules, new Date(begin + runs * hoursBetween * anHour));
  if (last.written > 0) faults.push(`a run without a change of anything wrote to ${last.written}`);
  const fresh = await runOnce(
    company,
    formatLedger(emptyLedger(tenantId)),
    rules,
    new Date(begin + runs * hoursBetween * anHour),
  );
  return {
    days,
    freshLedger: fresh.ledger.length,
    quietLog: sums.quietLog,
    runs,
    runsWithWork: sums.withWork,
    faults,
  };
}

interface One {
  readonly ledger: string;
  readonly hasWork: boolean;
  readonly written: number;
  readonly undo: number;
  readonly log: number;
  readonly faults: readonly string[];
}

async function runOnce(company: Company, text: string, rules: Policy, now: Date): Promise<One> {
  const { observed } = company;
  const moment = now.toISOString();
  const today = moment.slice(0, 10);
  const ledger = parseLedger(text);
  const planned = planWithModel({ desired: company.desired, ledger, observed, policy: rules, today, now: moment });
  const { plan } = planned;
  const shown = renderText(plan).length;
  const refused = refusals(plan).map(({ message }) => message);
  if (refused.length > 0 || !hasWork(plan))
    return { ledger: text, hasWork: false, written: 0, undo: 0, log: shown, faults: refused };
  const undo = plan.transitions.length === 0 ? 0 : formatUndo(composeUndo(plan, observed, "contoso")).length;
  const execution = await executePlan({ ...planned, port: company.port, clock: () => moment });
  const failed = execution.outcomes.filter(({ kind }) => kind !== "applied");
  return {
    ledger: formatLedger(execution.ledger),
    hasWork: true,
    written: execution.outcomes.length,
    undo,
    log: shown + renderExecution(plan, execution).length,
    faults: failed.map(({ kind, name }) => `${name}: ${kind}`),
  };
}

/** What has grown beyond what changed; nothing: all is well. */
export function judgeMonth({ days, freshLedger, faults }: Month): readonly string[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return ["the month has no day"];
  // A moment in the table of moments, and the number of one with the person.
  const excess = last.ledger - freshLedger;
  const allowed = 40 * (last.written + 1);
  const heap = last.heap / first.heap;
  return [
    ...faults,
    ...(excess > allowed
      ? [`the ledger is ${excess} bytes longer than one without a past, for ${last.written} writes`]
      : []),
    ...(heap > 1.1 ? [`the heap has grown to ${Math.round(100 * heap)} % of what it was after the first day`] : []),
  ];
}
