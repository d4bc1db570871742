import { setTimeout as sleep } from "node:timers/promises";
import type { Emulator } from "../../../emulator/src/start";
import type { RunningEngine, Workspace } from "../../support/engine";
import type { Relay } from "../support/relay";
import { type Blow, commandOf, isVictim } from "./blow";

export interface CutOff {
  /** What the engine said. */
  readonly output: string;
  readonly code: number | null;
  /** The run was over before the blow fell. */
  readonly isTooLate: boolean;
  /** How long after the blow the engine, and the last process of the run, ended. Seconds. */
  readonly engineSeconds: number;
  readonly lastSeconds: number;
  /** What was wrong with its end. */
  readonly faults: readonly string[];
}

const patienceOfEngine = 300_000;
const patienceOfRest = 30_000;
const isWaitedFor = 20;

/** Begins an up, and cuts it off. Whatever was started for it has ended when this returns. */
export async function cutOff(
  { workspace, emulator, relay }: { workspace: Workspace; emulator: Emulator; relay: Relay },
  running: RunningEngine,
  blow: Blow,
): Promise<CutOff> {
  const ending = running.finished.then(() => "ended" as const);
  const hasEnded = async (milliseconds: number): Promise<boolean> =>
    (await Promise.race([ending, sleep(milliseconds, "running" as const)])) === "ended";
  const isTooLate = await untilDue(emulator, blow, hasEnded);
  const struck = Date.now();
  if (!isTooLate) await strike(workspace, relay, running, blow, hasEnded);
  const faults: string[] = [];
  if (!(await hasEnded(patienceOfEngine))) {
    faults.push(`the engine had not ended ${patienceOfEngine / 1000} s after the blow`);
    running.kill("SIGKILL");
  }
  const { code } = await running.finished;
  relay.mend();
  const engineSeconds = (Date.now() - struck) / 1000;
  const left = (): readonly number[] => workspace.processes();
  const since = Date.now();
  while (left().length > 0 && Date.now() - since < patienceOfRest) await sleep(100);
  const stayed = left();
  faults.push(...stayed.map((pid) => `a process stayed behind: ${commandOf(pid)}`));
  for (const pid of stayed) process.kill(pid, "SIGKILL");
  return {
    output: running.output(),
    code,
    isTooLate,
    engineSeconds,
    lastSeconds: (Date.now() - struck) / 1000,
    faults,
  };
}

/** True where the run was over first. */
async function untilDue(
  emulator: Emulator,
  { after }: Blow,
  hasEnded: (milliseconds: number) => Promise<boolean>,
): Promise<boolean> {
  if ("milliseconds" in after) return hasEnded(after.milliseconds);
  const due = writesOf(emulator) + after.writes;
  while (writesOf(emulator) < due) if (await hasEnded(3)) return true;
  return false;
}

/** How often an application has changed anything: calls that took effect. */
export function writesOf({ tenant }: Emulator): number {
  return new Set(tenant.log.filter(({ actor }) => actor.kind === "application").map(({ transaction }) => transaction))
    .size;
}

async function strike(
  workspace: Workspace,
  relay: Relay,
  running: RunningEngine,
  { victim, how }: Blow,
  hasEnded: (milliseconds: number) => Promise<boolean>,
): Promise<void> {
  switch (how) {
    case "reset":
      relay.reset();
      return;
    case "away":
      relay.cut();
      await hasEnded(4_000);
      relay.mend();
      return;
    case "gone":
      relay.cut();
      return;
    case "SIGKILL":
    case "SIGTERM":
    case "SIGINT":
    case "SIGHUP":
      if (victim === "engine") running.kill(how);
      // Of a run that has only begun there may be none yet.
      else if (!(await strikeProcess(workspace, victim, how, hasEnded))) running.kill(how);
  }
}

async function strikeProcess(
  workspace: Workspace,
  victim: Blow["victim"],
  signal: NodeJS.Signals,
  hasEnded: (milliseconds: number) => Promise<boolean>,
): Promise<boolean> {
  for (let waited = 0; waited < isWaitedFor; waited += 1) {
    const pids = workspace.processes().filter((pid) => isVictim(victim, pid));
    for (const pid of pids) process.kill(pid, signal);
    if (pids.length > 0 || (await hasEnded(50))) return true;
  }
  return false;
}
